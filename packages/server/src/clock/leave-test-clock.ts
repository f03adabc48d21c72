import { createPool } from '../database/pool.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { OperatorError } from '../operator-error.ts'
import type { Settings } from '../settings.ts'
import { readLandlords } from '../work/landlords.ts'
import { realNow } from './now.ts'

/**
 * A clock that a test froze counts in test mode only. Outside it, a landlord whose frozen time has passed goes back to real
 * time; where it lies ahead, cases hold what has not happened yet, and nothing starts.
 * @throws OperatorError
 */
export async function leaveTestClock({ settings, appUrl }: { settings: Settings; appUrl: string }): Promise<void> {
  if (settings.hasTestClock) return
  const pool = createPool({ url: appUrl, name: 'casement clock', max: 1 })
  try {
    for (const { id, frozen_now: frozen } of await readLandlords(pool)) {
      if (frozen === null) continue
      if (frozen > realNow()) throw new OperatorError(`A test froze the clock of this database at ${frozen}, which is still to come: its cases hold what has not happened.`, 'Start it with CASEMENT_TEST_CLOCK=1 to go on testing, or use another database or CASEMENT_HOME. Nothing was changed.')
      await inLandlord({ pool, landlordId: id }, (tx) => tx.change('update casement.landlord set frozen_now = null where id = $1', [id]))
    }
  } finally {
    await pool.end()
  }
}
