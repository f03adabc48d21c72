import { isDeepStrictEqual } from 'node:util'
import type { Calendar, CaseTypeDefinition } from '@casement/engine'
import { recordAudit } from '../audit/record-audit.ts'
import { insertRows } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { learnWords } from '../records/search-words.ts'

/** From the beginning: a case type that names no day may be used for cases of any day, also imported ones. */
const ALWAYS = '1900-01-01'

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
    into: { table: 'casement.case_type', columns: ['id', 'version', 'name', 'status', 'effective_from', 'definition'] },
    rows: definitions.map((type) => [type.id, type.version, type.name, 'published', type.effectiveFrom ?? ALWAYS, JSON.stringify(type)]),
    whenThere: 'on conflict do nothing',
  })
  await learnWords(tx, definitions.map(({ name }) => name))
  await tellOtherProcesses(tx)
}

/** Publishes a version unless it is there, with the same content or another. One at a time for a landlord, so that the answer is true. */
export async function publishOnce(tx: LandlordTransaction, definition: CaseTypeDefinition): Promise<'published' | 'there' | 'differs'> {
  await tx.change('select from casement.landlord where id = $1 for no key update', [tx.landlordId])
  const { id, version } = definition
  const there = await tx.findRow<{ definition: unknown }>('select definition from casement.case_type where landlord_id = $1 and id = $2 and version = $3', [tx.landlordId, id, version])
  if (there !== undefined) return isDeepStrictEqual(there.definition, JSON.parse(JSON.stringify(definition))) ? 'there' : 'differs'
  await publishCaseTypes(tx, [definition])
  await recordAudit(tx, [{ actor: { kind: 'import', id: `${id} version ${version}` }, action: 'publish-case-type', details: { caseType: id, version } }])
  return 'published'
}

/** Every process compares this number with the one of its compiled library. */
async function tellOtherProcesses(tx: LandlordTransaction): Promise<void> {
  await tx.change('update casement.landlord set library_version = library_version + 1 where id = $1', [tx.landlordId])
}
