import type { Item } from '../case/state.ts'
import { asItStands, record, type Turn } from '../case/turn.ts'
import { isRefusal, refuse, type Refusal } from '../refusal.ts'
import { continueClock, isRunning, ownClocks } from '../settle/clocks.ts'
import { reopenStagesAround } from '../settle/end-item.ts'
import type { CommandOf } from './command.ts'
import { endsOfStagesAround, findFollowersOf } from './followers.ts'
import { cancelledInVain, endedWithStages, rewindClock, supersede, waitAnew } from './redo-task.ts'
import { findTask, refuseReason, refuseUnlessOpen, type Situation } from './situation.ts'

/** A letter comes back after it was sent, or cannot be sent while it is on its way; also while the case is on hold. */
export function refuseMessageFailed(situation: Situation, item: Item): Refusal | undefined {
  if (item.kind !== 'message') return refuse('not-a-letter', `${item.name} is no letter.`)
  const closed = refuseUnlessOpen(situation)
  if (closed) return closed
  return item.state === 'completed' || (item.state === 'live' && item.message === 'sending') ? undefined : refuse('not-sent', `${item.name} has not been sent.`, { remedy: 'Only what was sent can come back.' })
}

/**
 * A letter that failed is to be sent once more: that it was sent no longer counts. A clock that this had stopped runs as if it
 * never had, and what followed from it and is untouched waits for the next sending (semantics 35).
 */
export function recordMessageFailed(turn: Turn, { task, reason }: CommandOf<'record-message-failed'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, task)
  const refusal = isRefusal(item) ? item : refuseMessageFailed(situation, item) ?? refuseReason(reason, 'That a letter came back')
  if (isRefusal(item) || refusal) return refusal
  if (item.endedSeq === undefined) record(turn, 'message-failed', { item: item.id, step: item.step, reason })
  else takeBack(turn, item, reason)
  return undefined
}

function takeBack(turn: Turn, item: Item, reason: string): void {
  const before = asItStands(turn)
  const { superseded, gone } = findFollowersOf(turn, item, { gone: new Set([item.endedSeq!, ...endsOfStagesAround(before, item)]) })
  for (const follower of superseded) supersede(turn, follower, { redone: item, reason })
  record(turn, 'message-failed', { item: item.id, step: item.step, reason })
  for (const clock of Object.values(before.clocks)) rewindClock(turn, clock, { gone })
  for (const clock of ownClocks(turn.state, item.id)) if (!isRunning(clock)) continueClock(turn, clock.id, { reason: 'the letter came back' })
  reopenStagesAround(turn, item)
  waitAnew(turn, [...superseded, ...cancelledInVain(before, gone), ...endedWithStages(before, item)])
}
