import { titleOf } from './case-view.ts'
import type { NameOf } from './holder-view.ts'
import type { CaseSort, CaseSummary } from '../contract/contract.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'

export type CaseListRow = {
  id: string
  ref: string
  case_type: string
  case_name: string
  status: CaseSummary['status']
  priority: CaseSummary['priority']
  subject_kind: NonNullable<CaseSummary['subject']>['kind'] | null
  subject_id: string | null
  subject: string | null
  owner_kind: 'person' | 'team' | 'role' | null
  owner_id: string | null
  opened_at: string
  opened_sort: string
  ended_at: string | null
  due_at: string | null
  due_on: string | null
  due_sort: string
  warn_at: string | null
}

/** Where a page begins: after this moment, by which the list is sorted, and case. */
export type CasePlace = [at: string, id: string]

/** What each order reads by, and how it goes on after a place; the case makes it one order also for what is alike. */
const ORDERS = {
  newest: { column: 'c.opened_at', written: 'opened_sort', isAfter: '<', direction: 'desc' },
  oldest: { column: 'c.opened_at', written: 'opened_sort', isAfter: '>', direction: 'asc' },
  due: { column: 'c.due_sort', written: 'due_sort', isAfter: '>', direction: 'asc' },
} as const satisfies Record<CaseSort, unknown>

export interface CaseFilter {
  subject?: { kind: string; id: string }
  status?: string
  caseType?: string
  owner?: string
  isOpen?: boolean
  ids?: string[]
}

/** Of a case c and the search entry s of its subject. */
export const CASE_LIST_COLUMNS = `c.id, c.ref, c.case_type, c.case_name, c.status, c.priority, c.subject_kind, c.subject_id, s.label as subject, c.owner_kind, c.owner_id,
  c.opened_at, c.opened_at::text as opened_sort, c.ended_at, c.due_at, c.due_on, c.due_sort::text as due_sort, c.warn_at`

export interface CaseListOrder {
  filter: CaseFilter
  sort?: CaseSort
  limit: number
  after?: CasePlace
}

/** Cases that a filter leaves, newest first when not said otherwise; one row more than asked, to see whether more follow. */
export function readCaseList(tx: LandlordTransaction, { filter, sort = 'newest', limit, after }: CaseListOrder): Promise<CaseListRow[]> {
  const { column, isAfter, direction } = ORDERS[sort]
  const values: unknown[] = [tx.landlordId, limit + 1]
  const given = (value: unknown) => `$${values.push(value)}`
  const conditions = [
    filter.subject && `c.subject_kind = ${given(filter.subject.kind)} and c.subject_id = ${given(filter.subject.id)}`,
    filter.status !== undefined && `c.status = ${given(filter.status)}`,
    filter.caseType !== undefined && `c.case_type = ${given(filter.caseType)}`,
    filter.owner !== undefined && `c.owner_id = ${given(filter.owner)}`,
    filter.isOpen && 'c.ended_at is null',
    filter.ids && `c.id = any(${given(filter.ids)})`,
    after && `(${column}, c.id) ${isAfter} (${given(after[0])}::timestamptz, ${given(after[1])}::uuid)`,
  ].filter((condition) => typeof condition === 'string')
  return tx.rows<CaseListRow>(
    `select ${CASE_LIST_COLUMNS}
     from casement.case_record c
     left join casement.search_entry s on s.landlord_id = c.landlord_id and s.kind = c.subject_kind and s.id = c.subject_id
     where ${['c.landlord_id = $1', ...conditions].join(' and ')}
     order by ${column} ${direction}, c.id ${direction} limit $2`,
    values,
  )
}

/** Where the page after this case begins. */
export function placeAfter(row: CaseListRow, sort: CaseSort): CasePlace {
  return [row[ORDERS[sort].written], row.id]
}

/** A case as lists show it. */
export function caseSummary(row: CaseListRow, nameOf: NameOf): CaseSummary {
  const subject = row.subject_kind !== null && row.subject_id !== null ? { kind: row.subject_kind, id: row.subject_id, label: row.subject ?? row.subject_id } : null
  return {
    ref: row.ref,
    caseType: { id: row.case_type, name: row.case_name },
    title: titleOf(row.case_name, subject),
    subject,
    owner: row.owner_kind !== null && row.owner_id !== null ? { kind: row.owner_kind, id: row.owner_id, name: nameOf({ kind: row.owner_kind, id: row.owner_id }) } : null,
    status: row.status,
    priority: row.priority,
    openedAt: row.opened_at,
    endedAt: row.ended_at,
    dueAt: row.due_at,
    dueOn: row.due_on,
    warnAt: row.warn_at,
  }
}

/** Who must be named to show a list of cases. */
export function namedInList(rows: CaseListRow[]): { kind: 'person' | 'team' | 'role'; id: string }[] {
  return rows.flatMap(({ owner_kind: kind, owner_id: id }) => (kind !== null && id !== null ? [{ kind, id }] : []))
}
