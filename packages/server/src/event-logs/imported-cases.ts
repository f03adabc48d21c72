import { createHash } from 'node:crypto'
import { insertRows } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { EventLog } from './event-log.ts'
import type { LogCase } from './log-cases.ts'

/** The log as it was imported before under this name. */
export interface EarlierImport {
  case_type: string
  case_type_version: number
}

/** A case of a log that became one of ours. */
export interface ImportedCase {
  sourceCase: string
  caseId: string
  rowsDigest: string
}

export async function findEarlierImport(tx: LandlordTransaction, logName: string): Promise<EarlierImport | undefined> {
  return tx.findRow<EarlierImport>('select case_type, case_type_version from casement.event_log where landlord_id = $1 and name = $2', [tx.landlordId, logName])
}

/** The cases of the log that are here already, by their id in the log, with the digest of what it said of them. */
export async function readImportedCases(tx: LandlordTransaction, logName: string): Promise<Map<string, string>> {
  const rows = await tx.rows<{ source_case: string; rows_digest: string }>('select source_case, rows_digest from casement.event_log_case where landlord_id = $1 and log_name = $2', [tx.landlordId, logName])
  return new Map(rows.map(({ source_case, rows_digest }) => [source_case, rows_digest]))
}

/** Notes that an import of the log begins; an earlier one under its name is continued. */
export async function noteBeginning(tx: LandlordTransaction, log: EventLog, { caseType, at }: { caseType: { id: string; version: number }; at: string }): Promise<void> {
  await tx.change(
    `insert into casement.event_log (landlord_id, name, file_name, digest, case_type, case_type_version, began_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (landlord_id, name) do update set file_name = excluded.file_name, digest = excluded.digest, case_type = excluded.case_type,
       case_type_version = excluded.case_type_version, began_at = excluded.began_at, ended_at = null`,
    [tx.landlordId, log.name, log.fileName, log.digest, caseType.id, caseType.version, at],
  )
}

export async function noteEnd(tx: LandlordTransaction, logName: string, at: string): Promise<void> {
  await tx.change('update casement.event_log set ended_at = $3 where landlord_id = $1 and name = $2', [tx.landlordId, logName, at])
}

/** Keeps which cases came of which, with the cases themselves. Fails with 23505 when another import did so just now. */
export async function keepImportedCases(tx: LandlordTransaction, logName: string, cases: ImportedCase[]): Promise<void> {
  await insertRows(tx, {
    into: { table: 'casement.event_log_case', columns: ['log_name', 'source_case', 'case_id', 'rows_digest'] },
    rows: cases.map(({ sourceCase, caseId, rowsDigest }) => [logName, sourceCase, caseId, rowsDigest]),
  })
}

/** What the log says of a case, wherever its lines are in the file. */
export function digestRows({ openedAt, endedAt, subject, fields, events }: LogCase): string {
  const said = [openedAt, endedAt ?? null, subject ?? null, fields, events.map(({ activity, at, resource, group }) => [activity, at, resource ?? null, group ?? null])]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}
