import type { Assignee } from '../case/event.ts'
import type { Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { refuse, isRefusal, type Refusal } from '../refusal.ts'
import type { CommandOf } from './command.ts'
import { findTask, personOf, refuseOtherRole, refuseSamePerson, refuseUnlessOpen, refuseUnlessUnfinished, type Situation } from './situation.ts'

/** Gives a task to another person, team or role. */
export function reassignTask(turn: Turn, command: CommandOf<'reassign-task'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, command.task)
  if (isRefusal(item)) return item
  const refusal = refuseUnlessUnfinished(situation, item)
  if (refusal) return refusal
  const same = refuseSamePerson(situation, item, holderOf(situation, command.to))
  if (same) return same
  if (sameAssignee(item.assignee, command.to)) return refuse('already-assigned', `${item.name} is theirs already.`)
  record(turn, 'task-assigned', { item: item.id, step: item.step, assignee: command.to, reason: command.reason })
  return undefined
}

/** Everyone in a team or role can claim what it holds; what a person has is reassigned, not claimed. */
export function refuseClaimTask(situation: Situation, item: Item): Refusal | undefined {
  const refusal = refuseUnlessUnfinished(situation, item)
  if (refusal) return refusal
  const holder = item.assignee?.kind === 'owner' ? situation.state.owner : item.assignee
  if (holder?.kind !== 'person') return refuseOtherRole(situation, item) ?? refuseSamePerson(situation, item, personOf(situation.actor))
  const words = holder.id === situation.actor.id ? `${item.name} is yours already.` : `${item.name} is someone's already.`
  return refuse('not-claimable', words, { remedy: 'Ask for it to be reassigned.' })
}

export function claimTask(turn: Turn, command: CommandOf<'claim-task'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, command.task)
  if (isRefusal(item)) return item
  const refusal = refuseClaimTask(situation, item)
  if (refusal) return refusal
  record(turn, 'task-assigned', { item: item.id, step: item.step, assignee: { kind: 'person', id: turn.context.actor.id }, reason: command.reason, claimed: true })
  return undefined
}

/** The person whom an assignment comes to; `owner` is whoever owns the case. */
function holderOf({ state }: Situation, to: Assignee): string | undefined {
  const holder = to.kind === 'owner' ? state.owner : to
  return holder?.kind === 'person' ? holder.id : undefined
}

/** Exactly one accountable owner: a person, or a team until claimed. */
export function assignOwner(turn: Turn, command: CommandOf<'assign-owner'>, situation: Situation): Refusal | undefined {
  const closed = refuseUnlessOpen(situation)
  if (closed) return closed
  if (sameAssignee(situation.state.owner, command.to)) return refuse('already-assigned', `Case ${situation.state.ref} is theirs already.`)
  record(turn, 'owner-assigned', { owner: command.to, reason: command.reason })
  return undefined
}

export function refuseClaimCase(situation: Situation): Refusal | undefined {
  const closed = refuseUnlessOpen(situation)
  if (closed) return closed
  const { owner, ref } = situation.state
  return owner?.kind === 'person' ? refuse('not-claimable', `Case ${ref} has an owner.`, { remedy: 'Ask for it to be reassigned.' }) : undefined
}

export function claimCase(turn: Turn, command: CommandOf<'claim-case'>, situation: Situation): Refusal | undefined {
  const refusal = refuseClaimCase(situation)
  if (refusal) return refusal
  record(turn, 'owner-assigned', { owner: { kind: 'person', id: turn.context.actor.id }, reason: command.reason, claimed: true })
  return undefined
}

export function sameAssignee(one: Assignee | undefined, other: Assignee): boolean {
  return one !== undefined && one.kind === other.kind && ('id' in one ? one.id : '') === ('id' in other ? other.id : '')
}
