import type { Actor } from '@casement/engine'
import { v7 as newId } from 'uuid'
import { realNow } from '../clock/now.ts'
import { insertRows } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'

/** A deed that the landlord must be able to account for. Details hold no personal data. */
export interface AuditEntry {
  actor: Pick<Actor, 'kind' | 'id'>
  /** A command of the engine, or an import. */
  action: string
  caseId?: string
  details?: unknown
}

const AUDIT = { table: 'casement.audit', columns: ['id', 'at', 'actor_kind', 'actor_id', 'action', 'case_id', 'details'] }

/** Writes the audit in the transaction of the deed: without it the deed does not happen. */
export async function recordAudit(tx: LandlordTransaction, entries: AuditEntry[]): Promise<void> {
  const at = realNow()
  const rows = entries.map(({ actor, action, caseId, details }) => [newId(), at, actor.kind, actor.id, action, caseId ?? null, details === undefined ? null : JSON.stringify(details)])
  await insertRows(tx, { into: AUDIT, rows })
}
