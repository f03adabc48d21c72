import { getStep } from '../case-type/case-type.ts'
import { isBeside } from '../case/element.ts'
import type { Trigger } from '../case/event.ts'
import { isOnHold, isUnderWay, itemsOf, type CaseState, type Item } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { fits, satisfied, waiterFor } from './rule.ts'

/** The events that let a waiting item start; undefined while they are not in, or it is on hold. */
export function triggersFor(turn: Turn, item: Item): Trigger[] | undefined {
  return item.state === 'waiting' && !isOnHold(turn.state, item) ? startingTriggers(turn, item) : undefined
}

/** The events by which a waiting item would start, held or not; none where its rules do not hold. */
export function startingTriggers(turn: Turn, item: Item): Trigger[] | undefined {
  const { id, after, when } = getStep(turn.context.caseType, item.step)
  const around = when && { when, place: `${id}.when`, within: item }
  if (after) return satisfied(turn, after, { ...waiterFor(item, 'after'), around })
  return fits(turn, undefined, around) ? [] : undefined
}

/** A repeatable step runs so many at once; beyond that the successor waits for an earlier run to end (semantics 2). */
export function isFull(state: CaseState, item: Item, repeat: { atOnce: number } | undefined): boolean {
  if (!repeat) return false
  const running = itemsOf(state, item.step).filter((run) => isBeside(run, item) && isUnderWay(run))
  return running.length >= repeat.atOnce
}
