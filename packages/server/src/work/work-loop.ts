import { setTimeout as pause } from 'node:timers/promises'
import { type Casework, createCasework } from '../cases/casework.ts'
import { createPool } from '../database/pool.ts'
import { moveSome } from '../moves/release.ts'
import { handBackWork } from './hand-back-work.ts'
import { readLandlords } from './landlords.ts'
import { emptyOutbox } from './outbox.ts'
import { purgeExpired } from './purge-expired.ts'
import { sweep } from './sweep.ts'

const POLL_MS = 1000
const LONGEST_PAUSE_MS = 30_000
const PURGE_EVERY_MS = 60 * 60 * 1000
const HAND_BACK_EVERY_MS = 60 * 1000

/** Batches of one landlord in one round, so that a busy one does not keep the others waiting. */
const BATCHES_A_ROUND = 10

export interface WorkLog {
  error(details: { err: unknown }, words: string): void
}

/** The background work of one process; any number of processes may do it at the same time. */
export interface WorkLoop {
  /** Lets the batch under way finish. */
  stop(): Promise<void>
  /** What went wrong in the last round; undefined while all is well. */
  findFault(): string | undefined
}

/** Wakes cases that time has come for, moves those that a release waits for and empties the outboxes, again and again until it is stopped. */
export function startWorkLoop({ appUrl, log }: { appUrl: string; log: WorkLog }): WorkLoop {
  const casework = createCasework(createPool({ url: appUrl, name: 'casement work', max: 2 }))
  const stopping = new AbortController()
  const watched: { fault?: string } = {}
  const ended = runRounds(casework, { stop: stopping.signal, watched, log })
  return {
    stop: async () => {
      stopping.abort()
      await ended
      await casework.pool.end()
    },
    findFault: () => watched.fault,
  }
}

interface Rounds {
  stop: AbortSignal
  watched: { fault?: string }
  log: WorkLog
}

async function runRounds(casework: Casework, { stop, watched, log }: Rounds): Promise<void> {
  let failures = 0
  let purgeAt = performance.now() + POLL_MS
  let handBackAt = performance.now()
  while (!stop.aborted) {
    let done = 0
    try {
      done = await workRound(casework, stop)
      if (performance.now() >= handBackAt) {
        await handBackAll(casework)
        handBackAt = performance.now() + HAND_BACK_EVERY_MS
      }
      if (performance.now() >= purgeAt) {
        await purgeExpired(casework)
        purgeAt = performance.now() + PURGE_EVERY_MS
      }
      failures = 0
      watched.fault = undefined
    } catch (error) {
      failures++
      watched.fault = error instanceof Error ? error.message : String(error)
      log.error({ err: error }, 'A round of background work failed; it will be tried again')
    }
    if (done === 0) await rest(Math.min(LONGEST_PAUSE_MS, POLL_MS * 2 ** failures), stop)
  }
}

/** Everything that is due, landlord by landlord. Answers how much there was. */
async function workRound(casework: Casework, stop: AbortSignal): Promise<number> {
  let done = 0
  for (const landlord of await readLandlords(casework.pool)) {
    for (let batch = 0, some = 1; some > 0 && batch < BATCHES_A_ROUND && !stop.aborted; batch++) {
      some = (await sweep(casework, { landlord })) + (await moveSome(casework, landlord.id)) + (await emptyOutbox(casework, landlord.id))
      done += some
    }
  }
  return done
}

/** Leave ends at midnight: once a minute is often enough to look. */
async function handBackAll(casework: Casework): Promise<void> {
  for (const landlord of await readLandlords(casework.pool)) while ((await handBackWork(casework, landlord)) > 0);
}

async function rest(milliseconds: number, stop: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal: stop }).catch(() => undefined)
}
