import { isDeepStrictEqual } from 'node:util'
import type { Actor, Calendar, CaseTypeDefinition } from '@casement/engine'
import { recordAudit } from '../audit/record-audit.ts'
import { insertRows } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { CaseTypeRow } from '../database/rows.ts'
import { lockLandlord } from '../landlords/lock-landlord.ts'
import { learnWords } from '../records/search-words.ts'

/** From the beginning: a case type that names no day may be used for cases of any day, also imported ones. */
const ALWAYS = '1900-01-01'

const CASE_TYPES = { table: 'casement.case_type', columns: ['id', 'version', 'name', 'status', 'effective_from', 'definition'] }

/** Adds versions of calendars; one that is there stays as it is, because clocks run on it. */
export async function saveCalendars(tx: LandlordTransaction, calendars: Calendar[]): Promise<void> {
  await insertRows(tx, {
    into: { table: 'casement.calendar', columns: ['id', 'version', 'definition'] },
    rows: calendars.map((calendar) => [calendar.id, calendar.version, JSON.stringify(calendar)]),
    whenThere: 'on conflict do nothing',
  })
  await tellOtherProcesses(tx)
}

/** Publishes versions of case types; one that is there stays as it is, because cases run on it. */
export async function publishCaseTypes(tx: LandlordTransaction, definitions: CaseTypeDefinition[]): Promise<void> {
  await insertRows(tx, {
    into: CASE_TYPES,
    rows: definitions.map((type) => rowOf(type, 'published')),
    whenThere: 'on conflict do nothing',
  })
  await learnWords(tx, definitions.map(({ name }) => name))
  await tellOtherProcesses(tx)
}

type Version = Pick<CaseTypeDefinition, 'id' | 'version'>
type By = Pick<Actor, 'kind' | 'id'>

/** Publishes a version unless it is there, with the same content or another; a draft of it is there no longer. One at a time for a landlord, so that the answer is true. */
export async function publishOnce(tx: LandlordTransaction, definition: CaseTypeDefinition, by: By = importOf(definition)): Promise<'published' | 'there' | 'differs'> {
  const there = await findLocked(tx, definition)
  if (there !== undefined && there.status !== 'draft') return isSameContent(there.definition, definition) ? 'there' : 'differs'
  if (there === undefined) await publishCaseTypes(tx, [definition])
  else await keepVersion(tx, definition, 'published')
  await note(tx, { by, action: 'publish-case-type', version: definition })
  return 'published'
}

/** Keeps a version as a draft in place of the one before; one that was published stays as it is. */
export async function saveDraft(tx: LandlordTransaction, definition: CaseTypeDefinition, by: By): Promise<'kept' | 'differs'> {
  const there = await findLocked(tx, definition)
  if (there !== undefined && there.status !== 'draft') return 'differs'
  if (there === undefined) {
    await insertRows(tx, { into: CASE_TYPES, rows: [rowOf(definition, 'draft')] })
    await tellOtherProcesses(tx)
  } else await keepVersion(tx, definition, 'draft')
  await note(tx, { by, action: 'save-draft', version: definition })
  return 'kept'
}

/** Lets no new case take a version; those that have it go on. Answers whether it is there. */
export async function withdrawVersion(tx: LandlordTransaction, version: Version, by: By): Promise<boolean> {
  const there = await findLocked(tx, version)
  if (there === undefined) return false
  if (there.status === 'withdrawn') return true
  await tx.change(`update casement.case_type set status = 'withdrawn' where landlord_id = $1 and id = $2 and version = $3`, [tx.landlordId, version.id, version.version])
  await tellOtherProcesses(tx)
  await note(tx, { by, action: 'withdraw-case-type', version })
  return true
}

async function findLocked(tx: LandlordTransaction, { id, version }: Version): Promise<Pick<CaseTypeRow, 'status' | 'definition'> | undefined> {
  await lockLandlord(tx)
  return tx.findRow<Pick<CaseTypeRow, 'status' | 'definition'>>('select status, definition from casement.case_type where landlord_id = $1 and id = $2 and version = $3', [tx.landlordId, id, version])
}

async function keepVersion(tx: LandlordTransaction, definition: CaseTypeDefinition, status: 'draft' | 'published'): Promise<void> {
  await tx.change('update casement.case_type set name = $4, status = $5, effective_from = $6, definition = $7 where landlord_id = $1 and id = $2 and version = $3', [tx.landlordId, ...rowOf(definition, status)])
  await learnWords(tx, [definition.name])
  await tellOtherProcesses(tx)
}

function rowOf(type: CaseTypeDefinition, status: CaseTypeRow['status']): unknown[] {
  return [type.id, type.version, type.name, status, type.effectiveFrom ?? ALWAYS, JSON.stringify(type)]
}

function importOf({ id, version }: Version): By {
  return { kind: 'import', id: `${id} version ${version}` }
}

function note(tx: LandlordTransaction, { by, action, version: { id, version } }: { by: By; action: string; version: Version }): Promise<void> {
  return recordAudit(tx, [{ actor: by, action, details: { caseType: id, version } }])
}

/** As the database keeps it: without what is undefined. */
export function isSameContent(one: unknown, other: unknown): boolean {
  const plain = (definition: unknown): unknown => JSON.parse(JSON.stringify(definition))
  return isDeepStrictEqual(plain(one), plain(other))
}

/** Every process compares this number with the one of its compiled library. */
export async function tellOtherProcesses(tx: LandlordTransaction): Promise<void> {
  await tx.change('update casement.landlord set library_version = library_version + 1 where id = $1', [tx.landlordId])
}
