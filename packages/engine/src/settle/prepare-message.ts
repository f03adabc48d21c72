import type { MessageStep } from '../case-type/step-definition.ts'
import type { Party } from '../case/event.ts'
import type { CaseState } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { cancelItem } from './end-item.ts'

/**
 * Prepares a letter: for whoever it is for to send, as a draft where another must approve it, or on its way by itself (semantics 35).
 * Whoever must not be told is left out, and where nobody else is left no letter is made.
 */
export function prepareMessage(turn: Turn, { id, template, to, approve, automatic }: MessageStep, item: string): void {
  const { told, withheld } = addressees(turn.state, to)
  if (withheld.length > 0) record(turn, 'message-withheld', { item, step: id, parties: withheld.map((party) => party.id) })
  if (withheld.length > 0 && told.length === 0) return cancelItem(turn, turn.state.items[item]!, { by: 'rule', reason: 'must not be told' })
  record(turn, 'message-prepared', { item, step: id, template, to: told.length > 0 ? told.map((party) => party.id) : undefined, as: approve === undefined ? (automatic ? 'sending' : undefined) : 'draft' })
}

/** The parties of the role to whom a letter goes, and those of them who must not hear of the case. */
export function addressees({ parties }: Pick<CaseState, 'parties'>, role: string | undefined): { told: Party[]; withheld: Party[] } {
  const those = parties.filter((party) => party.role === role && party.ended !== true)
  return { told: those.filter(({ mustNotBeTold }) => mustNotBeTold !== true), withheld: those.filter(({ mustNotBeTold }) => mustNotBeTold === true) }
}
