import { type CaseType, type OpeningRule, type RecordChange, askOpening, dayAt, openingFields, openingSubject } from '@casement/engine'
import type { Casework } from '../cases/casework.ts'
import type { Errand, OpenForRecordErrand } from '../cases/errands-of-events.ts'
import { readLandlord } from '../cases/ground.ts'
import { writeErrands } from '../cases/write-errands.ts'
import { landlordNow } from '../clock/now.ts'
import { insertRows } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { lockLandlord } from '../landlords/lock-landlord.ts'
import { type KeptRecord, type RecordName, readRecords } from './read-records.ts'
import { subjectKey } from './read-subjects.ts'

/** The case types of which a new case can be opened by what happens to a record, and the day on which it happens. */
export interface Listening {
  types: CaseType[]
  now: string
  today: string
}

/** Read under a lock, so that what is saved beside each other for a landlord is heard one after the other, and each change once. */
export async function readListening(tx: LandlordTransaction, casework: Casework): Promise<Listening> {
  await lockLandlord(tx)
  const landlord = await readLandlord(tx)
  const library = await casework.libraries.get(tx, landlord.library_version)
  const now = landlordNow(landlord)
  const today = dayAt(now, landlord.zone)
  const types: CaseType[] = []
  for (const head of library.offeredOn(today)) types.push(await library.getCaseType(tx, head))
  return { types: types.filter(({ opensOn }) => opensOn.length > 0), now, today }
}

/** What happened to a record that opens a case of a type, or could not be worked out. */
export interface HeardOpening {
  caseType: string
  record: RecordName
  name: string
}

interface Heard extends HeardOpening {
  type: CaseType
  rule: OpeningRule
  /** The rule, and which record: why the case is there. */
  reason: string
  change: RecordChange
  failed?: string
}

/** Saves records, and asks the background work for each case that what happened to them opens. */
export async function saveAndOpen(tx: LandlordTransaction, { types, now, today }: Listening, { records, save }: { records: RecordName[]; save: () => Promise<void> }): Promise<HeardOpening[]> {
  const kinds = new Set(types.flatMap(({ opensOn }) => opensOn.map(({ record }) => record)))
  const listened = records.filter(({ kind }) => kinds.has(kind))
  const before = await readRecords(tx, listened)
  await save()
  const after = await readRecords(tx, listened)
  const heard = listened.flatMap((record) => {
    const [was, is] = [before.get(subjectKey(record)), after.get(subjectKey(record))]
    return is ? types.flatMap((type) => hear(type, record, { is, change: { before: was?.values, after: is.values, today } }) ?? []) : []
  })
  await keepOpenings(tx, heard, now)
  return heard.filter(({ failed }) => failed === undefined).map(({ caseType, record, name }) => ({ caseType, record, name }))
}

/** The first of the type's rules: what happened once opens one case of a type. */
function hear(type: CaseType, record: RecordName, { is, change }: { is: KeptRecord; change: RecordChange }): Heard | undefined {
  for (const rule of type.opensOn) {
    const { opens, failed } = rule.record === record.kind ? askOpening(rule, change) : { opens: false }
    if (opens || failed !== undefined) return { caseType: type.id, record, name: rule.name, type, rule, reason: `${rule.name}: ${record.kind} ${calledOf(record, is)}`, change, failed }
  }
  return undefined
}

/** No name of a person: managers are told it, and a notice may be read over a shoulder. */
function calledOf({ kind, id }: RecordName, { label, values }: KeptRecord): string {
  if (typeof values['reference'] === 'string') return values['reference']
  return kind === 'home' || kind === 'block' ? label : id
}

const OPENINGS = { table: 'casement.record_opening', columns: ['case_type', 'record_kind', 'record_id', 'number', 'name', 'noticed_at', 'refused'] }

async function keepOpenings(tx: LandlordTransaction, heard: Heard[], now: string): Promise<void> {
  if (heard.length === 0) return
  const numbers = await readNumbers(tx, heard)
  const numbered = heard.map((one) => ({ ...one, opening: { caseType: one.caseType, kind: one.record.kind, record: one.record.id, number: (numbers.get(keyOf(one)) ?? 0) + 1 } }))
  await insertRows(tx, { into: OPENINGS, rows: numbered.map(({ opening, name, failed }) => [opening.caseType, opening.kind, opening.record, opening.number, name, now, failed ?? null]) })
  await writeErrands(tx, numbered.map(({ opening, type, rule, reason, change, record, failed }): Errand => {
    if (failed !== undefined) return notOpened(opening, { reason, why: `What is written of it cannot be worked out: ${failed}.`, at: now })
    const subject = openingSubject(type.definition, rule, { id: record.id, values: change.after })
    return { key: errandKey(opening), kind: 'open-for-record', payload: { opening, reason, subject, fields: openingFields(rule, change), unlessOpen: rule.unlessOpen } }
  }))
}

type Opening = OpenForRecordErrand['opening']

/** Those who manage are told what was to be opened, why, and why it was not: nobody else knows that a case is missing. */
export function notOpened(opening: Opening, { reason, why, at }: { reason: string; why: string; at: string }): Errand {
  const payload = { to: { kind: 'role' as const, id: 'manager' }, what: 'not-opened' as const, ref: '', about: `${reason}. A case of type ${opening.caseType} was to be opened and was not. ${why}`, at }
  return { key: `${errandKey(opening)}/not-opened`, kind: 'notify', payload }
}

function errandKey({ caseType, kind, record, number }: Opening): string {
  return `record/${kind}/${record}/${caseType}/${number}`
}

async function readNumbers(tx: LandlordTransaction, heard: Heard[]): Promise<Map<string, number>> {
  const rows = await tx.rows<{ case_type: string; record_kind: string; record_id: string; number: number }>(
    `select case_type, record_kind, record_id, max(number) as number from casement.record_opening
     where landlord_id = $1 and (case_type, record_kind, record_id) in (select * from unnest($2::text[], $3::text[], $4::text[])) group by 1, 2, 3`,
    [tx.landlordId, heard.map(({ caseType }) => caseType), heard.map(({ record }) => record.kind), heard.map(({ record }) => record.id)])
  return new Map(rows.map((row) => [`${row.case_type} ${row.record_kind} ${row.record_id}`, row.number]))
}

function keyOf({ caseType, record }: HeardOpening): string {
  return `${caseType} ${record.kind} ${record.id}`
}
