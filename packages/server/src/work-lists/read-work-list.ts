import type { WorkView } from '../contract/contract.ts'
import { type LandlordTransaction, isUuid } from '../database/landlord-transaction.ts'
import { isMoment } from '../http/cursor.ts'

/** The reader of a list: what they have by themselves, and what they can take. */
export interface Reader {
  staffId: string
  role: string
  teams: { id: string; name: string }[]
  /** Who is away, whose work they cover. */
  covered?: { id: string; name: string }[]
}

export type WorkRow = {
  ref: string
  version: number
  status: 'open' | 'on-hold' | 'closed' | 'cancelled'
  case_type: string
  case_name: string
  owner_id: string | null
  subject: string | null
  home: string | null
  started_at: string
  case_id: string
  id: string
  name: string
  kind: string
  state: 'offered' | 'live' | 'on-hold'
  assignee_kind: 'person' | 'team' | 'role' | null
  assignee_id: string | null
  cover_for: string | null
  waiting_on: string
  due_at: string | null
  due_on: string | null
  due_sort: string
  warn_at: string | null
  basis: 'law' | 'code' | 'landlord' | null
  /** For whom or what it is, by name. */
  element: string | null
}

/** Where a page begins: after this due moment, case and task. */
export type WorkPlace = [dueSort: string, caseId: string, taskId: string]

export function isWorkPlace([due = '', id = '', task = '', ...rest]: string[]): boolean {
  return isMoment(due) && isUuid(id) && task !== '' && rest.length === 0
}

/** Of the task `t`. */
export const LIST_COLUMNS = `t.case_id, t.id, t.name, t.kind, t.state, t.assignee_kind, t.assignee_id, t.cover_for, t.waiting_on, t.due_at, t.due_on, t.due_sort::text as due_sort, t.warn_at, t.basis, t.started_at, t.element_name, t.element_kind, t.element_id`
/** What follows the place of a page, of the task `t`. */
export const AFTER = '($2::timestamptz is null or (t.due_sort, t.case_id, t.id) > ($2, $3::uuid, $4::text))'
/** A hold that does not stop the clock hides no date: what is due then stays in sight. */
const NEEDS_US = `(t.state <> 'on-hold' or t.due_at is not null) and t.waiting_on = 'us'`
const WAITS = `(t.state = 'on-hold' or t.waiting_on <> 'us')`

/** One index scan for each holder, each as long as a page at most; then the pages are merged. */
const HELD_BY = (narrower: string) => `
  select t.* from unnest($6::text[], $7::text[]) as h (kind, id) cross join lateral (
    select ${LIST_COLUMNS} from casement.task t
    where t.landlord_id = $1 and t.is_open and t.assignee_kind = h.kind and t.assignee_id = h.id and ${narrower} and ${AFTER}
    order by t.due_sort, t.case_id, t.id limit $5
  ) t`

const WAITING = `
  select ${LIST_COLUMNS} from casement.case_record o join casement.task t on t.landlord_id = o.landlord_id and t.case_id = o.id and t.is_open
  where o.landlord_id = $1 and o.owner_kind = ($6::text[])[1] and o.owner_id = ($7::text[])[1] and o.ended_at is null and ${WAITS} and ${AFTER}`

/** Of the cases that somebody owns, and of those that they manage or help with: each case once. */
const OF_MY_CASES = `
  select ${LIST_COLUMNS} from (
    select o.id from casement.case_record o where o.landlord_id = $1 and o.owner_kind = ($6::text[])[1] and o.owner_id = ($7::text[])[1] and o.ended_at is null
    union select m.case_id from casement.case_staff m where m.landlord_id = $1 and m.staff_id = ($7::text[])[1] and not m.is_over
  ) o join casement.task t on t.landlord_id = $1 and t.case_id = o.id and t.is_open
  where ${AFTER}`

const TASKS: Record<WorkView, string> = {
  'needs-me': HELD_BY(NEEDS_US),
  team: HELD_BY('true'),
  'my-cases': OF_MY_CASES,
  waiting: WAITING,
}

/** Open tasks of one view by due date, those without one last; a page more by one row than asked, to see whether more follow. */
export function readWorkList(tx: LandlordTransaction, { view, reader, limit, after }: { view: WorkView; reader: Reader; limit: number; after?: WorkPlace }): Promise<WorkRow[]> {
  const holders = holdersOf(view, reader)
  return tx.rows<WorkRow>(
    listOf(TASKS[view]),
    [tx.landlordId, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1, holders.map(({ kind }) => kind), holders.map(({ id }) => id)],
  )
}

/**
 * One page of tasks ($5) with what lists show of their cases. Under row-level security PostgreSQL looks for nothing in an index by a text
 * that it has yet to turn into an id, as that might tell of other rows: `offset 0` has it turned before. Without, all tenancies are read.
 * @param tasks a statement with LIST_COLUMNS
 */
export function listOf(tasks: string): string {
  return `select t.*, coalesce(t.element_name, e.label) as element, c.ref, c.version, c.status, c.case_type, c.case_name, c.owner_id, s.label as subject, h.address as home
     from (select * from (${tasks}) t order by t.due_sort::timestamptz, t.case_id, t.id limit $5) t
     join casement.case_record c on c.landlord_id = $1 and c.id = t.case_id
     left join casement.search_entry s on s.landlord_id = c.landlord_id and s.kind = c.subject_kind and s.id = c.subject_id
     left join casement.search_entry e on e.landlord_id = c.landlord_id and e.kind = t.element_kind and e.id = t.element_id
     cross join lateral (select case c.subject_kind when 'tenancy' then c.subject_id::uuid end as tenancy offset 0) about
     left join casement.tenancy y on y.landlord_id = c.landlord_id and y.id = about.tenancy
     left join casement.home h on h.landlord_id = y.landlord_id and h.id = y.home_id
     order by t.due_sort::timestamptz, t.case_id, t.id`
}

/** What somebody is in a case beside its owner. */
export type CasePart = 'manager' | 'helper'

/** Which part the reader has in the cases of a page, beside owning them. */
export async function readParts(tx: LandlordTransaction, rows: WorkRow[], { staffId }: Reader): Promise<Map<string, CasePart[]>> {
  const found = await tx.rows<{ case_id: string; part: CasePart }>(
    'select case_id, part from casement.case_staff where landlord_id = $1 and staff_id = $2 and case_id = any($3) and not is_over order by part desc', [tx.landlordId, staffId, rows.map(({ case_id }) => case_id)])
  return new Map([...Map.groupBy(found, ({ case_id }) => case_id)].map(([id, parts]) => [id, parts.map(({ part }) => part)]))
}

/** Counting stops here: "1,000 or more" says enough. */
const MOST_COUNTED = 1000

/** How many tasks each view holds. */
export async function countWork(tx: LandlordTransaction, reader: Reader): Promise<Record<WorkView, number>> {
  const count = async (view: WorkView) => {
    const holders = holdersOf(view, reader)
    const row = await tx.findRow<{ n: number }>(`select count(*)::int as n from (select 1 from (${TASKS[view]}) t limit $5) t`, [
      tx.landlordId, null, null, null, MOST_COUNTED, holders.map(({ kind }) => kind), holders.map(({ id }) => id),
    ])
    return row?.n ?? 0
  }
  return { 'needs-me': await count('needs-me'), 'my-cases': await count('my-cases'), waiting: await count('waiting'), team: await count('team') }
}

/** The first holder is the reader: views of their own cases use that one alone. */
function holdersOf(view: WorkView, { staffId, role, teams, covered = [] }: Reader): { kind: string; id: string }[] {
  const inTeams = teams.map(({ id }) => ({ kind: 'team', id }))
  if (view === 'team') return [...inTeams, { kind: 'role', id: role }]
  const away = view === 'needs-me' ? covered.map(({ id }) => ({ kind: 'person', id })) : []
  return [{ kind: 'person', id: staffId }, ...away, ...inTeams, { kind: 'role', id: role }]
}
