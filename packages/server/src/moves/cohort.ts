import type { LandlordTransaction } from '../database/landlord-transaction.ts'

/** Which live cases are meant; all of them where nothing is said. */
export interface Cohort {
  refs?: string[]
  /** Owned by this team, or by somebody in it. */
  team?: string
  /** RFC 3339. */
  openedBefore?: string
  /** At most so many, those opened first. */
  first?: number
}

export interface CohortOf {
  caseType: string
  version: number
  cohort: Cohort
}

/** Cases that are neither closed nor cancelled, of one version of a case type; the values are $2 to $6, $1 is the landlord. */
export const IN_COHORT = `c.landlord_id = $1 and c.case_type = $2 and c.case_type_version = $3 and c.ended_at is null
  and ($4::text[] is null or c.ref = any($4)) and ($6::timestamptz is null or c.opened_at < $6)
  and ($5::text is null or (c.owner_kind = 'team' and c.owner_id = $5) or (c.owner_kind = 'person' and exists (
    select from casement.team_member m where m.landlord_id = c.landlord_id and m.team_id = $5 and m.staff_id::text = c.owner_id)))`

export function cohortValues(tx: LandlordTransaction, { caseType, version, cohort: { refs, team, openedBefore } }: CohortOf): unknown[] {
  return [tx.landlordId, caseType, version, refs ?? null, team ?? null, openedBefore ?? null]
}
