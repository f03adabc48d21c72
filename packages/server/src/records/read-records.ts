import { isRecordKind } from '@casement/engine'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { readSubjects, subjectKey } from './read-subjects.ts'

/** Any record, of a kind that Casement keeps or of one that another system sends. */
export interface RecordName {
  kind: string
  id: string
}

export interface KeptRecord {
  label: string
  values: Record<string, unknown>
}

/** What is kept of records, by `kind id`. One that does not exist is not in it. */
export async function readRecords(tx: LandlordTransaction, records: RecordName[]): Promise<Map<string, KeptRecord>> {
  const own = records.flatMap(({ kind, id }) => (isRecordKind(kind) ? [{ kind, id }] : []))
  const sent = records.filter(({ kind }) => !isRecordKind(kind))
  const found = new Map<string, KeptRecord>(own.length === 0 ? [] : await readSubjects(tx, own))
  if (sent.length === 0) return found
  const rows = await tx.rows<RecordName & { content: Record<string, unknown> }>(
    'select kind, id, content from casement.sent_record where landlord_id = $1 and (kind, id) in (select * from unnest($2::text[], $3::text[]))', [tx.landlordId, sent.map(({ kind }) => kind), sent.map(({ id }) => id)])
  for (const { kind, id, content } of rows) found.set(subjectKey({ kind, id }), { label: `${kind} ${id}`, values: content })
  return found
}
