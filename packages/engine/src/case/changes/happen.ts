import type { CaseEvent } from '../event.ts'
import { namesOf } from '../event-names.ts'
import type { CaseState, Occurrence } from '../state.ts'

/** Writes down that something happened, to an item or its clock or to the case, under each name that a rule may use for it. */
export function happen(state: CaseState, event: CaseEvent, to = whatOf(state, event)): CaseState {
  const names = namesOf(event)
  if (names.length === 0) return state
  const occurrence: Occurrence = { seq: event.seq, at: event.occurredAt, ...to }
  for (const name of names) state.happened[name] = [...(state.happened[name] ?? []), occurrence]
  return state
}

function whatOf({ items }: CaseState, { payload }: CaseEvent): Pick<Occurrence, 'item' | 'parent' | 'element'> {
  return 'item' in payload ? { item: payload.item, parent: items[payload.item]?.parent } : {}
}
