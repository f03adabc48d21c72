import type { Subject } from '@casement/engine'
import { type LandlordTransaction, isUuid } from '../database/landlord-transaction.ts'

/** What a case takes over from the record that it is about, when it opens. */
export interface SubjectRecord {
  kind: string
  id: string
  label: string
  /** Staff id of the officer of the patch that its home lies in. */
  patch_officer: string | null
  /** By the field ids that case types fill with `from`, and what they may be opened by (`partsOfRecord`). */
  values: Record<string, unknown>
}

/** The records that cases are about, by `kind id`. One that does not exist is not in it. */
export async function readSubjects(tx: LandlordTransaction, subjects: Subject[]): Promise<Map<string, SubjectRecord>> {
  const found = new Map<string, SubjectRecord>()
  for (const [kind, statement] of Object.entries(STATEMENTS)) {
    const ids = subjects.filter((subject) => subject.kind === kind && (kind === 'case' || isUuid(subject.id))).map(({ id }) => id)
    if (ids.length === 0) continue
    const rows = await tx.rows<SubjectRecord>(statement, [tx.landlordId, ids])
    for (const row of rows) found.set(subjectKey({ kind, id: row.id }), { ...row, kind })
  }
  return found
}

/** A record as addresses name it: home:0198… */
export function subjectNamed(text: string): { kind: string; id: string } {
  const colon = text.indexOf(':')
  return { kind: text.slice(0, colon), id: text.slice(colon + 1) }
}

export function subjectKey({ kind, id }: { kind: string; id: string }): string {
  return `${kind} ${id}`
}

/** One for each kind of record; $1 is the landlord, $2 the ids. */
const STATEMENTS: Record<string, string> = {
  person: `select p.id, p.name as label, z.officer_id as patch_officer,
      jsonb_strip_nulls(jsonb_build_object('name', p.name, 'reference', p.reference, 'bornOn', p.born_on, 'email', p.email, 'phone', p.phone)) as values
    from casement.person p
    left join lateral (
      select t.landlord_id, t.home_id from casement.tenancy_person b
      join casement.tenancy t on t.landlord_id = b.landlord_id and t.id = b.tenancy_id
      where b.landlord_id = p.landlord_id and b.person_id = p.id and t.ended_on is null order by t.started_on desc limit 1
    ) t on true
    left join casement.home h on h.landlord_id = t.landlord_id and h.id = t.home_id
    left join casement.patch z on z.landlord_id = h.landlord_id and z.id = h.patch_id
    where p.landlord_id = $1 and p.id = any($2::uuid[])`,
  tenancy: `select t.id, coalesce(e.label, h.address) as label, z.officer_id as patch_officer,
      jsonb_strip_nulls(jsonb_build_object('reference', t.reference, 'kind', t.kind, 'home', t.home_id, 'arrears', t.arrears, 'weeklyRent', t.weekly_rent, 'startedOn', t.started_on, 'endedOn', t.ended_on)) as values
    from casement.tenancy t
    join casement.home h on h.landlord_id = t.landlord_id and h.id = t.home_id
    left join casement.patch z on z.landlord_id = h.landlord_id and z.id = h.patch_id
    left join casement.search_entry e on e.landlord_id = t.landlord_id and e.kind = 'tenancy' and e.id = t.id::text
    where t.landlord_id = $1 and t.id = any($2::uuid[])`,
  home: `select h.id, h.address as label, z.officer_id as patch_officer,
      jsonb_strip_nulls(jsonb_build_object('address', h.address, 'postcode', h.postcode, 'reference', h.reference, 'kind', h.kind, 'bedrooms', h.bedrooms, 'block', h.block_id)) as values
    from casement.home h
    left join casement.patch z on z.landlord_id = h.landlord_id and z.id = h.patch_id
    where h.landlord_id = $1 and h.id = any($2::uuid[])`,
  household: `select o.id, o.name as label, z.officer_id as patch_officer, jsonb_strip_nulls(jsonb_build_object('name', o.name, 'home', o.home_id)) as values
    from casement.household o
    left join casement.home h on h.landlord_id = o.landlord_id and h.id = o.home_id
    left join casement.patch z on z.landlord_id = h.landlord_id and z.id = h.patch_id
    where o.landlord_id = $1 and o.id = any($2::uuid[])`,
  block: `select b.id, b.name as label, z.officer_id as patch_officer, jsonb_strip_nulls(jsonb_build_object('name', b.name, 'reference', b.reference)) as values
    from casement.block b
    left join casement.patch z on z.landlord_id = b.landlord_id and z.id = b.patch_id
    where b.landlord_id = $1 and b.id = any($2::uuid[])`,
  case: `select c.ref as id, c.ref || ' ' || c.case_name as label, null as patch_officer, '{}'::jsonb as values
    from casement.case_record c
    where c.landlord_id = $1 and c.ref = any($2::text[])`,
}
