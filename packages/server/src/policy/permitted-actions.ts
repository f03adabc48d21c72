import type { ActionView, Actor, CaseAction, ClockAction, TaskAction } from '@casement/engine'
import type { Action } from '../contract/contract.ts'
import { commandPolicy, permits } from './policy.ts'

/** The command behind each action of a case, of a task and of a clock. */
const commandOf = {
  case: {
    'edit-fields': 'edit-fields', 'add-note': 'add-note', 'add-task': 'add-task', 'add-party': 'add-party', hold: 'hold', release: 'release',
    'assign-owner': 'assign-owner', claim: 'claim-case', 'set-priority': 'set-priority', close: 'close-case', cancel: 'cancel-case', reopen: 'reopen-case',
  } satisfies Record<CaseAction, keyof typeof commandPolicy>,
  task: {
    start: 'start-task', complete: 'complete-task', skip: 'skip-task', 'offer-again': 'offer-task-again', cancel: 'cancel-task', redo: 'redo-task',
    hold: 'hold', release: 'release', reassign: 'reassign-task', claim: 'claim-task',
  } satisfies Record<TaskAction, keyof typeof commandPolicy>,
  clock: { extend: 'extend-clock' } satisfies Record<ClockAction, keyof typeof commandPolicy>,
}

/** What the engine allows, less what the policy keeps from whoever asks. */
export function permittedActions(of: keyof typeof commandOf, views: ActionView<CaseAction | TaskAction | ClockAction>[], actor: Actor): Action[] {
  const commands: Partial<Record<string, keyof typeof commandPolicy>> = commandOf[of]
  return views.map(({ action, allowed, refusal }) => {
    const command = commands[action]
    const permission = command && commandPolicy[command]
    if (permission && !permits(permission, actor.roles ?? [])) return { action, allowed: false, code: 'not-permitted', words: 'Your role does not include this.', remedy: 'Ask a manager.' }
    return allowed ? { action, allowed } : { action, allowed, code: refusal?.refused, words: refusal?.words, remedy: refusal?.remedy }
  })
}
