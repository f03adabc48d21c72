import { getStep } from '../case-type/case-type.ts'
import type { MessageStep } from '../case-type/step-definition.ts'
import type { Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { isRefusal, refuse, type Refusal } from '../refusal.ts'
import { completeItem } from '../settle/end-item.ts'
import { addressees } from '../settle/prepare-message.ts'
import type { CommandOf } from './command.ts'
import { findTask, personOf, refuseOtherRole, refuseOtherRoles, refuseReason, refuseUnlessLive, type Situation, withArticles } from './situation.ts'

/** Why a live letter may not go out: another has to approve it first, or everyone to whom it would go must not be told. */
export function refuseSending({ state, caseType, actor }: Situation, item: Item): Refusal | undefined {
  const { definition } = getStep(caseType, item.step)
  if (definition.kind !== 'message' || actor.kind === 'import') return undefined
  const { told, withheld } = addressees(state, definition.to)
  if (withheld.length > 0 && told.length === 0) return refuse('must-not-be-told', `${item.name} would go to somebody who must not be told.`, { remedy: 'Skip the letter, or cancel it.' })
  if (definition.approve === undefined || item.message === 'approved' || item.message === 'failed') return undefined
  return refuse('not-approved', `${item.name} has not been approved.`, { remedy: item.message === 'ready' ? `It waits for ${withArticles([definition.approve])}.` : 'Say first that it is ready to be approved.' })
}

/** The step of a letter that somebody can work on, or why it is none. */
function messageOf(situation: Situation, item: Item): MessageStep | Refusal {
  const { definition } = getStep(situation.caseType, item.step)
  if (definition.kind !== 'message') return refuse('not-a-letter', `${item.name} is no letter.`)
  return refuseUnlessLive(situation, item) ?? definition
}

export function refusePrepareMessage(situation: Situation, item: Item): Refusal | undefined {
  const message = messageOf(situation, item)
  if (isRefusal(message)) return message
  if (message.approve === undefined) return refuse('not-to-approve', `${item.name} needs nobody’s approval.`, { remedy: 'Send it, and mark it as sent.' })
  if (item.message !== 'draft') return refuse('not-to-approve', `${item.name} is ready already.`, { remedy: item.message === 'ready' ? `It waits for ${withArticles([message.approve])}.` : 'Send it, and mark it as sent.' })
  return refuseOtherRole(situation, item)
}

/** Says that a draft is ready: whoever says so answers for it, and somebody else approves it. */
export function prepareMessage(turn: Turn, { task, notes }: CommandOf<'prepare-message'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, task)
  const refusal = isRefusal(item) ? item : refusePrepareMessage(situation, item)
  if (isRefusal(item) || refusal) return refusal
  record(turn, 'message-ready', { item: item.id, step: item.step, notes })
  return undefined
}

/** Someone of the role that the type names, who did not make it ready (four eyes). */
export function refuseApproveMessage(situation: Situation, item: Item): Refusal | undefined {
  const message = messageOf(situation, item)
  if (isRefusal(message)) return message
  if (message.approve === undefined) return refuse('not-to-approve', `${item.name} needs nobody’s approval.`)
  if (item.message !== 'ready') return refuse('not-to-approve', item.message === 'draft' ? `${item.name} is not ready to be approved.` : `${item.name} has been approved.`, { remedy: item.message === 'draft' ? 'Whoever writes it says when it is.' : undefined })
  const otherRole = refuseOtherRoles(situation, [message.approve])
  if (otherRole) return otherRole
  return item.readyBy !== undefined && personOf(situation.actor) === item.readyBy ? refuse('four-eyes', `${item.name} is not for whoever made it ready.`, { remedy: 'Ask someone else to approve it.' }) : undefined
}

export function approveMessage(turn: Turn, { task, notes }: CommandOf<'approve-message'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, task)
  const refusal = isRefusal(item) ? item : refuseApproveMessage(situation, item)
  if (isRefusal(item) || refusal) return refusal
  record(turn, 'message-approved', { item: item.id, step: item.step, notes })
  return undefined
}

/** Sends a letter back to whoever writes it: it is a draft again. */
export function returnMessage(turn: Turn, { task, reason }: CommandOf<'return-message'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, task)
  const refusal = isRefusal(item) ? item : refuseApproveMessage(situation, item) ?? refuseReason(reason, 'Giving a letter back')
  if (isRefusal(item) || refusal) return refusal
  record(turn, 'message-returned', { item: item.id, step: item.step, reason })
  return undefined
}

/** What carries letters has taken one that goes by itself. */
export function recordMessageDelivered(turn: Turn, { task }: CommandOf<'record-message-delivered'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, task)
  if (isRefusal(item)) return item
  if (item.state !== 'live' || item.message !== 'sending') return refuse('not-sent', `${item.name} is not on its way.`)
  completeItem(turn, 'message-sent', { item: item.id, step: item.step })
  return undefined
}
