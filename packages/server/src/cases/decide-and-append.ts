import { type Actor, type CaseEvent, type CaseState, type CaseType, type Command, type Refusal, decide } from '@casement/engine'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { AllocationDesk } from '../allocation/allocation-desk.ts'
import { appendDecisions } from './case-store.ts'
import type { Ground } from './ground.ts'
import type { Opening } from './opening.ts'

/** One thing that is done to a case; `now` is the landlord's time when not said. */
export interface HistoryStep {
  actor: Actor
  command: Command
  now?: string
  recordedAt?: string
  /** The version of the case that it was decided on; with another one it is refused. */
  ifMatch?: number
  /** Whether the actor may, on the case as it stood before all of its steps; not said where that was asked before. */
  authorise?: (before: CaseState) => Refusal | undefined
}

/** A step that was refused: its index among the steps, -1 for the opening. */
export interface RefusedStep {
  step: number
  refusal: Refusal | StaleStep
}

/** The step was decided on another version of the case. */
interface StaleStep extends Omit<Refusal, 'refused'> {
  refused: 'case-changed'
}

/** What is to be done to one case, in order, by who holds its lock. */
export interface PreparedCase {
  ground: Ground
  /** Opens the case before the first step. */
  opening?: Opening & { by: Omit<HistoryStep, 'command'> }
  steps: HistoryStep[]
}

export interface DecidedCase extends Ground {
  kind: 'decided'
  state: CaseState
  events: CaseEvent[]
  skipped: RefusedStep[]
  /** Its rules ask for what is outside of the case. */
  lacksFacts: boolean
}

export interface Deciding {
  /** Nothing outside happens: no notices, and clocks tell nobody. */
  muted?: boolean
  /** Leave out a step that is refused and go on with the next; a refused opening still ends it. */
  skipRefused?: boolean
  /** Decide, and write nothing. */
  preview?: boolean
}

/**
 * The one way in to a case: the engine decides and what it decided is appended, in the transaction that holds the lock. The API,
 * imports, the demonstration, background work and the command line all come here. A refusal is an answer; its case changes nothing.
 */
export async function decideAndAppend(tx: LandlordTransaction, cases: PreparedCase[], deciding: Deciding): Promise<Decided[]> {
  const targets = await findTargets(tx, cases)
  const decided = cases.map((one) => decideCase(one, deciding, { targets }))
  await allocate(tx, { cases, decided, deciding, targets })
  const { muted } = deciding
  const changed = decided.flatMap((one, index) => (one.kind === 'decided' && isDoneTo(cases[index], one) ? [{ ...one, muted, subjectLabel: cases[index]?.opening?.subjectLabel }] : []))
  if (!deciding.preview) await appendDecisions(tx, changed)
  return decided
}

type Targets = Map<Command, CaseType>
type Decided = DecidedCase | ({ kind: 'refused' } & RefusedStep)

/** Cases whose rules asked for what is outside of them are decided again, one after the other, with it (decision 023). */
async function allocate(tx: LandlordTransaction, { cases, decided, deciding, targets }: { cases: PreparedCase[]; decided: Decided[]; deciding: Deciding; targets: Targets }): Promise<void> {
  const lacking = cases.flatMap((one, index) => {
    const found = decided[index]
    return found?.kind === 'decided' && found.lacksFacts ? [{ one, index, found }] : []
  })
  if (lacking.length === 0) return
  const desk = await AllocationDesk.open(tx, lacking.map(({ found: { state, caseType, now, zone } }) => ({ id: state.id, subject: state.subject, caseType, now, zone })), { isPreview: deciding.preview === true })
  for (const { one, index } of lacking) decided[index] = decideCase(one, deciding, { targets, desk })
  if (!deciding.preview) await desk.keep(tx)
}

/** A case of which every step was skipped stays as it was. One that time changed nothing in is written all the same: it wakes later now. */
function isDoneTo(prepared: PreparedCase | undefined, { skipped }: DecidedCase): boolean {
  return prepared?.opening !== undefined || skipped.length < (prepared?.steps.length ?? 0)
}

/** The versions to which cases are to be moved; a draft is none. */
async function findTargets(tx: LandlordTransaction, cases: PreparedCase[]): Promise<Targets> {
  const targets: Targets = new Map()
  for (const { ground: { library, before }, steps } of cases) {
    for (const { command } of steps) {
      if (command.type !== 'move-to-version' || before === undefined) continue
      const target = await library.findUsableCaseType(tx, { id: command.caseType ?? before.state.caseType.id, version: command.version })
      if (target !== undefined) targets.set(command, target)
    }
  }
  return targets
}

function decideCase({ ground, opening, steps }: PreparedCase, { muted, skipRefused }: Deciding, { targets, desk }: { targets: Targets; desk?: AllocationDesk }): Decided {
  const opened: HistoryStep[] = opening ? [{ ...opening.by, command: opening.command }] : []
  const events: CaseEvent[] = []
  const skipped: RefusedStep[] = []
  let state = ground.before?.state
  let { now, caseType } = ground
  let lacksFacts = false
  for (const [index, step] of [...opened, ...steps].entries()) {
    const { command, actor, recordedAt } = step
    now = step.now ?? ground.now
    const movingTo = targets.get(command)
    const context = { now, recordedAt, actor, caseType, calendar: ground.library.calendar, muted, movingTo, newCase: opening?.newCase, allocation: desk?.factsOf(state?.id ?? opening?.newCase.id ?? '') }
    const decision = refuseBefore(step, ground) ?? refuseUnknownVersion(command, movingTo) ?? decide(state, command, context)
    if (!('refused' in decision)) {
      caseType = movingTo ?? caseType
      lacksFacts ||= decision.lacksFacts === true
      desk?.note(decision.events)
      events.push(...decision.events)
      state = decision.state
    } else if (skipRefused && state !== undefined) skipped.push({ step: index - opened.length, refusal: decision })
    else return { kind: 'refused', refusal: decision, step: index - opened.length }
  }
  if (state === undefined) throw new TypeError('What is done to a case opens it or finds it there')
  return { kind: 'decided', ...ground, caseType, now, state, events, skipped, lacksFacts }
}

function refuseUnknownVersion(command: Command, movingTo: CaseType | undefined): Refusal | undefined {
  if (command.type !== 'move-to-version' || movingTo !== undefined) return undefined
  const words = `There is no version ${command.version} of ${command.caseType ?? 'this case type'} that a case could have.`
  return { refused: 'move-not-possible', words, remedy: 'Publish it, or name another version.', at: [{ place: 'version', words }] }
}

/** What stands against a step before the engine is asked: who asks, and what they saw. */
function refuseBefore({ authorise, ifMatch }: HistoryStep, { before }: Ground): Refusal | StaleStep | undefined {
  if (before === undefined) return undefined
  const refusal = authorise?.(before.state)
  if (refusal !== undefined || ifMatch === undefined || ifMatch === before.version) return refusal
  return { refused: 'case-changed', words: `Somebody changed case ${before.state.ref} meanwhile.`, remedy: 'Look at it as it is now, and decide again.' }
}
