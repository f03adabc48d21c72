import type { Payloads } from '../case/event.ts'
import { childrenOf, isUnfinished, type Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { continueClock, isRunning, ownClocks, stopClocksOf, withdrawClocksOf } from './clocks.ts'
import { releaseHoldsOf } from './holds.ts'

type Ending = Extract<keyof Payloads, 'task-completed' | 'message-sent' | 'milestone-reached' | 'decision-made' | 'effect-applied' | 'wait-ended' | 'stage-completed' | 'finish-reached'>

/** Completes an item in the words of its kind, ends its own holds and stops its own clocks. */
export function completeItem<T extends Ending>(turn: Turn, type: T, payload: Payloads[T]): void {
  const { item } = payload as { item: string }
  releaseHoldsOf(turn, item, 'It was completed.')
  record(turn, type, payload)
  stopClocksOf(turn, item)
}

type Cancelling = Pick<Payloads['item-cancelled'], 'by' | 'reason' | 'triggers'>

/** Cancels an item, children first, ends its own holds and withdraws its clocks (semantics 18). */
export function cancelItem(turn: Turn, item: Item, why: Cancelling): void {
  if (item.kind === 'stage') cancelUnfinished(turn, childrenOf(turn.state, item.id), why)
  releaseHoldsOf(turn, item.id, 'It was cancelled.')
  record(turn, 'item-cancelled', { item: item.id, step: item.step, ...why })
  withdrawClocksOf(turn, item.id, why.reason ?? cancelledWords[why.by])
}

export function cancelUnfinished(turn: Turn, items: Item[], why: Cancelling): void {
  for (const item of items) {
    if (isUnfinished(turn.state.items[item.id]!)) cancelItem(turn, item, why)
  }
}

/** Opens again the stages around an item that has work once more, innermost first. */
export function reopenStagesAround(turn: Turn, item: Item): void {
  for (let id = item.parent; id !== undefined; id = turn.state.items[id]!.parent) {
    const stage = turn.state.items[id]!
    if (stage.state === 'live') continue
    record(turn, 'stage-reopened', { item: stage.id, step: stage.step })
    const clock = ownClocks(turn.state, stage.id).at(-1)
    if (clock && !isRunning(clock)) continueClock(turn, clock.id, { reason: 'stage reopened' })
  }
}

const cancelledWords: Record<Payloads['item-cancelled']['by'], string> = {
  rule: 'no longer needed',
  person: 'cancelled',
  chain: 'could no longer start',
  'stage-ended': 'stage ended',
  'case-ended': 'case ended',
  'case-moved': 'not in the new version',
}
