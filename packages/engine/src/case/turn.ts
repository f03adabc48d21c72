import type { Calendar } from '../calendars/calendar.ts'
import type { CaseType } from '../case-type/case-type.ts'
import type { Actor, CaseEvent, EventOf, EventType, Payloads } from './event.ts'
import { evolve } from './evolve.ts'
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
  /** For a new case only: its id and reference, who looks after the patch, and what other records say for its fields. */
  newCase?: { id: string; ref: string; patchOfficer?: string; records?: Record<string, unknown> }
  /** Clocks are measured, but tell and reassign nobody: history that is being imported. */
  muted?: boolean
}

/** One turn of the engine: the events decided so far and the case as they leave it. */
export interface Turn {
  readonly context: Context
  readonly events: CaseEvent[]
  state: CaseState
  /** The moment the turn has reached: `now` for a command, each due moment while time advances. */
  now: string
  /** When what is being recorded occurred. */
  at: string
  actor: Actor
}

/** Time acts by itself: what it causes has no person behind it. */
export const time: Actor = { kind: 'system', id: 'time' }

export function beginTurn(state: CaseState, context: Context): Turn {
  return { context, events: [], state, now: context.now, at: context.now, actor: context.actor }
}

/** Records what happened and moves the case on. */
export function record<T extends EventType>(turn: Turn, type: T, payload: Payloads[T]): void {
  const event: EventOf<T> = {
    seq: turn.state.version + 1,
    type,
    actor: { kind: turn.actor.kind, id: turn.actor.id },
    occurredAt: turn.at,
    recordedAt: turn.context.recordedAt ?? turn.context.now,
    payload,
  }
  turn.events.push(event as CaseEvent)
  turn.state = evolve(turn.state, event as CaseEvent)
}
