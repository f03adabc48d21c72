import { createPool } from '../database/pool.ts'
import { prepareDatabase } from '../database/prepare-database.ts'
import type { PreparedDatabase } from '../database/prepare-database.ts'
import { placeCluster } from '../postgres/cluster.ts'
import { keepOwnPostgres } from '../postgres/keep-own-postgres.ts'
import type { KeptPostgres } from '../postgres/keep-own-postgres.ts'
import type { Settings } from '../settings.ts'
import { catchUpClocks } from '../work/catch-up-clocks.ts'

/** Cases after which a long catching-up says how far it is. */
const TOLD_EVERY = 10_000

export interface OpenDatabase extends PreparedDatabase {
  /** Whether PostgreSQL is Casement's own, not one that DATABASE_URL names. */
  isOwn: boolean
  /** Lets go of it; our own PostgreSQL stops when nobody else uses it. */
  close(): Promise<void>
}

/**
 * The database of these settings, migrated and with every row of clocks written: that of DATABASE_URL, else our own PostgreSQL, which is started when it does
 * not run. `role` is the command's name; a second `serve` on the same data folder is refused.
 */
export async function openDatabase(settings: Settings, role: string): Promise<OpenDatabase> {
  const { databaseUrl, appDatabaseUrl } = settings
  if (databaseUrl !== undefined) {
    const prepared = await prepare({ ownerUrl: databaseUrl, appUrl: appDatabaseUrl })
    return { ...prepared, isOwn: false, close: async () => undefined }
  }
  const own = await openOwn(settings, role)
  try {
    const prepared = await prepare({ ownerUrl: own.ownerUrl })
    return { ...prepared, isOwn: true, close: own.release }
  } catch (error) {
    await own.release()
    throw error
  }
}

/** What a migration cannot write in SQL, because it takes the rules, is written after it. */
async function prepare(addresses: Parameters<typeof prepareDatabase>[0]): Promise<PreparedDatabase> {
  const prepared = await prepareDatabase(addresses)
  const pool = createPool({ url: prepared.appUrl, name: 'casement migrate', max: 1 })
  try {
    const { cases, failed } = await catchUpClocks(pool, (cases) => cases % TOLD_EVERY === 0 && console.error(`casement: the clocks of ${cases} cases are written down.`))
    if (cases > 0) console.error(`casement: the clocks of ${cases} ${cases === 1 ? 'case' : 'cases'} were written down for Insight.`)
    for (const { ref, words } of failed) console.error(`casement: the clocks of ${ref} could not be written down: ${words}. Run "npx casement verify" and keep its output.`)
    return prepared
  } finally {
    await pool.end()
  }
}

function openOwn({ home, postgresBin }: Settings, role: string): Promise<KeptPostgres> {
  return keepOwnPostgres(placeCluster({ home, postgresBin }), { role, report: (sentence) => console.error(`casement: ${sentence}`) })
}
