import type { CaseEvent, EventType } from './event.ts'
import type { Change } from './changes/change.ts'
import { changesOfCases } from './changes/of-cases.ts'
import { changesOfClocks } from './changes/of-clocks.ts'
import { changesOfHolds } from './changes/of-holds.ts'
import { changesOfItems } from './changes/of-items.ts'
import { changesOfLinks } from './changes/of-links.ts'
import { changesOfMoves } from './changes/of-moves.ts'
import { changesOfStrands } from './changes/of-strands.ts'
import type { CaseState } from './state.ts'

/** Folds one event into a case. Knows no case type and reads no expression: every derived effect is in an event (semantics 13). */
export function evolve(state: CaseState | undefined, event: CaseEvent): CaseState {
  return evolveInPlace(copyToChange(state ?? noCase), event)
}

/** As `evolve`, for a case that nobody else holds: it and its maps are changed in place, for to copy them is most of what an event costs. */
export function evolveInPlace(before: CaseState, event: CaseEvent): CaseState {
  const apply = changes[event.type] as (state: CaseState, event: CaseEvent) => CaseState
  const after = apply(before, event)
  after.version = event.seq
  if (event.occurredAt > after.lastAt) after.lastAt = event.occurredAt
  return after
}

/** The state that a list of events leads to, from their beginning or from a case that they go on with; undefined when there are none. */
export function replay(events: Iterable<CaseEvent>, from = noCase): CaseState | undefined {
  let state: CaseState | undefined
  for (const event of events) state = evolveInPlace(state ?? copyToChange(from), event)
  return state
}

/** A copy whose items, clocks and what has happened can be changed in place. */
export function copyToChange(state: CaseState): CaseState {
  return { ...state, items: { ...state.items }, runs: { ...state.runs }, happened: { ...state.happened }, clocks: { ...state.clocks } }
}

const changes: { [T in EventType]: Change<T> } = { ...changesOfCases, ...changesOfItems, ...changesOfHolds, ...changesOfStrands, ...changesOfClocks, ...changesOfLinks, ...changesOfMoves }

export const noCase: CaseState = {
  id: '', ref: '', caseType: { id: '', version: 0 }, version: 0, status: 'open', openedAt: '', lastAt: '', priority: 'normal',
  fields: {}, items: {}, runs: {}, happened: {}, clocks: {}, holds: [], holdsMade: 0, parties: [], warnings: {},
}
