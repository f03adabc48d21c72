import { caseSummary, namedInList, readCaseList } from '../cases/read-case-list.ts'
import type { Ageing } from '../contract/contract.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { NameBook } from '../people/name-book.ts'
import type { TypeNames } from './type-names.ts'

/** The first day of each band: of today, after a week, four, three months, half a year, a year. */
const BANDS = [0, 7, 28, 91, 182, 365]
const MOST_OLDEST = 20

const OPEN_CASES = `
  with open as materialized (
    select id, case_type, opened_at, $2::date - (opened_at at time zone $3)::date as age
    from casement.case_record where landlord_id = $1 and ended_at is null and ($4::text is null or case_type = $4)
  )
  select
    (select json_agg(json_build_object('caseType', case_type, 'band', band, 'n', n))
       from (select case_type, width_bucket(age, $5::int[]) as band, count(*) as n from open group by 1, 2) b) as counts,
    (select array_agg(id) from (select id from open order by opened_at, id limit ${MOST_OLDEST}) o) as oldest`

type Row = { counts: { caseType: string; band: number; n: number }[] | null; oldest: string[] | null }

export interface AgeingAsked {
  /** The landlord's day from which ages are counted. */
  today: string
  zone: string
  caseType?: string
  names: TypeNames
  people: NameBook
}

/** Open cases by age, and the oldest of them, the oldest first. */
export async function readAgeing(tx: LandlordTransaction, { today, zone, caseType, names, people }: AgeingAsked): Promise<Ageing> {
  const row = await tx.findRow<Row>(OPEN_CASES, [tx.landlordId, today, zone, caseType ?? null, BANDS.slice(1)])
  const ids = row?.oldest ?? []
  const oldest = await readCaseList(tx, { filter: { ids }, limit: MOST_OLDEST })
  const nameOf = await people.learn(tx, namedInList(oldest))
  return {
    bands: BANDS.map((fromDays, index) => ({ fromDays, toDays: index + 1 < BANDS.length ? BANDS[index + 1]! - 1 : null })),
    caseTypes: countsByType(row?.counts ?? [], names),
    oldest: oldest.toReversed().map((one) => caseSummary(one, nameOf)),
  }
}

function countsByType(found: NonNullable<Row['counts']>, names: TypeNames): Ageing['caseTypes'] {
  const byType = Map.groupBy(found, ({ caseType }) => caseType)
  return names.types.filter(({ id }) => byType.has(id)).map((type) => {
    const counts = BANDS.map((_, band) => byType.get(type.id)?.find((one) => one.band === band)?.n ?? 0)
    return { ...type, open: counts.reduce((sum, n) => sum + n, 0), counts }
  })
}
