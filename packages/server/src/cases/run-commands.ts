import { type Actor, type CaseEvent, type CaseState, type Command, type Refusal, decide, isRefusal } from '@casement/engine'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import { type Append, appendDecisions, findCasesForUpdate } from './case-store.ts'
import type { Casework } from './casework.ts'
import { type Ground, findOpeningGround, groundOf, readLandlord } from './ground.ts'
import { type NewCase, type Opening, prepareOpenings } from './opening.ts'

/** One thing that was done to a case; `now` is the landlord's time when not said. */
export interface HistoryStep {
  actor: Actor
  command: Command
  now?: string
  recordedAt?: string
}

/** What is done to one case, in order: a new one, or the one of this reference. */
export interface CaseHistory {
  newCase?: NewCase & { actor: Actor; now?: string; recordedAt?: string }
  ref?: string
  steps: HistoryStep[]
}

/** What became of it. A history with a refused step changes nothing; `step` is its index, -1 the opening. */
export type HistoryResult =
  | { kind: 'done'; id: string; ref: string; state: CaseState; events: CaseEvent[] }
  | { kind: 'refused'; refusal: Refusal; step: number }
  | { kind: 'not-found' }

export interface HistoryRequest {
  landlordId: string
  histories: CaseHistory[]
  /** Nothing outside happens: no notices, and clocks tell nobody. */
  muted?: boolean
}

/**
 * Carries out many commands on many cases in one transaction, for imports, the demonstration and bulk commands: the same
 * decisions and the same writing as `runCommand`, with one statement for each table.
 */
export async function runCommands({ pool, ...casework }: Casework, { landlordId, histories, muted }: HistoryRequest): Promise<HistoryResult[]> {
  return inLandlord({ pool, landlordId }, async (tx) => {
    const prepared = await prepare(tx, { pool, ...casework }, histories)
    const decided = prepared.map((one) => ('history' in one ? decideHistory(one, muted) : one))
    await appendDecisions(tx, decided.flatMap((one) => ('append' in one ? [{ ...one.append, muted }] : [])))
    return decided.map((one) => ('append' in one ? doneOf(one.append) : one))
  })
}

interface PreparedHistory {
  history: CaseHistory
  ground: Ground
  opening?: Opening
}

async function prepare(tx: LandlordTransaction, casework: Casework, histories: CaseHistory[]): Promise<(PreparedHistory | HistoryResult)[]> {
  const stored = new Map((await findStored(tx, histories)).map((found) => [found.state.ref, found]))
  const landlord = await readLandlord(tx)
  const grounds = new Map<CaseHistory, Ground>()
  for (const history of histories) {
    const { newCase, ref } = history
    const before = ref === undefined ? undefined : stored.get(ref)
    const ground = before ? await groundOf(tx, casework, { before }) : newCase && (await findOpeningGround(tx, casework, { newCase, landlord, given: newCase.now }))
    if (ground) grounds.set(history, ground)
  }
  const openings = await openAll(tx, grounds)
  return histories.map((history) => {
    const ground = grounds.get(history)
    const opening = openings.get(history)
    if (ground === undefined) return { kind: 'not-found' }
    return isRefusal(opening) ? { kind: 'refused', refusal: opening, step: -1 } : { history, ground, opening }
  })
}

async function findStored(tx: LandlordTransaction, histories: CaseHistory[]) {
  const refs = histories.flatMap(({ ref }) => (ref === undefined ? [] : [ref]))
  if (new Set(refs).size < refs.length) throw new TypeError('Give all steps of a case in one history')
  return refs.length === 0 ? [] : findCasesForUpdate(tx, refs)
}

async function openAll(tx: LandlordTransaction, grounds: Map<CaseHistory, Ground>): Promise<Map<CaseHistory, Opening | Refusal>> {
  const asked = [...grounds].flatMap(([history, ground]) => (history.newCase ? [{ history, newCase: history.newCase, ground }] : []))
  const openings = await prepareOpenings(tx, asked)
  return new Map(asked.flatMap(({ history }, index) => (openings[index] ? [[history, openings[index]]] : [])))
}

function decideHistory({ history, ground, opening }: PreparedHistory, muted?: boolean): { append: Append } | HistoryResult {
  const { newCase, steps } = history
  const opened: HistoryStep[] = opening && newCase ? [{ ...newCase, command: opening.command }] : []
  const events: CaseEvent[] = []
  let state = ground.before?.state
  let now = ground.now
  for (const [index, step] of [...opened, ...steps].entries()) {
    now = step.now ?? ground.now
    const context = { now, recordedAt: step.recordedAt, actor: step.actor, caseType: ground.caseType, calendar: ground.library.calendar, muted, newCase: opening?.newCase }
    const decision = decide(state, step.command, context)
    if (isRefusal(decision)) return { kind: 'refused', refusal: decision, step: index - opened.length }
    events.push(...decision.events)
    state = decision.state
  }
  if (state === undefined) throw new TypeError('A history opens a case or names one')
  return { append: { ...ground, now, events, state, subjectLabel: opening?.subjectLabel } }
}

function doneOf({ state, events }: Append): HistoryResult {
  return { kind: 'done', id: state.id, ref: state.ref, state, events }
}
