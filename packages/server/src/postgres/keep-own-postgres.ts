import { setTimeout as pause } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'
import { useOwnPostgres } from './own-postgres.ts'
import type { OwnPostgres } from './own-postgres.ts'

const PAUSE_MS = 500

export interface KeptPostgres {
  ownerUrl: string
  release(): Promise<void>
}

/**
 * Uses our own PostgreSQL and starts it again whenever it dies, at the same address, so that connection pools recover by
 * themselves. `report` hears each time in one sentence.
 */
export async function keepOwnPostgres(cluster: Cluster, { role, report }: { role: string; report: (sentence: string) => void }): Promise<KeptPostgres> {
  let own = await useOwnPostgres(cluster, role)
  const left = new AbortController()
  let restarted: Promise<unknown> = Promise.resolve()
  const keep = async () => {
    for (;;) {
      await own.lost
      if (left.signal.aborted) return
      report('PostgreSQL stopped by itself; it is being started again.')
      const restart = startAgain(cluster, { role, report, left: left.signal })
      restarted = restart.catch(() => undefined)
      own = await restart
    }
  }
  // Only leaving ends the attempts by an error, and whoever leaves waits for it.
  keep().catch(() => undefined)
  const release = async () => {
    left.abort()
    await restarted
    await own.release()
  }
  return { ownerUrl: own.ownerUrl, release }
}

interface Restart {
  role: string
  report: (sentence: string) => void
  left: AbortSignal
}

async function startAgain(cluster: Cluster, { role, report, left }: Restart): Promise<OwnPostgres> {
  for (;;) {
    try {
      return await useOwnPostgres(cluster, role)
    } catch (error) {
      if (left.aborted) throw error
      report(error instanceof Error ? error.message : String(error))
      await pause(PAUSE_MS)
    }
  }
}
