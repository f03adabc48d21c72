import { nameWithElement } from '../cases/element-view.ts'
import type { WorkItem } from '../contract/contract.ts'
import type { WorkRow } from './read-work-list.ts'

/** A row as lists show it. @param why it is in this list, in words of whoever reads it */
export function workItem(row: WorkRow, why: string[]): WorkItem {
  const { ref, version, status, case_type, case_name, subject, id, name, kind, state, due_at, due_on, warn_at, basis, waiting_on, started_at, element } = row
  return {
    case: { ref, version, status, caseType: case_type, name: case_name, subjectLabel: subject ?? '', ...whereAndWho(row) },
    task: { id, name: nameWithElement(name, element), kind, state, dueAt: due_at, dueOn: due_on, warnAt: warn_at, basis, next: nextOf(row) },
    dueAt: due_at,
    why,
    waitingOn: waiting_on === 'us' ? null : waiting_on,
    since: started_at,
  }
}

/** A tenancy is called by its tenants and its home; the list shows the home first. Every other record has one name. */
function whereAndWho({ subject, home }: WorkRow): Pick<WorkItem['case'], 'where' | 'who'> {
  if (home === null || !subject?.endsWith(`, ${home}`)) return { where: home ?? subject, who: null }
  return { where: home, who: subject.slice(0, -home.length - 2) }
}

/** The word of the row, no more: what may be done, and by whom, is the engine's table, which needs the case. */
function nextOf({ state, kind }: WorkRow): WorkItem['task']['next'] {
  if (state === 'offered') return 'start'
  return state === 'live' && kind !== 'wait' ? 'complete' : null
}
