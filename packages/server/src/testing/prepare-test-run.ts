import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, escapeIdentifier } from 'pg'
import type { TestProject } from 'vitest/node'
import { prepareDatabase } from '../database/prepare-database.ts'
import { placeCluster } from '../postgres/cluster.ts'
import type { Cluster } from '../postgres/cluster.ts'
import { useOwnPostgres } from '../postgres/own-postgres.ts'
import { findPostmaster } from '../postgres/postmaster-file.ts'
import { inMaintenanceDatabase, withDatabase } from './maintenance-database.ts'

interface TestPostgres {
  ownerUrl: string
  stop(): Promise<void>
}

/** Before the first test of a run: one PostgreSQL (that of DATABASE_URL when set) and one migrated template in it. */
export default async function prepareTestRun(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres()
  const name = `casement_test_${randomBytes(4).toString('hex')}`
  const ownerUrl = withDatabase(postgres.ownerUrl, name)
  await inMaintenanceDatabase(postgres.ownerUrl, `create database ${escapeIdentifier(name)}`)
  const { appUrl, appRole } = await prepareDatabase({ ownerUrl })
  project.provide('databaseTemplate', { name, ownerUrl, appUrl })
  return async () => {
    await removeDatabases(postgres.ownerUrl, { name, appRole })
    await postgres.stop()
  }
}

async function startTestPostgres(): Promise<TestPostgres> {
  const given = process.env['DATABASE_URL']
  if (given) return { ownerUrl: given, stop: async () => undefined }
  const home = mkdtempSync(join(tmpdir(), 'casement-test-'))
  chmodSync(home, 0o711)
  const cluster = placeCluster({ home, durable: false })
  const own = await useOwnPostgres(cluster, 'test')
  const removeData = () => {
    for (const folder of [home, cluster.folder]) rmSync(folder, { recursive: true, force: true })
  }
  stopWhenCutOff(cluster, removeData)
  return {
    ownerUrl: own.ownerUrl,
    stop: async () => {
      await own.release()
      removeData()
    },
  }
}

/** A run that is told to end (Ctrl-C, a time limit) never comes to its orderly end; its data is worth nothing. */
function stopWhenCutOff(cluster: Cluster, removeData: () => void): void {
  process.once('SIGTERM', () => process.exit(1))
  process.once('exit', () => {
    const postmaster = findPostmaster(cluster)
    if (postmaster === undefined) return
    process.kill(postmaster.pid, 'SIGQUIT')
    removeData()
    rmSync(postmaster.socketFolder, { recursive: true, force: true })
  })
}

/** What a killed test left behind goes too; a PostgreSQL that is not ours stays as it was. */
async function removeDatabases(url: string, { name, appRole }: { name: string; appRole: string }): Promise<void> {
  const client = new Client({ connectionString: withDatabase(url, 'postgres') })
  await client.connect()
  const { rows } = await client.query('select datname from pg_database where datname = $1 or starts_with(datname, $2)', [name, `${name}_`])
  for (const { datname } of rows) await client.query(`drop database ${escapeIdentifier(datname)} with (force)`)
  await client.query(`drop role if exists ${escapeIdentifier(appRole)}`)
  await client.end()
}
