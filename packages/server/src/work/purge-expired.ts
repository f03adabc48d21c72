import type { Casework } from '../cases/casework.ts'
import { realNow } from '../clock/now.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { readLandlords } from './landlords.ts'

/** Removes what nobody may use any more: idempotency keys after a day, and sessions that have ended. */
export async function purgeExpired({ pool }: Casework): Promise<void> {
  const now = realNow()
  for (const { id } of await readLandlords(pool)) {
    await inLandlord({ pool, landlordId: id }, (tx) => tx.change('delete from casement.idempotency_key where landlord_id = $1 and expires_at <= $2', [id, now]))
  }
  await pool.query('delete from sign_in."session" where "expiresAt" <= $1', [now])
}
