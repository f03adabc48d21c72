import { getStep, type CaseType } from '../case-type/case-type.ts'
import { isUnfinished, type CaseState, type Item } from './state.ts'

/** A state never changes, so its unfinished items are put in order once. */
const remembered = new WeakMap<CaseState['items'], { caseType: CaseType; unfinished: readonly Item[] }>()

/** The items that have not ended, in path order: as declared, depth first, then by number. */
export function unfinishedInPathOrder({ items }: CaseState, caseType: CaseType): readonly Item[] {
  const known = remembered.get(items)
  if (known?.caseType === caseType) return known.unfinished
  const placed = Object.values(items).filter(isUnfinished).map((item) => ({ item, order: getStep(caseType, item.step).order }))
  const unfinished = placed.sort((a, b) => a.order - b.order || a.item.run - b.item.run).map(({ item }) => item)
  remembered.set(items, { caseType, unfinished })
  return unfinished
}
