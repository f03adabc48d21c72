import type { Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { refuseDraft } from './answers.ts'
import { refuseCompleteTask, refuseOutcome } from './complete-task.ts'
import type { CommandOf } from './command.ts'
import { findTask, type Situation } from './situation.ts'

/** Whoever may complete a task may write down what is known of it so far. */
export function refuseSaveDraft(situation: Situation, item: Item): Refusal | undefined {
  return refuseCompleteTask(situation, item)
}

/** Keeps answers without completing: whoever opens the task next sees them. What is given must be right in form; what is needed may still be missing. */
export function saveDraft(turn: Turn, command: CommandOf<'save-draft'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, command.task)
  if (isRefusal(item)) return item
  const { outcome, fields, notes } = command
  const refusal = refuseSaveDraft(situation, item) ?? (outcome === undefined ? undefined : refuseOutcome(turn, item, outcome)) ?? refuseDraft(turn, item, fields ?? {})
  if (refusal) return refusal
  record(turn, 'draft-saved', { item: item.id, step: item.step, outcome, answers: fields, notes })
  return undefined
}
