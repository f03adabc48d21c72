import { getStep, MOST_STARTS_OF_ONE_STEP } from '../case-type/case-type.ts'
import type { Trigger } from '../case/event.ts'
import { isOnHold, isUnfinished, itemsOf, type Item } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { unfinishedInPathOrder } from '../case/unfinished.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { actAutomatically } from './automatic.ts'
import { settleClocks } from './clocks.ts'
import { cancelItem } from './end-item.ts'
import { endScopes } from './end-scope.ts'
import { satisfied, waiterFor } from './rule.ts'
import { holds } from './expression-scope.ts'
import { leaveWaiting } from './start-item.ts'

const MOST_ROUNDS = 1000

/**
 * Evaluates start and cancel rules until nothing changes, in path order (semantics 11). Cancel beats start.
 * A path that would not settle is refused with the steps named, never looped (semantics 12).
 */
export function settle(turn: Turn): Refusal | undefined {
  const starts = new Map<string, number>()
  for (let round = 0; turn.state.status === 'open'; round++) {
    const clocksChanged = settleClocks(turn)
    const changed = settleRound(turn, starts) || clocksChanged
    const busiest = [...starts].filter(([, count]) => count > MOST_STARTS_OF_ONE_STEP).map(([step]) => step)
    if (round > MOST_ROUNDS || busiest.length > 0) return doesNotSettle(busiest.length > 0 ? busiest : [...starts.keys()])
    if (!changed && !endScopes(turn)) return undefined
  }
  return undefined
}

/** One round on a snapshot: cancels, then starts, then automatic steps, each in path order. */
function settleRound(turn: Turn, starts: Map<string, number>): boolean {
  const before = turn.state
  const items = unfinishedInPathOrder(before, turn.context.caseType)
  for (const item of items) cancelByRule(turn, item)
  const ready = items.map((item) => ({ item, triggers: readyToStart(turn, item) }))
  for (const { item, triggers } of ready) {
    if (!triggers || turn.state.items[item.id]!.state !== 'waiting' || isFull(turn, item)) continue
    starts.set(item.step, (starts.get(item.step) ?? 0) + 1)
    leaveWaiting(turn, turn.state.items[item.id]!, triggers)
  }
  for (const item of items) if (item.state === 'live' && turn.state.items[item.id]!.state === 'live' && !isOnHold(turn.state, item)) actAutomatically(turn, item)
  return turn.state !== before
}

/** Its leaves count from the item's making, or from when a redo opened it again, not from before (semantics 18, 25). */
function cancelByRule(turn: Turn, item: Item): void {
  const rule = getStep(turn.context.caseType, item.step).cancelWhen
  const triggers = rule && satisfied(turn, rule, { ...waiterFor(item, 'cancelWhen'), since: item.reopenedAt ?? item.madeAt })
  if (triggers && isUnfinished(turn.state.items[item.id]!)) cancelItem(turn, turn.state.items[item.id]!, { by: 'rule', triggers })
}

function readyToStart(turn: Turn, item: Item): Trigger[] | undefined {
  if (item.state !== 'waiting' || isOnHold(turn.state, item)) return undefined
  const { id, after, when } = getStep(turn.context.caseType, item.step)
  const fits = (triggers: Trigger[]) => holds(turn, when, { place: `${id}.when`, trigger: triggers[0] })
  if (after) return satisfied(turn, after, { ...waiterFor(item, 'after'), fits })
  return fits([]) ? [] : undefined
}

/** A repeatable step runs so many at once; beyond that the successor waits for an earlier run to end (semantics 2). */
function isFull(turn: Turn, item: Item): boolean {
  const { repeat } = getStep(turn.context.caseType, item.step)
  if (!repeat) return false
  const running = itemsOf(turn.state, item.step).filter(({ parent, state }) => parent === item.parent && (state === 'live' || state === 'offered'))
  return running.length >= repeat.atOnce
}

function doesNotSettle(steps: string[]): Refusal {
  return refuse('path-does-not-settle', `The path would not come to rest: ${steps.join(', ')} would start again and again.`, {
    remedy: 'Give one of these steps a person or a wait, or a limit on how often it repeats, in a new version of the case type.',
  })
}
