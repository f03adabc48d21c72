import { type Actor, type CaseEvent, type CaseState, type Command, type Refusal, decide, isRefusal } from '@casement/engine'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { appendDecisions } from './case-store.ts'
import type { Ground } from './ground.ts'
import type { Opening } from './opening.ts'

/** One thing that is done to a case; `now` is the landlord's time when not said. */
export interface HistoryStep {
  actor: Actor
  command: Command
  now?: string
  recordedAt?: string
}

/** A step that was refused: its index among the steps, -1 for the opening. */
export interface RefusedStep {
  step: number
  refusal: Refusal
}

/** What is to be done to one case, in order: locked before, and already known to be allowed. */
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
export async function decideAndAppend(tx: LandlordTransaction, cases: PreparedCase[], deciding: Deciding): Promise<(DecidedCase | ({ kind: 'refused' } & RefusedStep))[]> {
  const decided = cases.map((one) => decideCase(one, deciding))
  const { muted } = deciding
  if (!deciding.preview) await appendDecisions(tx, decided.flatMap((one, index) => (one.kind === 'refused' ? [] : [{ ...one, muted, subjectLabel: cases[index]?.opening?.subjectLabel }])))
  return decided
}

function decideCase({ ground, opening, steps }: PreparedCase, { muted, skipRefused }: Deciding): DecidedCase | ({ kind: 'refused' } & RefusedStep) {
  const opened: HistoryStep[] = opening ? [{ ...opening.by, command: opening.command }] : []
  const events: CaseEvent[] = []
  const skipped: RefusedStep[] = []
  let state = ground.before?.state
  let now = ground.now
  for (const [index, { command, actor, recordedAt, ...step }] of [...opened, ...steps].entries()) {
    now = step.now ?? ground.now
    const decision = decide(state, command, { now, recordedAt, actor, caseType: ground.caseType, calendar: ground.library.calendar, muted, newCase: opening?.newCase })
    if (!isRefusal(decision)) {
      events.push(...decision.events)
      state = decision.state
    } else if (skipRefused && state !== undefined) skipped.push({ step: index - opened.length, refusal: decision })
    else return { kind: 'refused', refusal: decision, step: index - opened.length }
  }
  if (state === undefined) throw new TypeError('What is done to a case opens it or finds it there')
  return { kind: 'decided', ...ground, now, state, events, skipped }
}
