const PARENT_CHECK_MS = 500

/** After this long a stop is forced; whoever sent SIGTERM may send SIGKILL soon after. */
const LONGEST_STOP_MS = 4800

/** Whether this process was asked to stop, and a promise of it. */
export interface StopRequest {
  isMade(): boolean
  made: Promise<void>
}

/**
 * Listens for SIGTERM, SIGINT and SIGHUP; later ones change nothing, because a terminal and npm both send SIGINT. Under
 * `npm start` the death of npm counts too: after kill -9 of npm nobody else could reach the server. So does that of the
 * launcher in bin/, which hands over from an older Node and says its number.
 */
export function listenForStop(environment: Record<string, string | undefined> = process.env): StopRequest {
  let isMade = false
  const made = new Promise<void>((resolve) => {
    const stop = () => {
      isMade = true
      resolve()
    }
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop)
    const launcher = environment['CASEMENT_LAUNCHER']
    if (launcher !== undefined) watchParent(stop, Number(launcher))
    else if (environment['npm_lifecycle_event'] !== undefined) watchParent(stop, process.ppid)
  })
  return { isMade: () => isMade, made }
}

/** Ends the process by force should stopping in order take too long. */
export function forceStopLater(): void {
  setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref()
}

function watchParent(stop: () => void, parent: number): void {
  const timer = setInterval(() => {
    if (process.ppid !== parent) stop()
  }, PARENT_CHECK_MS)
  timer.unref()
}
