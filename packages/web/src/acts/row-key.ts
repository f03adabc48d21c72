import type { ReassignedTask, WorkItem } from '@casement/server/contract'

/** What a row of a work list is known by: one task of one case. */
export function rowKey({ case: { ref }, task: { id } }: WorkItem): string {
  return rowKeyOf({ case: ref, task: id })
}

/** The row of a task that is named, as in the answer to a reassignment. */
export function rowKeyOf({ case: ref, task }: Pick<ReassignedTask, 'case' | 'task'>): string {
  return `${ref}/${task}`
}
