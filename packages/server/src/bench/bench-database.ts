import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PreparedDatabase, prepareDatabase } from '../database/prepare-database.ts'
import { type Cluster, placeCluster } from '../postgres/cluster.ts'
import { useOwnPostgres } from '../postgres/own-postgres.ts'
import { findPostmaster } from '../postgres/postmaster-file.ts'

/** A migrated database that nobody else uses, in a folder that goes with it. */
export interface BenchDatabase extends PreparedDatabase {
  /** For files of the run, such as what the server logs. */
  folder: string
  remove(): Promise<void>
}

/** Starts a PostgreSQL as it runs in production, every commit on the disk before it is answered, with new data. */
export async function createBenchDatabase(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'casement-bench-'))
  // The account that PostgreSQL runs as passes through.
  chmodSync(folder, 0o711)
  const cluster = placeCluster({ home: folder })
  const removeFiles = () => [cluster.folder, folder].forEach((path) => rmSync(path, { recursive: true, force: true }))
  process.once('exit', () => stopWhatIsLeft(cluster, removeFiles))
  try {
    const own = await useOwnPostgres(cluster, 'bench')
    const remove = async () => {
      await own.release()
      removeFiles()
    }
    return { ...(await prepareDatabase({ ownerUrl: own.ownerUrl }).catch((error: unknown) => remove().then(() => Promise.reject(error)))), folder, remove }
  } catch (error) {
    removeFiles()
    throw error
  }
}

/** A run that was cut off never comes to its orderly end; its data is worth nothing. */
function stopWhatIsLeft(cluster: Cluster, removeFiles: () => void): void {
  const postmaster = findPostmaster(cluster)
  if (postmaster === undefined) return
  process.kill(postmaster.pid, 'SIGQUIT')
  removeFiles()
  rmSync(postmaster.socketFolder, { recursive: true, force: true })
}
