import type { RealPath } from '../contract/contract.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'

/** Completions of one case type with the name of each, in the order of each case. */
const COMPLETIONS = `
  with completion as materialized (
    select e.case_id, e.occurred_at as at, e.seq, coalesce(p.payload->>'name', e.step, e.type) as name
    from casement.case_record c
    join casement.case_event e on e.landlord_id = c.landlord_id and e.case_id = c.id and e.type = 'task-completed'
    left join casement.event_payload p on p.landlord_id = e.landlord_id and p.case_id = e.case_id and p.seq = e.seq
    where c.landlord_id = $1 and c.case_type = $2
  ), per_case as (
    select string_agg(name, chr(31) order by at, seq) as variant, extract(epoch from max(at) - min(at)) as seconds from completion group by case_id
  ), step_on as (
    select name as "from", lead(name) over w as "to", extract(epoch from lead(at) over w - at) as seconds
    from completion window w as (partition by case_id order by at, seq)
  )`

const REAL_PATH = `${COMPLETIONS}
  select
    (select json_build_object('cases', count(*), 'variants', count(distinct variant),
       'medianSeconds', round(percentile_cont(0.5) within group (order by seconds)::numeric, 2), 'meanSeconds', round(avg(seconds), 2)) from per_case) as totals,
    (select coalesce(json_agg(json_build_object('name', name, 'count', n) order by n desc, name), '[]')
       from (select name, count(*) as n from completion group by name) a) as activities,
    (select coalesce(json_agg(json_build_object('from', "from", 'to', "to", 'count', n, 'medianSeconds', median, 'meanSeconds', mean) order by n desc, "from", "to"), '[]')
       from (select "from", "to", count(*) as n, round(percentile_cont(0.5) within group (order by seconds)::numeric, 2) as median, round(avg(seconds), 2) as mean
             from step_on where "to" is not null group by "from", "to") f) as follows`

interface Row {
  totals: Pick<RealPath, 'cases' | 'variants' | 'medianSeconds' | 'meanSeconds'>
  activities: RealPath['activities']
  follows: RealPath['follows']
}

/** The path that the cases of one type really took, from their completions; durations in seconds to two decimals. */
export async function readRealPath(tx: LandlordTransaction, caseType: string): Promise<Omit<RealPath, 'caseType'>> {
  const row = await tx.findRow<Row>(REAL_PATH, [tx.landlordId, caseType])
  if (!row) throw new Error('The real path gives one row always')
  const { cases, variants, medianSeconds, meanSeconds } = row.totals
  return {
    cases,
    activityCount: row.activities.length,
    events: row.activities.reduce((sum, { count }) => sum + count, 0),
    variants,
    medianSeconds,
    meanSeconds,
    activities: row.activities,
    follows: row.follows,
  }
}
