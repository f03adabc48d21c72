import { getStep, MOST_STARTS_OF_ONE_STEP, type StartRule, type Step } from '../case-type/case-type.ts'
import type { Trigger } from '../case/event.ts'
import { isOnHold, isUnfinished, type Item } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { unfinishedOf } from '../case/unfinished.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { actAutomatically } from './automatic.ts'
import { settleClocks } from './clocks.ts'
import { cancelItem } from './end-item.ts'
import { endScopes } from './end-scope.ts'
import { settleElements } from './for-each.ts'
import { planStarts, waitsForMoment } from './planned-starts.ts'
import { isFull, triggersFor } from './ready.ts'
import { satisfied, waiterFor } from './rule.ts'
import { leaveWaiting } from './start-item.ts'
import { awakeSince, type Awake } from './waking.ts'

const MOST_ROUNDS = 1000

/**
 * Evaluates start and cancel rules until nothing changes, in path order (semantics 11). Cancel beats start.
 * A path that would not settle is refused with the steps named, never looped (semantics 12).
 * @param since how many events the turn had when the case was at rest; without it every rule is asked
 */
export function settle(turn: Turn, since?: number): Refusal | undefined {
  const starts: Starts = { counts: new Map(), busiest: [] }
  let awake = awakeSince(turn, since)
  for (let round = 0; turn.state.status === 'open'; round++) {
    const before = turn.events.length
    settleClocks(turn, awake)
    if (turn.context.caseType.forEach.length > 0) settleElements(turn, awake)
    settleRound(turn, awake)
    countStarts(turn, before, starts)
    const changed = turn.events.length > before
    const { counts, busiest } = starts
    if (round > MOST_ROUNDS || busiest.length > 0) return doesNotSettle(busiest.length > 0 ? busiest : [...counts.keys()])
    if (!changed && !endScopes(turn)) return undefined
    awake = awakeSince(turn, before)
  }
  return undefined
}

/** How often each step started, for each of its elements by itself, and which did so too often. */
interface Starts {
  counts: Map<string, number>
  busiest: string[]
}

/** One round: cancels, then plans, starts and automatic steps, each in path order. What is made or started in it takes part from the next. */
function settleRound(turn: Turn, awake: Awake): void {
  const { version } = turn.state
  for (const step of awake.steps()) {
    if (step.cancelWhen) for (const item of unfinishedOf(turn.state, [step])) cancelByRule(turn, item, step.cancelWhen)
  }
  if (turn.context.caseType.planned.length > 0) planStarts(turn, awake.steps())
  for (const { item, triggers } of readyToStart(turn, awake.steps())) {
    if (turn.state.items[item.id]!.state !== 'waiting' || isFull(turn.state, item, getStep(turn.context.caseType, item.step).repeat)) continue
    leaveWaiting(turn, turn.state.items[item.id]!, triggers)
  }
  let steps = awake.steps()
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at]!
    if (!step.isAutomatic) continue
    for (const item of unfinishedOf(turn.state, [step])) {
      if (item.state === 'live' && item.startedSeq! <= version && !isOnHold(turn.state, item)) actAutomatically(turn, item)
    }
    // What it did may have woken another one before or after it.
    const now = awake.steps()
    if (now !== steps) at = now.indexOf(step)
    steps = now
  }
}

/** Also what an effect started. Each element has its own count. */
function countStarts({ events, state }: Turn, from: number, { counts, busiest }: Starts): void {
  for (let index = from; index < events.length; index++) {
    const { type, payload } = events[index]!
    if (type !== 'item-started' && type !== 'item-offered') continue
    const element = state.items[payload.item]?.element
    const run = element === undefined ? payload.step : `${payload.step} ${element.id}`
    const count = (counts.get(run) ?? 0) + 1
    counts.set(run, count)
    if (count === MOST_STARTS_OF_ONE_STEP + 1) busiest.push(run)
  }
}

/** Its leaves count from the item's making, or from when a redo opened it again, not from before (semantics 18, 25). */
function cancelByRule(turn: Turn, item: Item, rule: StartRule): void {
  const triggers = satisfied(turn, rule, waiterFor(item, 'cancelWhen', item.reopenedAt ?? item.madeAt))
  if (triggers && isUnfinished(turn.state.items[item.id]!)) cancelItem(turn, turn.state.items[item.id]!, { by: 'rule', triggers })
}

/** What starts now, each by the events that satisfy its rule: read for all of them before the first one starts. */
function readyToStart(turn: Turn, steps: readonly Step[]): { item: Item; triggers: Trigger[] }[] {
  const ready: { item: Item; triggers: Trigger[] }[] = []
  for (const item of unfinishedOf(turn.state, steps)) {
    if (item.state !== 'waiting' || waitsForMoment(turn, getStep(turn.context.caseType, item.step), item)) continue
    const triggers = triggersFor(turn, item)
    if (triggers) ready.push({ item, triggers })
  }
  return ready
}

function doesNotSettle(runs: string[]): Refusal {
  const steps = new Set(runs.map((run) => run.split(' ')[0]))
  return refuse('path-does-not-settle', `The path would not come to rest: ${[...steps].join(', ')} would start again and again.`, {
    remedy: 'Give one of these steps a person or a wait, or a limit on how often it repeats, in a new version of the case type.',
  })
}
