import { getStep } from '../case-type/case-type.ts'
import { childrenOf, isUnfinished, itemsOf, withStagesAround, type CaseState, type Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { cancelItem } from '../settle/end-item.ts'
import { newItem } from '../settle/start-item.ts'
import { restsOnSuperseded } from './followers.ts'

/** What was sent stands; of each letter that rests on an answer taken back, one that corrects it is offered (semantics 25). */
export function offerCorrections(turn: Turn, kept: Item[]): void {
  for (const letter of sentAmong(turn.state, kept)) {
    if (itemsOf(turn.state, letter.step).some((item) => item.corrects === letter.id && isUnfinished(item))) continue
    const isOpen = letter.parent === undefined || turn.state.items[letter.parent]?.state === 'live'
    const made = newItem(turn.state, getStep(turn.context.caseType, letter.step), { since: turn.state.version, parent: isOpen ? letter.parent : undefined, element: letter.element, name: `Correction of ${letter.name}`, corrects: letter.id })
    record(turn, 'items-made', { items: [made] })
    record(turn, 'item-offered', { item: made.id, step: made.step, triggers: [] })
  }
}

function sentAmong(state: CaseState, items: Item[]): Item[] {
  return items.flatMap((item) => [...(item.kind === 'message' && item.state === 'completed' && item.corrects === undefined ? [item] : []), ...(item.kind === 'stage' ? sentAmong(state, childrenOf(state, item.id)) : [])])
}

/** The answer came again as it was, so that there is nothing to correct. */
export function withdrawCorrections(turn: Turn): void {
  for (const item of Object.values(turn.state.items)) {
    if (item.state !== 'offered' || item.corrects === undefined) continue
    const rests = withStagesAround(turn.state, item.corrects).some((each) => restsOnSuperseded(turn.state, each))
    if (!rests) cancelItem(turn, item, { by: 'rule' })
  }
}
