import type { Assignee, CaseState } from '@casement/engine'

/** The name of a member of staff, team, role or resident of this landlord; its id where nothing better is known. */
export type NameOf = (holder: { kind: 'person' | 'team' | 'role' | 'resident'; id: string }) => string

/** Who owns a case or has a task, by name; "owner" is whoever owns the case now. */
export function holderView(assignee: Assignee | undefined, { state, nameOf }: { state: CaseState; nameOf: NameOf }): { kind: 'person' | 'team' | 'role'; id: string; name: string; owner?: true } | null {
  if (!assignee) return null
  if (assignee.kind !== 'owner') return { kind: assignee.kind, id: assignee.id, name: nameOf(assignee) }
  if (!state.owner || state.owner.kind === 'owner') return null
  return { kind: state.owner.kind, id: state.owner.id, name: nameOf(state.owner), owner: true }
}

/** One of the staff by name; null where nobody is meant. */
export function personView(id: string | undefined, nameOf: NameOf): { id: string; name: string } | null {
  return id === undefined ? null : { id, name: nameOf({ kind: 'person', id }) }
}
