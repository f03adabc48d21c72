import type { Step } from '../case-type/case-type.ts'
import { isUnfinished, itemsOf, runId, type CaseState, type Item } from './state.ts'

/** The items of some steps that have not ended, by number within each step. Asked in every round, so it makes no list for each step. */
export function unfinishedOf(state: CaseState, steps: readonly Step[]): Item[] {
  if (state.isRenamed) return steps.flatMap(({ id }) => itemsOf(state, id)).filter(isUnfinished)
  const found: Item[] = []
  for (const { id } of steps) {
    for (let run = 1, last = state.runs[id] ?? 0; run <= last; run++) {
      const item = state.items[runId(id, run)]
      if (item && isUnfinished(item)) found.push(item)
    }
  }
  return found
}
