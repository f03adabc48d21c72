import { type Actor, type CaseEvent, type CaseState, type CaseType, type Refusal, isRefusal } from '@casement/engine'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import { type StoredCase, findCases, findCasesForUpdate } from './case-store.ts'
import type { Casework } from './casework.ts'
import { type Deciding, type HistoryStep, type PreparedCase, type RefusedStep, decideAndAppend } from './decide-and-append.ts'
import { type Ground, findOpeningGround, groundOf, readLandlord } from './ground.ts'
import { type NewCase, type Opening, prepareOpenings } from './opening.ts'

/** What is done to one case, in order: a new one, or the one of this reference. */
export interface CaseHistory {
  newCase?: NewCase & { actor: Actor; now?: string; recordedAt?: string }
  ref?: string
  /** That case, where it was read and locked already. */
  locked?: StoredCase
  steps: HistoryStep[]
}

/** What became of it. A history with a refused step changes nothing, unless such steps are skipped. */
export type HistoryResult =
  | (Ground & { kind: 'done'; id: string; ref: string; state: CaseState; events: CaseEvent[]; skipped: RefusedStep[] })
  | ({ kind: 'refused' } & RefusedStep)
  | { kind: 'not-found' }

export interface HistoryRequest extends Deciding {
  landlordId: string
  histories: CaseHistory[]
  /** In a preview, a case type that would be published first. */
  unpublished?: CaseType
  /** What else is written in the same transaction. */
  alongside?: (tx: LandlordTransaction, results: HistoryResult[]) => Promise<void>
}

/** Carries out many commands on many cases in one transaction, for imports, the demonstration, bulk commands and the passing of time, with one statement for each table. */
export async function runCommands(casework: Casework, request: HistoryRequest): Promise<HistoryResult[]> {
  const { landlordId, preview } = request
  return inLandlord({ pool: casework.pool, landlordId, readOnly: preview }, (tx) => runCommandsWithin(tx, { casework, request }))
}

/** The same in a transaction that does more than this. */
export async function runCommandsWithin(tx: LandlordTransaction, { casework, request }: { casework: Casework; request: HistoryRequest }): Promise<HistoryResult[]> {
  const prepared = await prepare(tx, casework, request)
  const ready = prepared.filter((one) => 'ground' in one)
  const decided = new Map((await decideAndAppend(tx, ready, request)).map((one, index) => [ready[index], one]))
  const results = prepared.map((one): HistoryResult => {
    const found = 'ground' in one ? decided.get(one) : one
    if (found === undefined) throw new Error('A prepared case was not decided')
    return found.kind === 'decided' ? { ...found, kind: 'done', id: found.state.id, ref: found.state.ref } : found
  })
  await request.alongside?.(tx, results)
  return results
}

type Unprepared = Exclude<HistoryResult, { kind: 'done' }>

async function prepare(tx: LandlordTransaction, casework: Casework, { histories, preview, unpublished }: HistoryRequest): Promise<(PreparedCase | Unprepared)[]> {
  const locked = histories.flatMap((history) => history.locked ?? [])
  const stored = new Map([...locked, ...(await findStored(tx, histories, preview))].map((found) => [found.state.ref, found]))
  const landlord = await readLandlord(tx)
  const grounds = new Map<CaseHistory, Ground>()
  for (const history of histories) {
    const { newCase, ref } = history
    const before = ref === undefined ? undefined : stored.get(ref)
    const ground = before ? await groundOf(tx, casework, { before }) : newCase && (await findOpeningGround(tx, casework, { newCase, landlord, given: newCase.now, unpublished }))
    if (ground) grounds.set(history, ground)
  }
  const openings = await openAll(tx, grounds, preview)
  return histories.map((history) => {
    const ground = grounds.get(history)
    const opening = openings.get(history)
    if (ground === undefined) return { kind: 'not-found' }
    if (isRefusal(opening)) return { kind: 'refused', refusal: opening, step: -1 }
    return { ground, opening: opening && history.newCase && { ...opening, by: history.newCase }, steps: history.steps }
  })
}

async function findStored(tx: LandlordTransaction, histories: CaseHistory[], preview?: boolean) {
  const refs = histories.flatMap(({ ref }) => (ref === undefined ? [] : [ref]))
  if (new Set(refs).size < refs.length) throw new TypeError('Give all steps of a case in one history')
  const unlocked = histories.flatMap(({ ref, locked }) => (ref === undefined || locked ? [] : [ref]))
  if (unlocked.length === 0) return []
  return preview ? findCases(tx, unlocked) : findCasesForUpdate(tx, unlocked)
}

async function openAll(tx: LandlordTransaction, grounds: Map<CaseHistory, Ground>, preview?: boolean): Promise<Map<CaseHistory, Opening | Refusal>> {
  const asked = [...grounds].flatMap(([history, ground]) => (history.newCase ? [{ history, newCase: history.newCase, ground }] : []))
  const openings = await prepareOpenings(tx, asked, { preview })
  return new Map(asked.flatMap(({ history }, index) => (openings[index] ? [[history, openings[index]]] : [])))
}
