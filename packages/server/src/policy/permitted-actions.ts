import type { ActionView, Actor, CaseAction, CaseState, ClockAction, CommandType, TaskAction } from '@casement/engine'
import type { Action } from '../contract/contract.ts'
import { authoriseCommand } from './authorise-command.ts'

/** A wait is answered by what happens outside, which is a command to the case. */
export type AnswerAction = 'record-answer'

/** The command behind each action of a case, of a task and of a clock. */
const commandOf = {
  case: {
    'edit-fields': 'edit-fields', 'add-note': 'add-note', 'add-task': 'add-task', 'add-party': 'add-party', hold: 'hold', release: 'release',
    'assign-owner': 'assign-owner', claim: 'claim-case', 'set-priority': 'set-priority', close: 'close-case', cancel: 'cancel-case', reopen: 'reopen-case',
  } satisfies Record<CaseAction, CommandType>,
  task: {
    start: 'start-task', complete: 'complete-task', skip: 'skip-task', 'offer-again': 'offer-task-again', cancel: 'cancel-task', redo: 'redo-task',
    hold: 'hold', release: 'release', reassign: 'reassign-task', claim: 'claim-task', 'record-answer': 'record-outside-event',
  } satisfies Record<TaskAction | AnswerAction, CommandType>,
  clock: { extend: 'extend-clock' } satisfies Record<ClockAction, CommandType>,
}

/** What the engine allows, less what the policy keeps from whoever asks. */
export function permittedActions(of: keyof typeof commandOf, views: ActionView<CaseAction | TaskAction | AnswerAction | ClockAction>[], { actor, state }: { actor: Actor; state: CaseState }): Action[] {
  const commands: Partial<Record<string, CommandType>> = commandOf[of]
  return views.map(({ action, allowed, refusal: ofTheRules }) => {
    const command = commands[action]
    const refusal = (command && authoriseCommand(command, { roles: actor.roles ?? [], state })) ?? ofTheRules
    if (!refusal) return { action, allowed }
    return { action, allowed: false, code: refusal.refused, words: refusal.words, remedy: refusal.remedy, at: refusal.at?.map(({ place, words }) => ({ place, words })) }
  })
}
