import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { placeCluster } from '../postgres/cluster.ts'
import { useOwnPostgres } from '../postgres/own-postgres.ts'
import { findPostmaster, isAlive } from '../postgres/postmaster-file.ts'
import { runCasement, startCasement, startServer } from '../testing/casement-process.ts'
import { makeTemporaryHome, removeTemporaryHome } from '../testing/temporary-home.ts'

/** Each test makes a PostgreSQL and starts one process after another, ten seconds each on a busy machine, and waits for what they say and for their end. */
const PATIENCE_MS = 180_000

let home: string

beforeEach(() => {
  home = makeTemporaryHome()
})

afterEach(() => removeTemporaryHome(home))

describe('a server', { timeout: PATIENCE_MS }, () => {
  test('starts without any setting but a free port, and SIGTERM stops it and its PostgreSQL', async () => {
    const server = await startServer({ CASEMENT_HOME: home })
    expect((await fetch(`${server.address}/livez`)).status).toBe(200)
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200)
    const postmaster = findPostmaster(placeCluster({ home }))
    expect(postmaster).toBeDefined()
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(server.printed()).toContain('There is no landlord yet, so nobody can sign in. Run "npx casement demo"')
    expect(isAlive(postmaster?.pid ?? 0)).toBe(false)
    expect(existsSync(postmaster?.socketFolder ?? '')).toBe(false)
  })

  test('stops in order when it is asked to while it is still starting', async () => {
    const server = startCasement(['serve'], { CASEMENT_HOME: home, PORT: '0' })
    await once(server.child, 'spawn')
    const cluster = placeCluster({ home })
    while (findPostmaster(cluster) === undefined && server.child.exitCode === null) await new Promise(setImmediate)
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(findPostmaster(cluster)).toBeUndefined()
  })

  test('starts again after kill -9', async () => {
    const killed = await startServer({ CASEMENT_HOME: home })
    killed.child.kill('SIGKILL')
    await killed.ended
    const next = await startServer({ CASEMENT_HOME: home })
    expect((await fetch(`${next.address}/readyz`)).status).toBe(200)
    next.child.kill('SIGTERM')
    expect(await next.ended).toBe(0)
  })

  test('stops when the npm that started it is killed, since nobody could stop it otherwise', async () => {
    const casement = resolve(import.meta.dirname, '../../bin/casement.mjs')
    const parent = `const { spawn } = require('node:child_process'); spawn(process.execPath, [${JSON.stringify(casement)}, 'serve'], { stdio: 'inherit' }); setInterval(() => {}, 1000)`
    const env = { PATH: process.env['PATH'], npm_lifecycle_event: 'start', CASEMENT_HOME: home, PORT: '0', CASEMENT_LOG_LEVEL: 'silent', CASEMENT_DEMONSTRATION: '0' }
    const npm = spawn(process.execPath, ['-e', parent], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    while (!String(await once(npm.stdout, 'data').then(([part]) => part)).includes('Casement is ready'));
    npm.kill('SIGKILL')
    // Its output ends when the last process that writes to it has ended.
    await once(npm.stdout, 'close')
    expect(findPostmaster(placeCluster({ home }))).toBeUndefined()
  })

  test('that an older Node handed over to stops when that one is killed', async () => {
    const casement = resolve(import.meta.dirname, '../../bin/casement.mjs')
    const isOld = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.0.0"}})'
    const env = { PATH: process.env['PATH'], CASEMENT_HOME: home, PORT: '0', CASEMENT_LOG_LEVEL: 'silent', CASEMENT_DEMONSTRATION: '0' }
    const launcher = spawn(process.execPath, ['--import', isOld, casement, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    while (!String(await once(launcher.stdout, 'data').then(([part]) => part)).includes('Casement is ready'));
    launcher.kill('SIGKILL')
    // Its output ends when the last process that writes to it has ended.
    await once(launcher.stdout, 'close')
    expect(findPostmaster(placeCluster({ home }))).toBeUndefined()
  })

  test('refuses a second server on its data, whatever the port, and goes on', async () => {
    const first = await startServer({ CASEMENT_HOME: home })
    const second = await runCasement(['serve'], { CASEMENT_HOME: home, PORT: new URL(first.address).port })
    expect(second.code).toBe(1)
    expect(second.printed).toContain(`Another Casement server (process ${first.child.pid}) is using the data`)
    expect(second.printed).toContain('What to do:')
    expect((await fetch(`${first.address}/readyz`)).status).toBe(200)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
  })

  test('lets commands in beside it, and the last of them stops PostgreSQL', async () => {
    const server = await startServer({ CASEMENT_HOME: home })
    expect(await runCasement(['migrate'], { CASEMENT_HOME: home })).toEqual({ code: 0, printed: 'The database is up to date.\n' })
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200)
    const worker = startCasement(['work'], { CASEMENT_HOME: home })
    while (!String(await once(worker.child.stdout ?? process.stdin, 'data')).includes('Casement works in the background'));
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(findPostmaster(placeCluster({ home }))).toBeDefined()
    worker.child.kill('SIGTERM')
    expect(await worker.ended).toBe(0)
    expect(findPostmaster(placeCluster({ home }))).toBeUndefined()
  })
})

describe('a start that cannot be', { timeout: PATIENCE_MS }, () => {
  test('for a port in use says so and makes no data', async () => {
    const other = createServer().listen(0, 'localhost')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const { code, printed } = await runCasement(['serve'], { CASEMENT_HOME: join(home, 'new'), PORT: String(port) })
    other.close()
    expect(code).toBe(1)
    expect(printed).toContain(`Port ${port} is in use by another program.`)
    expect(printed).toContain(`PORT=${port + 1} npm start`)
    expect(existsSync(join(home, 'new'))).toBe(false)
  })

  test('for data of another PostgreSQL says what helps and leaves the data alone, as the doctor does', async () => {
    await makeData()
    const version = join(home, 'postgres/data/PG_VERSION')
    for (const [written, remedy] of [['99\n', 'Start it with the version of Casement that made it'], ['14\n', 'Casement works with PostgreSQL 15 or newer: dump the data']] as const) {
      writeFileSync(version, written)
      for (const command of ['serve', 'doctor']) {
        const { code, printed } = await runCasement([command], { CASEMENT_HOME: home, PORT: '0' })
        expect([code, printed]).toEqual([1, expect.stringContaining(`was made by PostgreSQL ${written.trim()}`)])
        expect(printed).toContain(`What to do: ${remedy}`)
      }
      expect(readFileSync(version, 'utf8')).toBe(written)
    }
    writeFileSync(version, `${placeCluster({ home }).programs.major}\n`)
  })

  test('for a database of a newer Casement says so and stops its PostgreSQL again', async () => {
    await makeData(`create schema casement; create table casement.schema_migration (number int, name text, checksum text, applied_at timestamptz);
      insert into casement.schema_migration values (9999, '9999-from-tomorrow.sql', '', now())`)
    const { code, printed } = await runCasement(['serve'], { CASEMENT_HOME: home, PORT: '0' })
    expect(code).toBe(1)
    expect(printed).toContain('The database is newer than this Casement: it has migration 9999-from-tomorrow.sql')
    expect(findPostmaster(placeCluster({ home }))).toBeUndefined()
  })

  test('for a database that cannot be reached names it, and starts none of its own', async () => {
    const { code, printed } = await runCasement(['serve'], { CASEMENT_HOME: join(home, 'new'), PORT: '0', DATABASE_URL: 'postgresql://me:secret@127.0.0.1:1/casement' })
    expect(code).toBe(1)
    expect(printed).toContain('The database "casement" at 127.0.0.1:1, named by DATABASE_URL, cannot be used: nothing answers there.')
    expect(printed).not.toContain('secret')
    expect(existsSync(join(home, 'new'))).toBe(false)
  })

  test('for wrong settings names them all at once', async () => {
    const { code, printed } = await runCasement(['serve'], { CASEMENT_HOME: join(home, 'new'), PORT: 'x', CASEMENT_TEST_CLOCK: 'x' })
    expect(code).toBe(1)
    expect(printed).toContain('2 settings are wrong')
    expect(existsSync(join(home, 'new'))).toBe(false)
  })
})

async function makeData(sql?: string): Promise<void> {
  const own = await useOwnPostgres(placeCluster({ home, durable: false }), 'test')
  if (sql !== undefined) {
    const client = new Client({ connectionString: own.ownerUrl })
    await client.connect()
    await client.query(sql)
    await client.end()
  }
  await own.release()
}
