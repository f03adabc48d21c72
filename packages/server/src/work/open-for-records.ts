import type { Actor } from '@casement/engine'
import type { Casework } from '../cases/casework.ts'
import type { OpenForRecordErrand } from '../cases/errands-of-events.ts'
import { type HistoryResult, runCommandsWithin } from '../cases/run-commands.ts'
import { writeErrands } from '../cases/write-errands.ts'
import { realNow } from '../clock/now.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { notOpened } from '../records/record-openings.ts'
import { whyNotOpened } from './open-asked-cases.ts'
import type { OutboxItem } from './outbox.ts'

/** What a record says is done by nobody. */
const RECORDS: Actor = { kind: 'system', id: 'records' }

/** Opens the cases that what happened to records asks for, each once: the row of the opening is answered in the transaction that takes the errand away. */
export async function openForRecords(tx: LandlordTransaction, items: OutboxItem<'open-for-record'>[], casework: Casework): Promise<void> {
  for (const { payload } of items) {
    const { opening, reason } = payload
    const key = [tx.landlordId, opening.caseType, opening.kind, opening.record, opening.number]
    const waits = await tx.findRow(`select from casement.record_opening where ${KEY} and case_id is null and refused is null for update`, key)
    if (waits === undefined) continue
    const { caseId, why } = await openForRecord(tx, casework, payload)
    await tx.change(`update casement.record_opening set case_id = $6, refused = $7 where ${KEY}`, [...key, caseId ?? null, why ?? null])
    if (why !== undefined) await writeErrands(tx, [notOpened(opening, { reason, why, at: realNow() })])
  }
}

const KEY = 'landlord_id = $1 and case_type = $2 and record_kind = $3 and record_id = $4 and number = $5'

async function openForRecord(tx: LandlordTransaction, casework: Casework, asked: OpenForRecordErrand): Promise<{ caseId?: string; why?: string }> {
  const there = asked.unlessOpen && (await findOpenCase(tx, asked))
  if (there) return { caseId: there }
  const { opening: { caseType }, subject, fields, reason } = asked
  const open = async (preview: boolean): Promise<HistoryResult | undefined> => {
    const [result] = await runCommandsWithin(tx, { casework, request: { landlordId: tx.landlordId, histories: [{ newCase: { caseType, subject, fields, reason, actor: RECORDS }, steps: [] }], preview } })
    return result
  }
  // Tried first: what is refused must take no number.
  const tried = await open(true)
  const opened = tried?.kind === 'done' ? await open(false) : tried
  if (opened?.kind === 'done') return { caseId: opened.id }
  return { why: whyNotOpened(opened, caseType) }
}

async function findOpenCase(tx: LandlordTransaction, { opening, subject }: OpenForRecordErrand): Promise<string | undefined> {
  if (subject === undefined) return undefined
  const found = await tx.findRow<{ id: string }>(
    'select id from casement.case_record where landlord_id = $1 and subject_kind = $2 and subject_id = $3 and case_type = $4 and ended_at is null order by opened_at limit 1', [tx.landlordId, subject.kind, subject.id, opening.caseType])
  return found?.id
}
