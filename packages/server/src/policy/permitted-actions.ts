import type { ActionView, Actor, CaseState } from '@casement/engine'
import type { Action } from '../contract/contract.ts'
import { authoriseCommand } from './authorise-command.ts'

/** What the engine allows, less what the policy keeps from whoever asks. */
export function permittedActions(views: ActionView[], { actor, state }: { actor: Actor; state: CaseState }): Action[] {
  return views.map(({ action, command, allowed, refusal: ofTheRules }) => {
    const refusal = authoriseCommand(command, { roles: actor.roles ?? [], state }) ?? ofTheRules
    if (!refusal) return { action, allowed }
    return { action, allowed: false, code: refusal.refused, words: refusal.words, remedy: refusal.remedy, at: refusal.at?.map(({ place, words }) => ({ place, words })) }
  })
}
