import type { Pool } from 'pg'
import { createPool } from '../database/pool.ts'
import { OperatorError } from '../operator-error.ts'
import { readSettings } from '../settings.ts'
import { verifyLandlord } from '../verify/verify-landlord.ts'
import { findWorkTroubles } from '../work/find-troubles.ts'
import { readLandlords } from '../work/landlords.ts'
import { openDatabase } from './open-database.ts'

/** Faults that are printed; the rest are counted. */
const MOST_PRINTED = 20

/**
 * `casement verify`: checks the chain of every case's events, replays them, and compares state and work lists with what they
 * lead to. Changes nothing; a server may run meanwhile.
 * @throws OperatorError when a case is not as its events say
 */
export async function verify(): Promise<void> {
  const database = await openDatabase(readSettings(), 'verify')
  const pool = createPool({ url: database.appUrl, name: 'casement verify', max: 1 })
  let faulty = 0
  try {
    for (const landlord of await readLandlords(pool)) {
      const { cases, events, redacted, faults } = await verifyLandlord(pool, landlord)
      console.log(`Landlord ${landlord.id}: ${cases} cases with ${events} events checked${redacted > 0 ? `, ${redacted} of them redacted in part` : ''}; ${faults.length} wrong.`)
      for (const { ref, words } of faults.slice(0, MOST_PRINTED)) console.log(`WRONG    ${ref}: ${words}`)
      faulty += faults.length
    }
    await printTroubles(pool)
  } finally {
    await pool.end()
    await database.close()
  }
  if (faulty > 0) {
    throw new OperatorError(faulty === 1 ? '1 case is not as its events say.' : `${faulty} cases are not as their events say.`, 'Somebody changed the database by another way than Casement. Restore these cases from a backup, and keep this output.')
  }
}

/** What the background work could not do is no tampering, but somebody must look at it. */
async function printTroubles(pool: Pool): Promise<void> {
  const { failingCases, deadLetters } = await findWorkTroubles(pool)
  for (const { ref, words, failures } of failingCases) console.log(`LOOK     ${ref}: the passing of time failed ${failures} times: ${words}`)
  for (const { kind, key, words } of deadLetters) console.log(`LOOK     given up to ${kind} (${key}): ${words}`)
}
