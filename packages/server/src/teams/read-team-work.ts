import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { AFTER, LIST_COLUMNS, type WorkPlace, type WorkRow, listOf } from '../work-lists/read-work-list.ts'
import type { Stretch } from './load-days.ts'

/**
 * Whose tasks: these holders, and what nobody has in the cases of these owners, for as long as nobody takes it. A case that nobody owns
 * is of no team: in the load of each it would be counted as often as there are teams.
 */
export interface TeamWork {
  holders: Holder[]
  owners: Holder[]
}

export interface Holder {
  kind: 'person' | 'team'
  id: string
}

/** Waits end by themselves: they are nobody's load. */
const LISTED = `t.is_open and t.kind <> 'wait'`

/** Tasks of any of a role, from the cases of the team and its people: as many as the team has, however many the landlord has. */
const OF_ROLES = (owners: string) => `from unnest(${owners}) as o (kind, id)
  join casement.case_record c on c.landlord_id = $1 and c.owner_kind = o.kind and c.owner_id = o.id and c.ended_at is null
  join casement.task t on t.landlord_id = c.landlord_id and t.case_id = c.id and ${LISTED} and t.assignee_kind = 'role'`

export type LoadRow = {
  /** Null for what nobody has. */
  person: string | null
  /** 0 is overdue, then the days, then later. */
  place: number
  tasks: number
  soon: number
}

/** Open tasks by person and place between the bounds. */
export function countTeamWork(tx: LandlordTransaction, { holders, owners }: TeamWork, bounds: string[]): Promise<LoadRow[]> {
  return tx.rows<LoadRow>(
    `select person, width_bucket(due_sort, $6::timestamptz[]) as place, count(*)::int as tasks, count(*) filter (where warn_at <= ($6::timestamptz[])[1])::int as soon
     from (
       select case h.kind when 'person' then h.id end as person, t.due_sort, t.warn_at from unnest($2::text[], $3::text[]) as h (kind, id)
         join casement.task t on t.landlord_id = $1 and ${LISTED} and t.assignee_kind = h.kind and t.assignee_id = h.id
       union all select null, t.due_sort, t.warn_at ${OF_ROLES('$4::text[], $5::text[]')}
     ) t group by person, place`,
    [tx.landlordId, ...columnsOf(holders), ...columnsOf(owners), bounds],
  )
}

/** Open cases of each owner; null for those that the team owns. */
export function countTeamCases(tx: LandlordTransaction, owners: Holder[]): Promise<{ person: string | null; cases: number }[]> {
  return tx.rows(
    `select case o.kind when 'person' then o.id end as person, count(*)::int as cases from unnest($2::text[], $3::text[]) as o (kind, id)
       join casement.case_record c on c.landlord_id = $1 and c.owner_kind = o.kind and c.owner_id = o.id and c.ended_at is null
     group by person`,
    [tx.landlordId, ...columnsOf(owners)],
  )
}

const WITHIN = '($8::timestamptz is null or t.due_sort >= $8) and ($9::timestamptz is null or t.due_sort < $9)'
const PAGE = `and ${WITHIN} and ${AFTER} order by t.due_sort, t.case_id, t.id limit $5`

/** One index scan for each holder, each as long as a page at most; then the pages are merged. */
const TEAM_TASKS = `
  select t.* from unnest($6::text[], $7::text[]) as h (kind, id) cross join lateral (
    select ${LIST_COLUMNS} from casement.task t where t.landlord_id = $1 and ${LISTED} and t.assignee_kind = h.kind and t.assignee_id = h.id ${PAGE}
  ) t
  union all select * from (select ${LIST_COLUMNS} ${OF_ROLES('$10::text[], $11::text[]')} where true ${PAGE}) t`

/** Open tasks of a team within a stretch, by due date; one row more than asked, to see whether more follow. */
export function readTeamTasks(tx: LandlordTransaction, { work, within, limit, after }: { work: TeamWork; within: Stretch; limit: number; after?: WorkPlace }): Promise<WorkRow[]> {
  return tx.rows<WorkRow>(listOf(TEAM_TASKS), [
    tx.landlordId, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1, ...columnsOf(work.holders), within.from, within.to, ...columnsOf(work.owners),
  ])
}

function columnsOf(holders: Holder[]): [string[], string[]] {
  return [holders.map(({ kind }) => kind), holders.map(({ id }) => id)]
}
