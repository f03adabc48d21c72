import { createPool } from '../database/pool.ts'
import { prepareDatabase } from '../database/prepare-database.ts'
import type { PreparedDatabase } from '../database/prepare-database.ts'
import { placeCluster } from '../postgres/cluster.ts'
import { keepOwnPostgres } from '../postgres/keep-own-postgres.ts'
import type { KeptPostgres } from '../postgres/keep-own-postgres.ts'
import type { Settings } from '../settings.ts'
import { catchUpCases } from '../work/catch-up-cases.ts'

/** Cases after which a long catching-up says how far it is. */
const TOLD_EVERY = 10_000

export interface OpenDatabase extends PreparedDatabase {
  /** Whether PostgreSQL is Casement's own, not one that DATABASE_URL names. */
  isOwn: boolean
  /** Lets go of it; our own PostgreSQL stops when nobody else uses it. */
  close(): Promise<void>
}

/**
 * The database of these settings, migrated and with every case in the form of this version: that of DATABASE_URL, else our own
 * PostgreSQL, which is started when it does not run. `role` is the command's name; a second `serve` on the same data folder is refused.
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
    const { cases, failed } = await catchUpCases(pool, (cases) => cases % TOLD_EVERY === 0 && console.error(`casement: ${cases} cases are written anew.`))
    if (cases > 0) console.error(`casement: ${cases} ${cases === 1 ? 'case was' : 'cases were'} written anew from ${cases === 1 ? 'its' : 'their'} events, in the form of this version.`)
    for (const { ref, words } of failed) console.error(`casement: ${ref} could not be written anew: ${words}. Run "npx casement verify" and keep its output.`)
    return prepared
  } finally {
    await pool.end()
  }
}

function openOwn({ home, postgresBin }: Settings, role: string): Promise<KeptPostgres> {
  return keepOwnPostgres(placeCluster({ home, postgresBin }), { role, report: (sentence) => console.error(`casement: ${sentence}`) })
}
