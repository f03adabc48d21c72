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
  let isWanted = true
  let restart: Promise<OwnPostgres> | undefined
  const keep = async () => {
    while (isWanted) {
      await own.lost
      if (!isWanted) return
      report('PostgreSQL stopped by itself; it is being started again.')
      restart = startAgain(cluster, { role, report, isWanted: () => isWanted })
      own = await restart
    }
  }
  // Only leaving ends the loop by an error, and whoever leaves has heard it.
  void keep().catch(() => undefined)
  const release = async () => {
    isWanted = false
    await restart?.catch(() => undefined)
    await own.release()
  }
  return { ownerUrl: own.ownerUrl, release }
}

interface Restart {
  role: string
  report: (sentence: string) => void
  isWanted: () => boolean
}

async function startAgain(cluster: Cluster, { role, report, isWanted }: Restart): Promise<OwnPostgres> {
  for (;;) {
    try {
      return await useOwnPostgres(cluster, role)
    } catch (error) {
      if (!isWanted()) throw error
      report(error instanceof Error ? error.message : String(error))
      await pause(PAUSE_MS)
    }
  }
}
