import type { Casework } from '../cases/casework.ts'
import { realNow } from '../clock/now.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { forgetPresences } from '../live/presence.ts'
import { readLandlords } from './landlords.ts'

/** Changes of cases are kept for this long; whoever was away for longer reads everything again. */
const CHANGES_KEPT_MS = 24 * 60 * 60 * 1000

/** Removes what nobody may use any more: idempotency keys and changes after a day, who left without a word, and sessions that have ended. */
export async function purgeExpired({ pool }: Casework): Promise<void> {
  const now = realNow()
  const dayAgo = new Date(Date.parse(now) - CHANGES_KEPT_MS).toISOString()
  for (const { id } of await readLandlords(pool)) {
    await inLandlord({ pool, landlordId: id }, async (tx) => {
      await tx.change('delete from casement.idempotency_key where landlord_id = $1 and expires_at <= $2', [id, now])
      await tx.change('delete from casement.case_change where landlord_id = $1 and at <= $2', [id, dayAgo])
      await forgetPresences(tx)
    })
  }
  await pool.query('delete from sign_in."session" where "expiresAt" <= $1', [now])
}
