import { createPool } from '../database/pool.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { OperatorError } from '../operator-error.ts'
import { readSettings } from '../settings.ts'
import { saveWebhook } from '../webhooks/webhooks.ts'
import { findLandlord } from './find-landlord.ts'
import { openDatabase } from './open-database.ts'
import { forceStopLater } from './stop-request.ts'

/**
 * `casement webhook NAME URL`: gives another system, which case types tell by that name, its address and a new secret.
 * @throws OperatorError when name or address is missing or cannot be one
 */
export async function setWebhook([name, url]: string[], { landlord: named, private: mayBePrivate = false }: { landlord?: string; private?: boolean }): Promise<void> {
  if (name === undefined || url === undefined) throw new OperatorError('It is not said which webhook is where.', 'Write it as: casement webhook NAME URL [--landlord NAME] [--private]')
  const database = await openDatabase(readSettings(), 'webhook')
  const pool = createPool({ url: database.appUrl, name: 'casement webhook', max: 1 })
  try {
    const landlord = await findLandlord(pool, named)
    const { url: address, secret } = await inLandlord({ pool, landlordId: landlord.id }, (tx) => saveWebhook(tx, { name, url, mayBePrivate }))
    console.log(`${landlord.name} tells ${name} at ${address}.\nIt signs with this secret, which is shown only now: ${secret}`)
  } finally {
    await pool.end()
    forceStopLater()
    await database.close()
  }
}
