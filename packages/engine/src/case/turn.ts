import type { Calendar } from '../calendars/calendar.ts'
import type { CaseType } from '../case-type/case-type.ts'
import type { Actor, CaseEvent, EventOf, EventType, Payloads } from './event.ts'
import { evolveInPlace, replay, copyToChange } from './evolve.ts'
import type { AllocationFacts } from '../settle/allocate.ts'
import type { CaseState } from './state.ts'

/** Everything a decision needs that is not in the case. */
export interface Context {
  /** The instant at which the decision is made (RFC 3339, UTC). */
  now: string
  /** When the events are written down, where that is not `now`: an import records today what happened then. */
  recordedAt?: string
  actor: Actor
  caseType: CaseType
  /** A calendar by id, at a version or the latest. */
  calendar: (id: string, version?: number) => Calendar
  /** For a case that moves only: the version with which it goes on. */
  movingTo?: CaseType
  /** For a new case only: its id and reference, who looks after the patch, and what other records say for its fields. */
  newCase?: { id: string; ref: string; patchOfficer?: string; records?: Record<string, unknown>; cover?: AllocationFacts['cover'] }
  /** What allocation rules ask for. Without it they find nobody but whom the case itself names, and the decision says that it lacks it. */
  allocation?: AllocationFacts
  /** Clocks are measured, but tell and reassign nobody: history that is being imported. */
  muted?: boolean
}

/** One turn of the engine: the events decided so far and the case as they leave it. */
export interface Turn {
  /** Once the case has moved to another version, its case type is that one. */
  context: Context
  /** The case before the turn. */
  readonly before: CaseState
  readonly events: CaseEvent[]
  /** Its maps are changed in place by what is recorded; `asItStands` keeps them. */
  state: CaseState
  /** Whether the maps of the state were made in this turn, and nobody else looks at them. */
  ownsMaps: boolean
  /** The moment the turn has reached: `now` for a command, each due moment while time advances. */
  now: string
  /** When what is being recorded occurred. */
  at: string
  actor: Actor
  /** The reason that was chosen from the list of the case type: as it is told, and which one it is. */
  listed?: { words: string; id: string }
  /** A rule asked for facts that the context does not hold. */
  lacksFacts?: boolean
}

/** Time acts by itself: what it causes has no person behind it. */
export const time: Actor = { kind: 'system', id: 'time' }

export function beginTurn(state: CaseState, context: Context): Turn {
  return { context, before: state, events: [], state, ownsMaps: false, now: context.now, at: context.now, actor: context.actor }
}

/** Records what happened and moves the case on. */
export function record<T extends EventType>(turn: Turn, type: T, payload: Payloads[T]): void {
  const event: EventOf<T> = {
    seq: turn.state.version + 1,
    type,
    actor: { kind: turn.actor.kind, id: turn.actor.id },
    occurredAt: turn.at,
    recordedAt: turn.context.recordedAt ?? turn.context.now,
    payload: turn.listed ? withListedReason(payload, turn.listed) : payload,
  }
  turn.events.push(event as CaseEvent)
  turn.state = evolveInPlace(turn.ownsMaps ? turn.state : copyToChange(turn.state), event as CaseEvent)
  turn.ownsMaps = true
}

function withListedReason<P extends object>(payload: P, { words, id }: NonNullable<Turn['listed']>): P {
  return 'reason' in payload && payload.reason === words ? { ...payload, reasonId: id } : payload
}

/** Takes back all but the first so many events of the turn. */
export function takeBackAfter(turn: Turn, events: number): void {
  turn.events.length = events
  turn.state = replay(turn.events, turn.before) ?? turn.before
  turn.ownsMaps = events > 0
}

/** The case as it is now, to look back at after more has been recorded. */
export function asItStands(turn: Turn): CaseState {
  turn.ownsMaps = false
  return turn.state
}
