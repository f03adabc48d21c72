import { setTimeout as pause } from 'node:timers/promises'
import { startApplication } from '../application.ts'
import { leaveTestClock } from '../clock/leave-test-clock.ts'
import { findCluster } from '../postgres/cluster.ts'
import { SERVER_LEAVES_MS, anotherServer, findServer } from '../postgres/own-postgres.ts'
import { isDemonstrationMode, readSettings } from '../settings.ts'
import type { Settings } from '../settings.ts'
import { makeDemonstrationOnFirstStart, printDemonstrationSignIns, sayWhenNoLandlord } from './demo.ts'
import { findPortProblem } from './free-port.ts'
import { openDatabase } from './open-database.ts'
import { forceStopLater, listenForStop } from './stop-request.ts'

const POLL_MS = 200

/** `casement serve`: web pages, API and background work in one process, until it is asked to stop. */
export async function serve(): Promise<void> {
  const settings = readSettings()
  const stop = listenForStop()
  await refuseOccupied(settings)
  const database = await openDatabase(settings, 'serve')
  try {
    await leaveTestClock({ settings, appUrl: database.appUrl })
    if (isDemonstrationMode(settings)) await makeDemonstrationOnFirstStart(database.appUrl, () => stop.isMade())
    if (stop.isMade()) return
    const application = await startApplication({ settings, ownerUrl: database.ownerUrl, appUrl: database.appUrl })
    console.log(`\nCasement is ready: ${application.address}\n`)
    if (isDemonstrationMode(settings)) await printDemonstrationSignIns(database.appUrl)
    await sayWhenNoLandlord(database.appUrl)
    await stop.made
    forceStopLater()
    await application.close()
  } finally {
    forceStopLater()
    await database.close()
  }
}

/**
 * Looks before anything is started. A second server of the same data is a clearer finding than its port; it gets a
 * moment, because a server whose `npm` was killed is on its way out.
 */
async function refuseOccupied(settings: Settings): Promise<void> {
  const cluster = settings.databaseUrl === undefined ? findCluster(settings) : undefined
  const end = performance.now() + SERVER_LEAVES_MS
  for (;;) {
    const portProblem = await findPortProblem(settings)
    if (portProblem === undefined) return
    const server = cluster && (await findServer(cluster))
    if (cluster === undefined || server === undefined) throw portProblem
    if (performance.now() > end) throw anotherServer(cluster.folder, server)
    await pause(POLL_MS)
  }
}
