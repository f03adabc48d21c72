import type { Step } from '../case-type/case-type.ts'
import { isBeside, isSameElement } from '../case/element.ts'
import { nameOfAll } from '../case/event-names.ts'
import type { Element, MadeItem } from '../case/event.ts'
import { isUnfinished, itemsOf, runId, withStagesAround, type CaseState, type Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { elementsOf } from './element-sets.ts'
import { cancelUnfinished } from './end-item.ts'
import { satisfied, fits } from './rule.ts'
import type { Awake } from './waking.ts'

/** Why the item of an element was cancelled that is no longer there. */
export const elementGone = 'no longer among those for whom it is done'

/** Lets steps that are done for each of something follow it while their stage, or the case, is open, and says when all have ended (semantics 8). */
export function settleElements(turn: Turn, awake: Awake): void {
  for (const step of awake.steps()) {
    if (step.forEach === undefined) continue
    for (const parent of openScopes(turn.state, step)) {
      if (!step.onDemand) followSet(turn, step, parent)
      if (haveAllEnded(turn, step, parent)) record(turn, 'elements-ended', { step: step.id, parent })
    }
  }
}

/** The items of a step as its scope opens, one for each element; `ahead` have been made of it already. */
export function itemsForEach(turn: Turn, step: Step, { parent, elements }: { parent: string | undefined; elements: Element[] }): MadeItem[] {
  const { id, kind, name } = step
  const first = (turn.state.runs[id] ?? 0) + 1
  return elements.map((element, index) => ({ id: runId(id, first + index), step: id, kind, name, run: first + index, parent, element, since: 0 }))
}

/** Whether it depends on the day that a step has ended for all of nothing. */
export function awaitsDay(state: CaseState, step: Step): boolean {
  return step.usesToday && openScopes(state, step).some((parent) => runsIn(state, step, parent).every(({ ended }) => ended === elementGone) && !state.happened[nameOfAll(step.id)]?.some((said) => said.parent === parent && !said.superseded))
}

function isHeld(state: CaseState, parent: string | undefined): boolean {
  return state.holds.length > 0 || withStagesAround(state, parent).some(({ holds }) => holds.length > 0)
}

function openScopes(state: CaseState, { parent }: Step): (string | undefined)[] {
  return parent === undefined ? [undefined] : itemsOf(state, parent).filter((stage) => stage.state === 'live').map(({ id }) => id)
}

function runsIn(state: CaseState, { id }: Step, parent: string | undefined): Item[] {
  return itemsOf(state, id).filter((item) => item.parent === parent && item.state !== 'superseded' && item.corrects === undefined)
}

/** A new element has an item made, one that is gone has its unfinished one cancelled. */
function followSet(turn: Turn, step: Step, parent: string | undefined): void {
  const forEach = step.forEach!
  if (typeof forEach === 'object' && forEach.fixed) return
  const elements = elementsOf(turn.state, turn.context.caseType, forEach)
  const runs = runsIn(turn.state, step, parent)
  const isHere = (item: Item) => elements.some((element) => isSameElement(element, item.element))
  cancelUnfinished(turn, runs.filter((item) => isUnfinished(item) && !isHere(item)), { by: 'rule', reason: elementGone })
  const added = elements.filter((element) => !runs.some((item) => isSameElement(element, item.element) && item.ended !== elementGone))
  if (added.length > 0) record(turn, 'items-made', { items: itemsForEach(turn, step, { parent, elements: added }) })
}

/** Said anew when something has been made since; of nothing, once it would have started. */
function haveAllEnded(turn: Turn, step: Step, parent: string | undefined): boolean {
  const runs = runsIn(turn.state, step, parent)
  const newest = Math.max(0, ...runs.map(({ madeAt }) => madeAt))
  if (turn.state.happened[nameOfAll(step.id)]?.some((said) => said.parent === parent && !said.superseded && said.seq > newest)) return false
  const counted = runs.filter(({ ended }) => ended !== elementGone)
  return counted.length > 0 ? !counted.some((item) => isUnfinished(item) && !isNextRun(step, item, counted)) : wouldStart(turn, step, parent)
}

/** A step that repeats always has a run to come. */
function isNextRun({ repeat }: Step, item: Item, runs: Item[]): boolean {
  return repeat !== undefined && item.state === 'waiting' && runs.some((other) => other.run < item.run && isBeside(other, item) && !isUnfinished(other))
}

function wouldStart(turn: Turn, { id, after, when, onDemand }: Step, parent: string | undefined): boolean {
  if (onDemand || isHeld(turn.state, parent)) return false
  const within = { parent }
  const around = when && { when, place: `${id}.when`, within }
  if (!after) return fits(turn, undefined, around)
  return satisfied(turn, after, { ...within, since: 0, madeAt: 0, place: `${id}.after`, around }) !== undefined
}
