import { isUnfinished, type Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { refuse, isRefusal, type Refusal } from '../refusal.ts'
import { whenAgain } from '../settle/clocks.ts'
import type { CommandOf } from './command.ts'
import { findLater } from './followers.ts'
import { refuseRunAgain, runAgain } from './redo-task.ts'
import { findTask, refuseFormer, refuseNarrowed, refuseReason, refuseUnderHold, refuseUnlessOpen, type Situation } from './situation.ts'

/** The path can restart where a task can be redone, and at a stage that has begun. */
export function refuseRestartFrom(situation: Situation, item: Item): Refusal | undefined {
  return refuseUnlessOpen(situation) ?? refuseNarrowed(situation, 'redo') ?? refuseRestartAt(situation, item) ?? refuseUnderHold(situation, item.parent)
}

/** Whatever the state of the case is: one that has ended is reopened with it. */
export function refuseRestartAt(situation: Situation, item: Item): Refusal | undefined {
  if (item.kind !== 'stage') return refuseRunAgain(situation, item)
  const former = refuseFormer(situation, item)
  if (former) return former
  if (isUnfinished(item) && item.holds.length > 0) return refuse('task-on-hold', `${item.name} is on hold.`, { remedy: 'Release the hold first.' })
  return item.state === 'live' || item.state === 'completed' ? undefined : refuse('not-redoable', `${item.name} has not begun, or was called off: it is ${item.state}.`, { remedy: 'Restart from a task or stage that was begun.' })
}

/**
 * Restarts the path from a step: it is done again, and all that follows from it is superseded and starts anew, save what its
 * step keeps, whose old runs still count (semantics 27, decision 027).
 */
export function restartFrom(turn: Turn, command: CommandOf<'restart-from'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, command.task)
  if (isRefusal(item)) return item
  const refusal = refuseRestartFrom(situation, item) ?? refuseReason(command.reason, `Restarting from ${item.name}`)
  if (refusal) return refusal
  restartPath(turn, item, command.reason)
  return undefined
}

/** Carries the restart out; reopening a case does the same. */
export function restartPath(turn: Turn, item: Item, reason: string): void {
  const found = findLater(turn, item, whenAgain(turn))
  record(turn, 'path-restarted', { item: item.id, step: item.step, reason, kept: found.kept.map(({ id }) => id) })
  runAgain(turn, item, { ...found, reason })
}
