import type { WorkItem, WorkView } from '../contract/contract.ts'
import { inLandlord, isUuid } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { isMoment, pageOf, readCursor } from '../http/cursor.ts'
import type { Parts } from '../http/parts.ts'
import type { Session } from '../http/session.ts'
import { type WorkPlace, type WorkRow, countWork, readWorkList } from './read-work-list.ts'

/** `GET /work-lists/mine`: what needs me, by due date, and why each is in my list. */
export function listMine(parts: Parts): Handler<'listMine'> {
  return async ({ query, session }) => {
    const { view, limit } = query
    const after = readCursor(query.cursor, ([due = '', id = '', task = '', ...rest]) => isMoment(due) && isUuid(id) && task !== '' && rest.length === 0) as WorkPlace | undefined
    const { rows, counts } = await inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => ({
      rows: await readWorkList(tx, { view, reader: session, limit, after }),
      counts: query.counts === 'true' ? await countWork(tx, session) : undefined,
    }))
    const { items, next } = pageOf(rows, limit, ({ due_sort, case_id, id }) => [due_sort, case_id, id])
    return { items: items.map((row) => workItem(row, { session, view })), next, ...(counts && { counts }) }
  }
}

function workItem(row: WorkRow, { session, view }: { session: Session; view: WorkView }): WorkItem {
  const { ref, version, status, case_type, case_name, subject, id, name, kind, state, due_at, due_on, warn_at, basis, waiting_on, started_at } = row
  return {
    case: { ref, version, status, caseType: case_type, name: case_name, subjectLabel: subject ?? '', ...whereAndWho(row) },
    task: { id, name, kind, state, dueAt: due_at, dueOn: due_on, warnAt: warn_at, basis, next: nextOf(row) },
    dueAt: due_at,
    why: whyListed(row, { session, view }),
    waitingOn: waiting_on === 'us' ? null : waiting_on,
    since: started_at,
  }
}

/** A tenancy is called by its tenants and its home; the list shows the home first. Every other record has one name. */
function whereAndWho({ subject, home }: WorkRow): Pick<WorkItem['case'], 'where' | 'who'> {
  if (home === null || !subject?.endsWith(`, ${home}`)) return { where: home ?? subject, who: null }
  return { where: home, who: subject.slice(0, -home.length - 2) }
}

/** Why a task is in somebody's list, in their words. */
function whyListed({ assignee_kind, assignee_id, owner_id, state }: WorkRow, { session, view }: { session: Session; view: WorkView }): string[] {
  const why: string[] = []
  if (assignee_kind === 'person' && assignee_id === session.staffId) why.push(owner_id === session.staffId ? 'You own the case' : 'It was given to you')
  else if (owner_id === session.staffId) why.push('You own the case; somebody else has the task')
  if (assignee_kind === 'team') why.push(`${session.teams.find(({ id }) => id === assignee_id)?.name ?? 'Your team'} can take it`)
  if (assignee_kind === 'role') why.push(`Any ${assignee_id} can take it`)
  if (state === 'on-hold') why.push('On hold')
  if (why.length === 0) why.push(view === 'team' ? 'Your team has it' : 'Your case waits for it')
  return why
}

/** The word of the row, no more: what may be done, and by whom, is the engine's table, which needs the case. */
function nextOf({ state, kind }: WorkRow): WorkItem['task']['next'] {
  if (state === 'offered') return 'start'
  return state === 'live' && kind !== 'wait' ? 'complete' : null
}
