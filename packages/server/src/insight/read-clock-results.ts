import type { ClockResult } from '../contract/contract.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { Period } from './period.ts'
import type { TypeNames } from './type-names.ts'

interface Row extends Pick<ClockResult, 'rule' | 'name' | 'basis' | 'source' | 'met' | 'missed' | 'withdrawn' | 'running' | 'paused' | 'overdue' | 'overdueInPeriod' | 'medianSeconds'> {
  caseType: string
  pauses: { reason: string; clocks: number; seconds: number }[] | null
  [column: string]: unknown
}

const OPEN = 'ended_at is null'
/** A paused clock has a last instant in time only where that was past before it was paused. */
const LATE = `${OPEN} and (in_time_until < $4 or (is_paused and in_time_until is not null))`
const COLUMNS = 'case_type, rule, basis, name, source, started_at, in_time_until, is_paused, pauses, ended_at, ending'
const KEY = 'case_type, rule, basis'

/** Clocks that are open, whenever they began, and those that ended in the period. */
const COUNTED = (narrower: string) => `(
    select ${COLUMNS} from casement.clock where landlord_id = $1 and ${OPEN} and ($5::text is null or case_type = $5) and ${narrower}
    union all
    select ${COLUMNS} from casement.clock where landlord_id = $1 and ended_at >= $2 and ended_at < $3 and ($5::text is null or case_type = $5) and ${narrower}
  ) c`

/** Counted by hashes first: sorting every clock by its rule for the median took most of the time. A rule is called as it was last. */
const RESULTS = `
  with of_name as materialized (
    select ${KEY}, name, source, max(started_at) as last,
      count(*) filter (where ending = 'met') as met, count(*) filter (where ending = 'missed') as missed, count(*) filter (where ending = 'withdrawn') as withdrawn,
      count(*) filter (where ${OPEN} and not is_paused and in_time_until >= $4) as running,
      count(*) filter (where ${OPEN} and is_paused and in_time_until is null) as paused,
      count(*) filter (where ${LATE}) as overdue,
      count(*) filter (where ${LATE} and in_time_until >= $2 and in_time_until < $3) as overdue_in_period,
      array_agg(extract(epoch from ended_at - started_at)::float8) filter (where ending in ('met', 'missed')) as taken
    from ${COUNTED('true')} group by ${KEY}, name, source
  ), stood as materialized (
    select ${KEY}, p.reason, count(*) as clocks, round(sum(extract(epoch from coalesce(p."to", $4) - p."from")), 2) as seconds
    from ${COUNTED('pauses is not null')} cross join lateral json_to_recordset(c.pauses) as p ("from" timestamptz, "to" timestamptz, reason text)
    group by ${KEY}, p.reason
  )
  select case_type as "caseType", rule, basis, (array_agg(name order by last desc))[1] as name, (array_agg(source order by last desc))[1] as source,
    sum(met) as met, sum(missed) as missed, sum(withdrawn) as withdrawn, sum(running) as running, sum(paused) as paused, sum(overdue) as overdue, sum(overdue_in_period) as "overdueInPeriod",
    (select round(percentile_cont(0.5) within group (order by t)::numeric, 2) from of_name n cross join unnest(n.taken) t where (n.case_type, n.rule, n.basis) = (o.case_type, o.rule, o.basis)) as "medianSeconds",
    (select json_agg(json_build_object('reason', s.reason, 'clocks', s.clocks, 'seconds', s.seconds) order by s.seconds desc, s.reason)
     from stood s where (s.case_type, s.rule, s.basis) = (o.case_type, o.rule, o.basis)) as pauses
  from of_name o group by ${KEY}`

const BASES = ['law', 'code', 'landlord']

/** What became of the clocks of a period, by case type and rule, law first; `now` is the landlord's. */
export async function readClockResults(tx: LandlordTransaction, { period, caseType, now, names }: { period: Period; caseType?: string; now: string; names: TypeNames }): Promise<ClockResult[]> {
  const rows = await tx.rows<Row>(RESULTS, [tx.landlordId, period.begins, period.ends, now, caseType ?? null])
  return rows
    .map((row) => clockResult(row, names))
    .toSorted((one, other) => one.caseType.name.localeCompare(other.caseType.name) || BASES.indexOf(one.basis) - BASES.indexOf(other.basis) || one.name.localeCompare(other.name))
}

function clockResult({ caseType, pauses, ...row }: Row, names: TypeNames): ClockResult {
  const stood = (pauses ?? []).map(({ reason, clocks, seconds }) => ({ reason, name: names.reasonName(caseType, reason), clocks, seconds }))
  const decided = row.met + row.missed + row.overdueInPeriod
  return {
    caseType: { id: caseType, name: names.nameOf(caseType) },
    ...row,
    onTime: decided === 0 ? null : Math.round((row.met / decided) * 10_000) / 10_000,
    pausedSeconds: Math.round(stood.reduce((sum, { seconds }) => sum + seconds, 0) * 100) / 100,
    pauses: stood,
  }
}
