import type { Pool } from 'pg'
import type { Readiness } from '../contract/contract.ts'
import { findMissingMigrations } from '../database/migrate.ts'
import { watchTroubles } from '../work/find-troubles.ts'

interface Watched {
  pool: Pool
  ownerUrl: string
  /** Whether the background work of this process goes on. */
  isWorking: () => boolean
}

/** Says whether requests can be answered. That no migration is missing stays true once it was seen. */
export function watchReadiness({ pool, ownerUrl, isWorking }: Watched): () => Promise<Readiness> {
  let isMigrated = false
  const describeTroubles = watchTroubles(pool)
  return async () => {
    const database = await isThere(pool)
    if (database && !isMigrated) isMigrated = await hasEveryMigration(ownerUrl)
    const work = isWorking()
    return {
      status: database && isMigrated && work ? 'ready' : 'not-ready',
      database: { ready: database, words: database ? 'The database answers.' : 'The database does not answer.' },
      migrations: { ready: isMigrated, words: isMigrated ? 'No migration is missing.' : 'Migrations are missing or could not be read: run "casement migrate".' },
      work: { ready: work, words: work && isMigrated ? await describeTroubles() : 'The background work has not begun, or fails: the log says why.' },
    }
  }
}

async function isThere(pool: Pool): Promise<boolean> {
  try {
    await pool.query('select 1')
    return true
  } catch {
    return false
  }
}

async function hasEveryMigration(ownerUrl: string): Promise<boolean> {
  try {
    return (await findMissingMigrations({ ownerUrl })).length === 0
  } catch {
    return false
  }
}
