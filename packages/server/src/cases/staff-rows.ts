import type { CaseState } from '@casement/engine'

export const STAFF_COLUMNS = ['case_id', 'id', 'staff_id', 'part', 'is_over'] as const

/** Who works on an open case beside its owner: the manager who was named for it, and its helpers. */
export function staffRows({ id, manager, helpers = [], endedAt }: CaseState): unknown[][] {
  if (endedAt !== undefined) return []
  const rowOf = (part: 'manager' | 'helper', staff: string) => [id, `${part}.${staff}`, staff, part, false]
  return [...(manager?.kind === 'person' ? [rowOf('manager', manager.id)] : []), ...helpers.map((helper) => rowOf('helper', helper))]
}

/** Those that differ from what stands; whoever is named no more has no part in it any longer. */
export function changedStaffRows(before: CaseState | undefined, state: CaseState): unknown[][] {
  if (before && before.manager === state.manager && before.helpers === state.helpers && before.endedAt === state.endedAt) return []
  const [was, is] = [before ? staffRows(before) : [], staffRows(state)]
  const gone = was.filter(([, id]) => !is.some((row) => row[1] === id)).map((row) => [...row.slice(0, -1), true])
  return [...is.filter(([, id]) => !was.some((row) => row[1] === id)), ...gone]
}
