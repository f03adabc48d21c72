import type { Volumes } from '../contract/contract.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { type Period, partsOf } from './period.ts'
import type { TypeNames } from './type-names.ts'

type Kind = 'opened' | 'closed' | 'cancelled' | 'reopened'
type Count = { case_type: string; kind: Kind; part: string; n: number }

const PART = (instant: string) => `date_trunc($2, ${instant} at time zone $3)::date`

/** How often cases came and went, by case type and month or week. An opening is in the record; ends are events, since a case can come back. */
const MOVED = `
  select case_type, 'opened' as kind, ${PART('opened_at')} as part, count(*) as n
  from casement.case_record where landlord_id = $1 and opened_at >= $4 and opened_at < $5 group by 1, 3
  union all
  select c.case_type, substr(e.type, 6), ${PART('e.occurred_at')}, count(*)
  from casement.case_event e join casement.case_record c on c.landlord_id = e.landlord_id and c.id = e.case_id
  where e.landlord_id = $1 and e.type in ('case-closed', 'case-cancelled', 'case-reopened') and e.occurred_at >= $4 and e.occurred_at < $5
  group by 1, 2, 3`

/** Only the types that have had a case: one probe of an index each. */
const OPEN_NOW = `
  select t.id as case_type, (select count(*) from casement.case_record c where c.landlord_id = $1 and c.case_type = t.id and c.ended_at is null) as n
  from (select distinct id from casement.case_type where landlord_id = $1) t
  where exists (select from casement.case_record c where c.landlord_id = $1 and c.case_type = t.id)`

export interface VolumesAsked {
  period: Period
  by: 'month' | 'week'
  caseType?: string
  zone: string
  names: TypeNames
}

/** Cases that came and went in a period; its parts are of one case type where one is asked for. */
export async function readVolumes(tx: LandlordTransaction, { period, by, caseType, zone, names }: VolumesAsked): Promise<Volumes> {
  const parts = partsOf(period, by)
  const counts = await tx.rows<Count>(MOVED, [tx.landlordId, by, zone, period.begins, period.ends])
  const open = new Map((await tx.rows<{ case_type: string; n: number }>(OPEN_NOW, [tx.landlordId])).map((row) => [row.case_type, row.n]))
  const asked = caseType === undefined ? counts : counts.filter((count) => count.case_type === caseType)
  return {
    from: period.from,
    to: period.to,
    // The first part may begin before the period does, as its month does.
    periods: parts.map((part, index) => ({ ...part, ...sumUp(asked.filter((count) => count.part <= part.to && (index === 0 || count.part >= part.from))) })),
    caseTypes: names.types.filter(({ id }) => open.has(id)).map((type) => ({ ...type, open: open.get(type.id) ?? 0, ...sumUp(counts.filter((count) => count.case_type === type.id)) })),
  }
}

function sumUp(counts: Count[]): Record<Kind, number> {
  const sums = { opened: 0, closed: 0, cancelled: 0, reopened: 0 }
  for (const { kind, n } of counts) sums[kind] += n
  return sums
}
