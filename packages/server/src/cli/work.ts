import { startBackgroundWork } from '../background-work.ts'
import { leaveTestClock } from '../clock/leave-test-clock.ts'
import { readSettings } from '../settings.ts'
import { openDatabase } from './open-database.ts'
import { forceStopLater, listenForStop } from './stop-request.ts'

/** `casement work`: the background work without web pages and API, beside any number of other processes. */
export async function work(): Promise<void> {
  const settings = readSettings()
  const stop = listenForStop()
  const database = await openDatabase(settings, 'work')
  await leaveTestClock({ settings, appUrl: database.appUrl })
  const underWay = startBackgroundWork({ settings, appUrl: database.appUrl })
  // A pending promise alone does not keep a process alive.
  const alive = setInterval(() => undefined, 60_000)
  console.log('Casement works in the background.')
  await stop.made
  clearInterval(alive)
  forceStopLater()
  await underWay.stop()
  await database.close()
}
