import type { Subject } from '@casement/engine'
import { type LandlordTransaction, isUuid } from '../database/landlord-transaction.ts'

/** A case and what it is about. */
export interface AskedCase {
  id: string
  subject?: Subject
}

/** Who has another open case of the same resident, by case; of several cases the one opened last decides. */
export async function readContinuity(tx: LandlordTransaction, cases: AskedCase[]): Promise<Map<string, string>> {
  const asked = cases.flatMap(({ id, subject }) => (subject && isUuid(subject.id) ? [{ id, subject }] : []))
  if (asked.length === 0) return new Map()
  const rows = await tx.rows<{ case_id: string; owner_id: string }>(
    `with asked as (
       select * from unnest($2::uuid[], $3::text[], $4::uuid[]) as a (case_id, kind, id)
     ), tenancy as (
       select case_id, id from asked where kind = 'tenancy'
       union select a.case_id, t.id from asked a join casement.tenancy t on t.landlord_id = $1 and t.home_id = a.id and t.ended_on is null where a.kind = 'home'
       union select a.case_id, t.id from asked a join casement.household o on o.landlord_id = $1 and o.id = a.id
         join casement.tenancy t on t.landlord_id = $1 and t.home_id = o.home_id and t.ended_on is null where a.kind = 'household'
     ), resident as (
       select case_id, id as person_id from asked where kind = 'person'
       union select y.case_id, b.person_id from tenancy y join casement.tenancy_person b on b.landlord_id = $1 and b.tenancy_id = y.id
     ), record (case_id, kind, id) as (
       select case_id, kind, id::text from asked
       union select case_id, 'person', person_id::text from resident
       union select r.case_id, 'tenancy', b.tenancy_id::text from resident r join casement.tenancy_person b on b.landlord_id = $1 and b.person_id = r.person_id
       union select r.case_id, 'home', t.home_id::text from resident r join casement.tenancy_person b on b.landlord_id = $1 and b.person_id = r.person_id
         join casement.tenancy t on t.landlord_id = $1 and t.id = b.tenancy_id and t.ended_on is null
     )
     select distinct on (r.case_id) r.case_id, c.owner_id
     from record r join casement.case_record c on c.landlord_id = $1 and c.subject_kind = r.kind and c.subject_id = r.id and c.ended_at is null and c.owner_kind = 'person' and c.id <> r.case_id
     order by r.case_id, c.opened_at desc, c.id desc`,
    [tx.landlordId, asked.map(({ id }) => id), asked.map(({ subject }) => subject.kind), asked.map(({ subject }) => subject.id)],
  )
  return new Map(rows.map(({ case_id, owner_id }) => [case_id, owner_id]))
}
