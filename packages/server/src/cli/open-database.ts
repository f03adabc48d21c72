import { prepareDatabase } from '../database/prepare-database.ts'
import type { PreparedDatabase } from '../database/prepare-database.ts'
import { placeCluster } from '../postgres/cluster.ts'
import { keepOwnPostgres } from '../postgres/keep-own-postgres.ts'
import type { KeptPostgres } from '../postgres/keep-own-postgres.ts'
import type { Settings } from '../settings.ts'

export interface OpenDatabase extends PreparedDatabase {
  /** Whether PostgreSQL is Casement's own, not one that DATABASE_URL names. */
  isOwn: boolean
  /** Lets go of it; our own PostgreSQL stops when nobody else uses it. */
  close(): Promise<void>
}

/**
 * The database of these settings, migrated: that of DATABASE_URL, else our own PostgreSQL, which is started when it does
 * not run. `role` is the command's name; a second `serve` on the same data folder is refused.
 */
export async function openDatabase(settings: Settings, role: string): Promise<OpenDatabase> {
  const { databaseUrl, appDatabaseUrl } = settings
  if (databaseUrl !== undefined) {
    const prepared = await prepareDatabase({ ownerUrl: databaseUrl, appUrl: appDatabaseUrl })
    return { ...prepared, isOwn: false, close: async () => undefined }
  }
  const own = await openOwn(settings, role)
  try {
    const prepared = await prepareDatabase({ ownerUrl: own.ownerUrl })
    return { ...prepared, isOwn: true, close: own.release }
  } catch (error) {
    await own.release()
    throw error
  }
}

function openOwn({ home, postgresBin }: Settings, role: string): Promise<KeptPostgres> {
  return keepOwnPostgres(placeCluster({ home, postgresBin }), { role, report: (sentence) => console.error(`casement: ${sentence}`) })
}
