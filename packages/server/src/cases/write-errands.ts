import { v7 as newId } from 'uuid'
import { realNow } from '../clock/now.ts'
import { insertRows } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { Errand } from './errands-of-events.ts'

export const OUTBOX = { table: 'casement.outbox', columns: ['id', 'key', 'kind', 'case_id', 'payload', 'available_at', 'not_before', 'created_at'] }

/** Errands that no event of a case causes, to be done once each. */
export async function writeErrands(tx: LandlordTransaction, errands: Errand[]): Promise<void> {
  const at = realNow()
  await insertRows(tx, { into: OUTBOX, rows: errands.map(({ key, kind, payload }) => [newId(), key, kind, null, JSON.stringify(payload), at, null, at]) })
}
