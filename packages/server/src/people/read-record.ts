import type { RecordView } from '../contract/contract.ts'
import { isUuid, type LandlordTransaction } from '../database/landlord-transaction.ts'

type Facts = Omit<RecordView, 'openCases'>
type Link = RecordView['links'][number]

const readers: Record<RecordView['kind'], (tx: LandlordTransaction, id: string) => Promise<Facts | undefined>> = { person: findPerson, home: findHome, tenancy: findTenancy }

/** What is known of a person, home or tenancy; undefined when this landlord has none by that id. */
export async function findRecord(tx: LandlordTransaction, { kind, id }: { kind: RecordView['kind']; id: string }): Promise<Facts | undefined> {
  return isUuid(id) ? readers[kind](tx, id) : undefined
}

async function findPerson(tx: LandlordTransaction, id: string): Promise<Facts | undefined> {
  const person = await tx.findRow<{ name: string; born_on: string | null; email: string | null; phone: string | null; reference: string | null }>(
    'select name, born_on, email, phone, reference from casement.person where landlord_id = $1 and id = $2', [tx.landlordId, id])
  if (!person) return undefined
  const links = await tx.rows<Link>(
    `select 'tenancy' as kind, t.id::text as id, concat_ws(', ', t.reference, h.address) as label, case when t.ended_on is null then 'holds the tenancy' else 'held the tenancy' end as relation
     from casement.tenancy_person p
     join casement.tenancy t on t.landlord_id = p.landlord_id and t.id = p.tenancy_id
     join casement.home h on h.landlord_id = t.landlord_id and h.id = t.home_id
     where p.landlord_id = $1 and p.person_id = $2 order by t.ended_on nulls first, t.started_on desc`, [tx.landlordId, id])
  return { kind: 'person', id, label: person.name, facts: facts({ 'Date of birth': person.born_on, 'E-mail': person.email, Telephone: person.phone, Reference: person.reference }), links }
}

async function findHome(tx: LandlordTransaction, id: string): Promise<Facts | undefined> {
  const home = await tx.findRow<{ address: string; postcode: string | null; reference: string | null; kind: string | null; bedrooms: number | null; block: string | null; patch: string | null; officer: string | null }>(
    `select h.address, h.postcode, h.reference, h.kind, h.bedrooms, b.name as block, p.name as patch, s.name as officer
     from casement.home h
     left join casement.block b on b.landlord_id = h.landlord_id and b.id = h.block_id
     left join casement.patch p on p.landlord_id = h.landlord_id and p.id = coalesce(h.patch_id, b.patch_id)
     left join casement.staff s on s.landlord_id = p.landlord_id and s.id = p.officer_id
     where h.landlord_id = $1 and h.id = $2`, [tx.landlordId, id])
  if (!home) return undefined
  const links = await tx.rows<Link>(
    `select 'tenancy' as kind, t.id::text as id, concat_ws(', ', t.reference, to_char(t.started_on, 'YYYY-MM-DD')) as label, case when t.ended_on is null then 'tenancy now' else 'earlier tenancy' end as relation
     from casement.tenancy t where t.landlord_id = $1 and t.home_id = $2 order by t.ended_on nulls first, t.started_on desc`, [tx.landlordId, id])
  const known = { Postcode: home.postcode, Reference: home.reference, Kind: home.kind, Bedrooms: home.bedrooms, Block: home.block, Patch: home.patch, 'Patch officer': home.officer }
  return { kind: 'home', id, label: home.address, facts: facts(known), links }
}

async function findTenancy(tx: LandlordTransaction, id: string): Promise<Facts | undefined> {
  const tenancy = await tx.findRow<{ reference: string | null; kind: string | null; started_on: string; ended_on: string | null; weekly_rent: number | null; arrears: number | null; home_id: string; address: string }>(
    `select t.reference, t.kind, t.started_on, t.ended_on, t.weekly_rent, t.arrears, t.home_id, h.address
     from casement.tenancy t join casement.home h on h.landlord_id = t.landlord_id and h.id = t.home_id where t.landlord_id = $1 and t.id = $2`, [tx.landlordId, id])
  if (!tenancy) return undefined
  const people = await tx.rows<Link>(
    `select 'person' as kind, p.id::text as id, p.name as label, 'holds the tenancy' as relation
     from casement.tenancy_person tp join casement.person p on p.landlord_id = tp.landlord_id and p.id = tp.person_id
     where tp.landlord_id = $1 and tp.tenancy_id = $2 order by tp.position`, [tx.landlordId, id])
  const known = { Reference: tenancy.reference, Kind: tenancy.kind, Started: tenancy.started_on, Ended: tenancy.ended_on, 'Weekly rent': pounds(tenancy.weekly_rent), Arrears: arrearsInWords(tenancy.arrears) }
  const label = people.length > 0 ? `${people.map((person) => person.label).join(' and ')}, ${tenancy.address}` : tenancy.address
  return { kind: 'tenancy', id, label, facts: facts(known), links: [...people, { kind: 'home', id: tenancy.home_id, label: tenancy.address, relation: 'home' }] }
}

function facts(known: Record<string, string | number | null>): RecordView['facts'] {
  return Object.entries(known).flatMap(([name, value]) => (value === null ? [] : [{ name, value: String(value) }]))
}

/** Less than nothing owed is money that the tenant has with us. */
function arrearsInWords(amount: number | null): string | null {
  return amount !== null && amount < 0 ? `${pounds(-amount)} in credit` : pounds(amount)
}

function pounds(amount: number | null): string | null {
  return amount === null ? null : `${amount < 0 ? '−' : ''}£${Math.abs(amount).toFixed(2)}`
}
