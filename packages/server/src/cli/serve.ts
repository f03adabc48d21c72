import { startApplication } from '../application.ts'
import { findCluster } from '../postgres/cluster.ts'
import { anotherServer, findServer } from '../postgres/own-postgres.ts'
import { readSettings } from '../settings.ts'
import type { Settings } from '../settings.ts'
import { findPortProblem } from './free-port.ts'
import { openDatabase } from './open-database.ts'
import { listenForStop } from './stop-request.ts'

/** After this long a stop is forced; whoever sent SIGTERM may send SIGKILL soon after. */
const LONGEST_STOP_MS = 4800

/** `casement serve`: web pages, API and background work in one process, until it is asked to stop. */
export async function serve(): Promise<void> {
  const settings = readSettings()
  const stop = listenForStop()
  await refuseOccupied(settings)
  const database = await openDatabase(settings, 'serve')
  try {
    if (stop.isMade()) return
    const application = await startApplication({ settings, ownerUrl: database.ownerUrl, appUrl: database.appUrl })
    console.log(`\nCasement is ready: ${application.address}\n`)
    await stop.made
    forceStopLater()
    await application.close()
  } finally {
    forceStopLater()
    await database.close()
  }
}

/** Looks before anything is started: a second server of the same data is a clearer finding than its port. */
async function refuseOccupied(settings: Settings): Promise<void> {
  const portProblem = await findPortProblem(settings)
  if (portProblem === undefined) return
  const cluster = settings.databaseUrl === undefined ? findCluster(settings) : undefined
  const server = cluster && (await findServer(cluster))
  throw cluster && server !== undefined ? anotherServer(cluster.folder, server) : portProblem
}

function forceStopLater(): void {
  setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref()
}
