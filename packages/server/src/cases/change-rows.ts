import { type CaseState, isUnfinished } from '@casement/engine'
import { realNow } from '../clock/now.ts'
import type { Append } from './case-store.ts'
import { holderOf } from './task-rows.ts'

export const CHANGE_COLUMNS = ['case_id', 'version', 'first_seq', 'holders', 'at'] as const

/** The row that says that a case changed. History that is imported or invented is no news. */
export function changeRows({ before, events, state, muted }: Append): unknown[][] {
  const [first] = events
  if (muted || first === undefined) return []
  const holders = new Set([...holdersIn(before?.state), ...holdersIn(state)])
  return [[state.id, state.version, first.seq, [...holders], realNow()]]
}

/** Everyone who finds the case in a list: its owner, and whoever has something of it to do. */
function holdersIn(state: CaseState | undefined): string[] {
  if (state === undefined) return []
  const assignees = [state.owner, ...Object.values(state.items).filter(isUnfinished).map(({ assignee }) => assignee)]
  return assignees.flatMap((assignee) => {
    const holder = assignee && holderOf(assignee, state)
    return holder ? [`${holder.kind}:${holder.id}`] : []
  })
}
