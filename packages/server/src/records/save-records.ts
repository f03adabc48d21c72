import { realNow } from '../clock/now.ts'
import { insertRows, orReplace } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { learnWords, searchWords } from './search-words.ts'

export interface Patch {
  id: string
  name: string
  /** Staff id of the officer who looks after it. */
  officer?: string
}

export interface Person {
  id: string
  name: string
  bornOn?: string
  email?: string
  phone?: string
  reference?: string
}

export interface Block {
  id: string
  name: string
  reference?: string
  patch?: string
}

export interface Home {
  id: string
  address: string
  postcode?: string
  reference?: string
  kind?: string
  bedrooms?: number
  block?: string
  patch?: string
}

export interface Household {
  id: string
  name: string
  home?: string
}

export interface Tenancy {
  id: string
  reference?: string
  home: string
  kind?: string
  startedOn: string
  endedOn?: string
  weeklyRent?: number
  arrears?: number
  /** Who holds it, the first in letters first. */
  tenants: string[]
}

export async function savePatches(tx: LandlordTransaction, patches: Patch[]): Promise<void> {
  await save(tx, { table: 'casement.patch', columns: ['id', 'name', 'officer_id'], rows: patches.map(({ id, name, officer }) => [id, name, officer ?? null]) })
}

/** Adds people or changes what is known of them; search finds them by name, reference, email and telephone. */
export async function savePeople(tx: LandlordTransaction, people: Person[]): Promise<void> {
  const at = realNow()
  await save(tx, {
    table: 'casement.person', columns: ['id', 'name', 'born_on', 'email', 'phone', 'reference', 'created_at'],
    rows: people.map((one) => [one.id, one.name, one.bornOn ?? null, one.email ?? null, one.phone ?? null, one.reference ?? null, at]),
  })
  await saveEntries(tx, people.map((one) => ({ kind: 'person', id: one.id, label: one.name, words: [one.reference, one.email, one.phone, one.phone?.replaceAll(' ', '')] })))
}

export async function saveBlocks(tx: LandlordTransaction, blocks: Block[]): Promise<void> {
  await save(tx, { table: 'casement.block', columns: ['id', 'name', 'reference', 'patch_id'], rows: blocks.map((one) => [one.id, one.name, one.reference ?? null, one.patch ?? null]) })
}

/** Adds homes or changes what is known of them; search finds them by address, postcode and reference. */
export async function saveHomes(tx: LandlordTransaction, homes: Home[]): Promise<void> {
  const at = realNow()
  await save(tx, {
    table: 'casement.home', columns: ['id', 'address', 'postcode', 'reference', 'kind', 'bedrooms', 'block_id', 'patch_id', 'created_at'],
    rows: homes.map((one) => [one.id, one.address, one.postcode ?? null, one.reference ?? null, one.kind ?? null, one.bedrooms ?? null, one.block ?? null, one.patch ?? null, at]),
  })
  await saveEntries(tx, homes.map((one) => ({ kind: 'home', id: one.id, label: one.address, detail: one.postcode, words: [one.postcode?.replaceAll(' ', ''), one.reference] })))
}

export async function saveHouseholds(tx: LandlordTransaction, households: Household[]): Promise<void> {
  await save(tx, { table: 'casement.household', columns: ['id', 'name', 'home_id'], rows: households.map((one) => [one.id, one.name, one.home ?? null]) })
}

/** Adds tenancies or changes what is known of them; their homes and tenants must be there. */
export async function saveTenancies(tx: LandlordTransaction, tenancies: Tenancy[]): Promise<void> {
  const at = realNow()
  await save(tx, {
    table: 'casement.tenancy', columns: ['id', 'reference', 'home_id', 'kind', 'started_on', 'ended_on', 'weekly_rent', 'arrears', 'created_at'],
    rows: tenancies.map((one) => [one.id, one.reference ?? null, one.home, one.kind ?? null, one.startedOn, one.endedOn ?? null, one.weeklyRent ?? null, one.arrears ?? null, at]),
  })
  await insertRows(tx, {
    into: { table: 'casement.tenancy_person', columns: ['tenancy_id', 'person_id', 'position'] },
    rows: tenancies.flatMap(({ id, tenants }) => tenants.map((person, index) => [id, person, index + 1])),
    whenThere: orReplace('landlord_id, tenancy_id, person_id', ['position']),
  })
  await saveTenancyEntries(tx, tenancies)
}

/** A tenancy is called by its tenants and its home, as they are now. */
async function saveTenancyEntries(tx: LandlordTransaction, tenancies: Tenancy[]): Promise<void> {
  const homes = await namesOf(tx, 'select id, address as name from casement.home where landlord_id = $1 and id = any($2)', tenancies.map(({ home }) => home))
  const people = await namesOf(tx, 'select id, name from casement.person where landlord_id = $1 and id = any($2)', tenancies.flatMap(({ tenants }) => tenants))
  await saveEntries(tx, tenancies.map(({ id, reference, home, tenants }) => {
    const names = tenants.map((person) => people.get(person) ?? '').join(' and ')
    const address = homes.get(home) ?? ''
    return { kind: 'tenancy', id, label: names === '' ? address : `${names}, ${address}`, detail: reference, words: [reference] }
  }))
}

async function namesOf(tx: LandlordTransaction, statement: string, ids: string[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; name: string }>(statement, [tx.landlordId, ids])
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Inserts or replaces by id; when a record was first made stays. */
async function save(tx: LandlordTransaction, { table, columns, rows }: { table: string; columns: string[]; rows: unknown[][] }): Promise<void> {
  const changing = columns.filter((column) => column !== 'id' && column !== 'created_at')
  await insertRows(tx, { into: { table, columns }, rows, whenThere: orReplace('landlord_id, id', changing) })
}

interface Entry {
  kind: string
  id: string
  label: string
  detail?: string
  words: (string | undefined)[]
}

async function saveEntries(tx: LandlordTransaction, entries: Entry[]): Promise<void> {
  await insertRows(tx, {
    into: { table: 'casement.search_entry', columns: ['kind', 'id', 'label', 'detail', 'words'] },
    rows: entries.map(({ kind, id, label, detail, words }) => [kind, id, label, detail ?? null, searchWords([label, detail, ...words])]),
    whenThere: orReplace('landlord_id, kind, id', ['label', 'detail', 'words']),
  })
  await learnWords(tx, entries.map(({ label }) => label))
}
