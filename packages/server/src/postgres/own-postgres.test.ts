import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startServer } from '../testing/casement-process.ts'
import { makeTemporaryHome, removeTemporaryHome } from '../testing/temporary-home.ts'
import { findCluster, findDataHome, findPlaceForNew, placeCluster } from './cluster.ts'
import type { Cluster } from './cluster.ts'
import { useOwnPostgres } from './own-postgres.ts'
import { findPostmaster, isAlive } from './postmaster-file.ts'

const isRoot = process.getuid?.() === 0
let home: string
let cluster: Cluster

beforeEach(() => {
  home = makeTemporaryHome()
  cluster = placeCluster({ home, durable: false })
})

afterEach(() => removeTemporaryHome(home))

describe("Casement's own PostgreSQL", () => {
  test('keeps its data from one start to the next and leaves nothing behind when it stops', async () => {
    const first = await useOwnPostgres(cluster, 'test')
    await query(first.ownerUrl, 'create table door as select 7 as id')
    const socketFolder = findPostmaster(cluster)?.socketFolder ?? ''
    expect(statSync(socketFolder).mode & 0o777).toBe(0o700)
    await first.release()
    expect(findPostmaster(cluster)).toBeUndefined()
    expect(existsSync(socketFolder)).toBe(false)
    const second = await useOwnPostgres(cluster, 'test')
    expect(await query(second.ownerUrl, 'select id from door')).toEqual([{ id: 7 }])
    expect(second.ownerUrl).toBe(first.ownerUrl)
    await second.release()
  })

  test('listens on its socket only, asks for a password, and checks its pages', async () => {
    const own = await useOwnPostgres(cluster, 'test')
    const settings = await query(own.ownerUrl, `select name, setting from pg_settings where name in ('listen_addresses', 'data_checksums', 'jit', 'max_connections') order by name`)
    expect(settings.map(({ setting }) => setting)).toEqual(['on', 'off', '', '100'])
    const wrong = new URL(own.ownerUrl)
    wrong.password = 'guessed'
    await expect(query(wrong.toString(), 'select 1')).rejects.toThrow('password authentication failed')
    expect(statSync(cluster.passwordFile).mode & 0o777).toBe(0o600)
    expect(statSync(cluster.data).uid).not.toBe(0)
    await own.release()
  })

  test('runs until the last of those who use it lets go', async () => {
    const [one, other] = await Promise.all([useOwnPostgres(cluster, 'one'), useOwnPostgres(cluster, 'other')])
    await one.release()
    expect(await query(other.ownerUrl, 'select 1 as answer')).toEqual([{ answer: 1 }])
    await other.release()
    expect(findPostmaster(cluster)).toBeUndefined()
  })

  test('is taken over alive from a server that was killed', async () => {
    const server = await startServer({ CASEMENT_HOME: home })
    const left = findPostmaster(cluster)
    server.child.kill('SIGKILL')
    await server.ended
    const own = await useOwnPostgres(cluster, 'serve')
    expect(findPostmaster(cluster)).toEqual(left)
    await own.release()
    expect(isAlive(left?.pid ?? 0)).toBe(false)
  })

  test('recovers what was committed after all of it was killed', async () => {
    const durable = { ...cluster, durable: true }
    const first = await useOwnPostgres(durable, 'test')
    await query(first.ownerUrl, 'create table door as select generate_series(1, 1000) as id')
    process.kill(findPostmaster(cluster)?.pid ?? 0, 'SIGKILL')
    await first.lost
    const second = await useOwnPostgres(durable, 'test')
    expect(await query(second.ownerUrl, 'select count(*)::int as doors from door')).toEqual([{ doors: 1000 }])
    await second.release()
  })

  test('starts although its old number now belongs to another program', async () => {
    await (await useOwnPostgres(cluster, 'test')).release()
    const file = join(cluster.data, 'postmaster.pid')
    writeFileSync(file, `${process.pid}\n${cluster.data}\n1700000000\n5432\n/tmp\n\n  1 1\nready\n`)
    const own = await useOwnPostgres(cluster, 'test')
    expect(findPostmaster(cluster)?.pid).not.toBe(process.pid)
    await own.release()
  })

  test('refuses a second server and names the first, which stays as it is', async () => {
    const first = await useOwnPostgres(cluster, 'serve')
    await expect(useOwnPostgres(cluster, 'serve')).rejects.toThrow(`Another Casement server (process ${process.pid}) is using the data in ${cluster.folder}.`)
    expect(await query(first.ownerUrl, 'select 1 as answer')).toEqual([{ answer: 1 }])
    await first.release()
  })

  test('refuses data of another major version with what helps then, and changes nothing', async () => {
    await (await useOwnPostgres(cluster, 'test')).release()
    const { version, major } = cluster.programs
    const file = join(cluster.data, 'PG_VERSION')
    const found: [written: string | undefined, problem: string, remedy: RegExp][] = [
      ['14\n', `was made by PostgreSQL 14, which is older than the one at hand, ${version}.`, /^Casement works with PostgreSQL 15 or newer: dump the data with the programs of PostgreSQL 14, restore it into a newer PostgreSQL, and name that in DATABASE_URL; or move .*\/postgres away/],
      ['9.6\n', 'was made by PostgreSQL 9, which is older', /^Casement works with PostgreSQL 15 or newer/],
      [`${major - 1}\n`, `was made by PostgreSQL ${major - 1}, which is older`, new RegExp(`^Go on with it: install PostgreSQL ${major - 1} and set CASEMENT_POSTGRES_BIN to the programs of PostgreSQL ${major - 1} `)],
      ['99\n', 'was made by PostgreSQL 99, which is newer', /^Start it with the version of Casement that made it, or set CASEMENT_POSTGRES_BIN to the programs of PostgreSQL 99 .* unset it/],
      ['nonsense\n', 'is not data of PostgreSQL: PG_VERSION in it says "nonsense".', /^Restore .* from a backup, or move it away/],
      [undefined, 'is not data of PostgreSQL: it has no file PG_VERSION.', /^Restore .* from a backup, or move it away/],
    ]
    for (const [written, problem, remedy] of found) {
      if (written === undefined) rmSync(file)
      else writeFileSync(file, written)
      const before = readdirSync(cluster.data)
      await expect(useOwnPostgres(cluster, 'test')).rejects.toMatchObject({ name: 'OperatorError', message: expect.stringContaining(problem), remedy: expect.stringMatching(remedy) })
      expect(readdirSync(cluster.data)).toEqual(before)
    }
  })

  test('says what PostgreSQL said when it cannot start', async () => {
    await (await useOwnPostgres(cluster, 'test')).release()
    writeFileSync(join(cluster.data, 'postgresql.conf'), 'no_such_parameter = on\n')
    await expect(useOwnPostgres(cluster, 'test')).rejects.toThrow('unrecognized configuration parameter "no_such_parameter"')
  })

  test('clears away what a killed first start left half made', async () => {
    const halfMade = join(home, 'postgres-new-999999999-AbCdEf')
    mkdirSync(join(halfMade, 'data'), { recursive: true })
    const own = await useOwnPostgres(cluster, 'test')
    expect(existsSync(halfMade)).toBe(false)
    await own.release()
  })

  test('takes no socket folder that someone else could have put there', async () => {
    await (await useOwnPostgres(cluster, 'test')).release()
    const remembered = readFileSync(cluster.socketFolderFile, 'utf8')
    mkdirSync(remembered)
    chmodSync(remembered, 0o777)
    const own = await useOwnPostgres(cluster, 'test')
    expect(findPostmaster(cluster)?.socketFolder).not.toBe(remembered)
    await own.release()
    rmSync(remembered, { recursive: true })
  })
})

describe('where the data lies', () => {
  test.runIf(isRoot)('is the system folder when the account of PostgreSQL cannot enter the home', async () => {
    const closed = join(home, 'closed')
    const systemRoot = join(home, 'system')
    mkdirSync(closed, { mode: 0o700 })
    const place = { home: join(closed, 'casement-data'), durable: false, systemRoot }
    const foretold = findPlaceForNew(place)
    expect(existsSync(systemRoot)).toBe(false)
    const placed = placeCluster(place)
    expect([foretold, findDataHome(place)]).toEqual([dirname(placed.folder), dirname(placed.folder)])
    expect(placed.folder.startsWith(`${systemRoot}/`)).toBe(true)
    const own = await useOwnPostgres(placed, 'test')
    expect(statSync(placed.data).uid).toBe(placed.account?.uid)
    await own.release()
    expect(findCluster({ home: join(closed, 'casement-data'), systemRoot })?.folder).toBe(placed.folder)
    expect(existsSync(join(closed, 'casement-data'))).toBe(false)
  })

  test.runIf(isRoot)('is refused when the account can no longer go there, so that no second set of data is begun', async () => {
    await (await useOwnPostgres(cluster, 'test')).release()
    chmodSync(dirname(cluster.folder), 0o700)
    expect(() => placeCluster({ home, durable: false })).toThrow(`The data lies in ${cluster.folder}, where the user ${cluster.account?.name}`)
    chmodSync(dirname(cluster.folder), 0o711)
  })

  test.runIf(!isRoot)('is named as its user named it, when they may not go there', () => {
    const closed = join(home, 'closed')
    mkdirSync(closed, { mode: 0o000 })
    expect(() => placeCluster({ home: join(closed, 'data') })).toThrow(`The folder ${join(closed, 'data')} cannot be used: this user may not enter ${closed}.`)
  })

  test('is never where it may not be written', () => {
    writeFileSync(join(home, 'a-file'), '')
    expect(() => placeCluster({ home: join(home, 'a-file', 'data') })).toThrow(`The folder ${join(home, 'a-file', 'data')} cannot be made: ${join(home, 'a-file')} is a file.`)
  })
})

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
