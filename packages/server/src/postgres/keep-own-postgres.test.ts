import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeTemporaryHome, removeTemporaryHome } from '../testing/temporary-home.ts'
import { placeCluster } from './cluster.ts'
import type { Cluster } from './cluster.ts'
import { keepOwnPostgres } from './keep-own-postgres.ts'
import { findPostmaster } from './postmaster-file.ts'

let home: string

beforeEach(() => {
  home = makeTemporaryHome()
})

afterEach(() => removeTemporaryHome(home))

test('a PostgreSQL that dies is started again at the same address, so that pools recover by themselves', async () => {
  const cluster = placeCluster({ home, durable: false })
  const reports: string[] = []
  const kept = await keepOwnPostgres(cluster, { role: 'serve', report: (sentence) => reports.push(sentence) })
  const pool = new Pool({ connectionString: kept.ownerUrl })
  pool.on('error', () => undefined)
  await pool.query('select 1')
  const killed = findPostmaster(cluster)?.pid ?? 0
  process.kill(killed, 'SIGKILL')
  await untilReplaced(cluster, killed)
  await untilAnswered(pool)
  expect(reports).toEqual(['PostgreSQL stopped by itself; it is being started again.'])
  await pool.end()
  await kept.release()
  expect(findPostmaster(cluster)).toBeUndefined()
})

async function untilReplaced(cluster: Cluster, killed: number): Promise<void> {
  while ((findPostmaster(cluster)?.pid ?? killed) === killed) await pause(20)
}

/** Ends with the time limit of the test when no answer comes. */
async function untilAnswered(pool: Pool): Promise<void> {
  for (;;) {
    const isAnswered = await pool.query('select 1').then(
      () => true,
      () => false,
    )
    if (isAnswered) return
    await pause(20)
  }
}
