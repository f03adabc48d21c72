import type { EventOf, EventType } from '../event.ts'
import type { CaseState } from '../state.ts'

/** What an event of one kind makes of a case; its maps may be changed in place. */
export type Change<T extends EventType> = (state: CaseState, event: EventOf<T>) => CaseState

export type Changes = { [T in EventType]?: Change<T> }
