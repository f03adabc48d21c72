import { record, type Turn } from '../case/turn.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { sameAssignee } from './assign.ts'
import type { CommandOf } from './command.ts'
import { refuseUnlessOpen, type Situation } from './situation.ts'

/** Who answers for the owner's work on this case: a person, or everyone of a role. */
export function assignManager(turn: Turn, { to, reason }: CommandOf<'assign-manager'>, situation: Situation): Refusal | undefined {
  const closed = refuseUnlessOpen(situation)
  if (closed) return closed
  if (sameAssignee(situation.state.manager, to)) return refuse('already-assigned', 'They manage it already.')
  record(turn, 'manager-assigned', { manager: to, reason })
  return undefined
}

/** Works on the case too; whoever owns it stays the one who answers for it. */
export function addHelper(turn: Turn, { person, reason }: CommandOf<'add-helper'>, situation: Situation): Refusal | undefined {
  const closed = refuseUnlessOpen(situation)
  if (closed) return closed
  const { helpers, owner } = situation.state
  if (owner?.kind === 'person' && owner.id === person) return refuse('already-assigned', 'They own it.', { remedy: 'Choose somebody else to help.' })
  if (helpers?.includes(person)) return refuse('already-assigned', 'They help with it already.')
  record(turn, 'helper-added', { person, reason })
  return undefined
}

export function removeHelper(turn: Turn, { person, reason }: CommandOf<'remove-helper'>, situation: Situation): Refusal | undefined {
  const refusal = refuseRemoveHelper(situation)
  if (refusal) return refusal
  if (!situation.state.helpers?.includes(person)) return refuse('not-taking-part', 'They do not help with it.', { remedy: 'Choose one of its helpers.' })
  record(turn, 'helper-removed', { person, reason })
  return undefined
}

export function refuseRemoveHelper(situation: Situation): Refusal | undefined {
  const { helpers, ref } = situation.state
  return refuseUnlessOpen(situation) ?? (helpers?.length ? undefined : refuse('not-taking-part', `Nobody helps with case ${ref}.`))
}

/** Whoever watches is told what becomes of the case, also when it has ended: it may be opened again. */
export function watch(turn: Turn, { reason }: CommandOf<'watch'>, situation: Situation): Refusal | undefined {
  const refusal = refuseWatch(situation)
  if (!refusal) record(turn, 'watch-began', { person: situation.actor.id, reason })
  return refusal
}

export function refuseWatch({ state, actor }: Situation): Refusal | undefined {
  return state.watchers?.includes(actor.id) ? refuse('already-assigned', 'You watch it already.') : undefined
}

export function unwatch(turn: Turn, { reason }: CommandOf<'unwatch'>, situation: Situation): Refusal | undefined {
  const refusal = refuseUnwatch(situation)
  if (!refusal) record(turn, 'watch-ended', { person: situation.actor.id, reason })
  return refusal
}

export function refuseUnwatch({ state, actor }: Situation): Refusal | undefined {
  return state.watchers?.includes(actor.id) ? undefined : refuse('not-taking-part', 'You do not watch it.')
}
