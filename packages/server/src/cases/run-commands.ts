import { type Actor, type CaseEvent, type CaseState, type CaseType, type Command, type Refusal, decide, isRefusal } from '@casement/engine'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import { type Append, appendDecisions, findCases, findCasesForUpdate } from './case-store.ts'
import type { Casework } from './casework.ts'
import { type Ground, findOpeningGround, groundOf, readLandlord } from './ground.ts'
import { type NewCase, type Opening, prepareOpenings } from './opening.ts'

/** One thing that was done to a case; `now` is the landlord's time when not said. */
export interface HistoryStep {
  actor: Actor
  command: Command
  now?: string
  recordedAt?: string
  /** The version of the case that it was decided on; with another one it is refused. */
  ifMatch?: number
  /** Whether the actor may, on the case as it stood before all of its steps. */
  authorise?: (before: CaseState) => Refusal | undefined
}

/** What is done to one case, in order: a new one, or the one of this reference. */
export interface CaseHistory {
  newCase?: NewCase & { actor: Actor; now?: string; recordedAt?: string }
  ref?: string
  steps: HistoryStep[]
}

/** A step that was refused: its index in the history, -1 for the opening. */
export interface RefusedStep {
  step: number
  refusal: Refusal | StaleStep
}

/** The step was decided on another version of the case. */
export interface StaleStep extends Omit<Refusal, 'refused'> {
  refused: 'case-changed'
}

/** What became of it. A history with a refused step changes nothing, unless such steps are skipped. */
export type HistoryResult =
  | { kind: 'done'; id: string; ref: string; before?: CaseState; state: CaseState; events: CaseEvent[]; skipped: RefusedStep[] }
  | ({ kind: 'refused' } & RefusedStep)
  | { kind: 'not-found' }

export interface HistoryRequest {
  landlordId: string
  histories: CaseHistory[]
  /** Nothing outside happens: no notices, and clocks tell nobody. */
  muted?: boolean
  /** Leave out a step that is refused and go on with the next; a refused opening still ends it. */
  skipRefused?: boolean
  /** Decide, and write nothing; `unpublished` is a case type that would be published first. */
  preview?: boolean
  unpublished?: CaseType
  /** What else is written in the same transaction. */
  alongside?: (tx: LandlordTransaction, results: HistoryResult[]) => Promise<void>
}

/**
 * Carries out many commands on many cases in one transaction, for imports, the demonstration and bulk commands: the same
 * decisions and the same writing as `runCommand`, with one statement for each table.
 */
export async function runCommands(casework: Casework, request: HistoryRequest): Promise<HistoryResult[]> {
  const { landlordId, preview } = request
  return inLandlord({ pool: casework.pool, landlordId, readOnly: preview }, (tx) => runCommandsWithin(tx, { casework, request }))
}

/** The same in a transaction that does more than this. */
export async function runCommandsWithin(tx: LandlordTransaction, { casework, request }: { casework: Casework; request: HistoryRequest }): Promise<HistoryResult[]> {
  const { muted, preview, alongside } = request
  const prepared = await prepare(tx, casework, request)
  const decided = prepared.map((one) => ('history' in one ? decideHistory(one, request) : one))
  // A case of which every step was skipped stays as it was.
  if (!preview) await appendDecisions(tx, decided.flatMap((one) => ('append' in one && one.append.events.length > 0 ? [{ ...one.append, muted }] : [])))
  const results = decided.map((one) => ('append' in one ? doneOf(one) : one))
  await alongside?.(tx, results)
  return results
}

interface PreparedHistory {
  history: CaseHistory
  ground: Ground
  opening?: Opening
}

async function prepare(tx: LandlordTransaction, casework: Casework, { histories, preview, unpublished }: HistoryRequest): Promise<(PreparedHistory | HistoryResult)[]> {
  const stored = new Map((await findStored(tx, histories, preview)).map((found) => [found.state.ref, found]))
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
    return isRefusal(opening) ? { kind: 'refused', refusal: opening, step: -1 } : { history, ground, opening }
  })
}

async function findStored(tx: LandlordTransaction, histories: CaseHistory[], preview?: boolean) {
  const refs = histories.flatMap(({ ref }) => (ref === undefined ? [] : [ref]))
  if (new Set(refs).size < refs.length) throw new TypeError('Give all steps of a case in one history')
  if (refs.length === 0) return []
  return preview ? findCases(tx, refs) : findCasesForUpdate(tx, refs)
}

async function openAll(tx: LandlordTransaction, grounds: Map<CaseHistory, Ground>, preview?: boolean): Promise<Map<CaseHistory, Opening | Refusal>> {
  const asked = [...grounds].flatMap(([history, ground]) => (history.newCase ? [{ history, newCase: history.newCase, ground }] : []))
  const openings = await prepareOpenings(tx, asked, { preview })
  return new Map(asked.flatMap(({ history }, index) => (openings[index] ? [[history, openings[index]]] : [])))
}

interface DecidedHistory {
  append: Append
  skipped: RefusedStep[]
}

function decideHistory({ history, ground, opening }: PreparedHistory, { muted, skipRefused }: HistoryRequest): DecidedHistory | HistoryResult {
  const { newCase, steps } = history
  const opened: HistoryStep[] = opening && newCase ? [{ ...newCase, command: opening.command }] : []
  const events: CaseEvent[] = []
  const skipped: RefusedStep[] = []
  let state = ground.before?.state
  let now = ground.now
  for (const [index, step] of [...opened, ...steps].entries()) {
    now = step.now ?? ground.now
    const context = { now, recordedAt: step.recordedAt, actor: step.actor, caseType: ground.caseType, calendar: ground.library.calendar, muted, newCase: opening?.newCase }
    const decision = refuseBefore(step, ground) ?? decide(state, step.command, context)
    if (!('refused' in decision)) {
      events.push(...decision.events)
      state = decision.state
    } else if (skipRefused && state !== undefined) skipped.push({ step: index - opened.length, refusal: decision })
    else return { kind: 'refused', refusal: decision, step: index - opened.length }
  }
  if (state === undefined) throw new TypeError('A history opens a case or names one')
  return { append: { ...ground, now, events, state, subjectLabel: opening?.subjectLabel }, skipped }
}

/** What stands against a step before the engine is asked: who asks, and what they saw. */
function refuseBefore({ authorise, ifMatch }: HistoryStep, { before }: Ground): Refusal | StaleStep | undefined {
  if (before === undefined) return undefined
  const refusal = authorise?.(before.state)
  if (refusal !== undefined || ifMatch === undefined || ifMatch === before.version) return refusal
  return { refused: 'case-changed', words: `Somebody changed case ${before.state.ref} meanwhile.`, remedy: 'Look at it as it is now, and decide again.' }
}

function doneOf({ append: { before, state, events }, skipped }: DecidedHistory): HistoryResult {
  return { kind: 'done', id: state.id, ref: state.ref, before: before?.state, state, events, skipped }
}
