import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findDataHome } from '../postgres/cluster.ts'
import { SETTINGS } from '../settings.ts'
import { runCasement, startServer } from '../testing/casement-process.ts'
import { makeTemporaryHome, removeTemporaryHome } from '../testing/temporary-home.ts'

let home: string

beforeEach(() => {
  home = makeTemporaryHome()
})

afterEach(() => removeTemporaryHome(home))

test('the doctor lists every setting, and says what it would use without making anything', async () => {
  const { printed } = await runCasement(['doctor'], { CASEMENT_HOME: join(home, 'new'), PORT: '0', NODE_ENV: '', CASEMENT_LOG_LEVEL: '', CASEMENT_DEMONSTRATION: '' })
  expect(printed.split('\n').filter((line) => / = /.test(line))).toEqual([
    'PORT = 0',
    'CASEMENT_HOST = (not set, so localhost)',
    'CASEMENT_PUBLIC_URL = (not set, so the address that it listens on)',
    `CASEMENT_HOME = ${join(home, 'new')}`,
    'DATABASE_URL = (not set, so a PostgreSQL of its own)',
    'CASEMENT_APP_DATABASE_URL = (not set, so a role that Casement makes itself)',
    'CASEMENT_POSTGRES_BIN = (not set, so the ones that came with Casement)',
    'CASEMENT_LOG_LEVEL = (not set, so info)',
    'CASEMENT_DEMONSTRATION = (not set, so 1 unless DATABASE_URL is set)',
    'CASEMENT_TEST_CLOCK = (not set, so 0)',
    'NODE_ENV = (not set, so not production)',
  ])
  expect(printed).toContain(`no data yet: it will be made in ${join(home, 'new')}`)
  expect(existsSync(join(home, 'new'))).toBe(false)
})

test('the doctor names what is wrong and what to do, shows no secret, and ends with code 1', async () => {
  const { code, printed } = await runCasement(['doctor'], { CASEMENT_HOME: home, PORT: '0', DATABASE_URL: 'postgresql://me:secret@127.0.0.1:1/casement' })
  expect(code).toBe(1)
  expect(printed).toContain('WRONG    The database "casement" at 127.0.0.1:1')
  expect(printed).toContain('What to do: Start that PostgreSQL or correct DATABASE_URL')
  expect(printed).not.toContain('secret')
})

test('the doctor names every setting that does not exist', async () => {
  const { code, printed } = await runCasement(['doctor'], { CASEMENT_HOME: home, PORT: '0', CASEMENT_PROT: '1', CASEMENT_DEMO: '0' })
  expect(code).toBe(1)
  expect(printed).toContain('WRONG    CASEMENT_DEMO, CASEMENT_PROT are no settings of Casement; nothing reads them.')
})

test('the doctor names the folder in which the data of this clone really lies, when none is set', async () => {
  const { printed } = await runCasement(['doctor'], { PORT: '0' })
  expect(printed).toContain(`CASEMENT_HOME = (not set, so ${findDataHome({ home: SETTINGS.home.whenUnset })})`)
})

test.each([
  ['that the file system refuses', () => '/proc/casement/data', 'The folder /proc/casement/data cannot be made: '],
  ['below a file', () => join(aFile(), 'data'), 'data cannot be made: '],
  ['whose data would be a file', () => dirname(aFile()), 'postgres is a file.'],
])('a data folder %s is found by the doctor and refused by serve, in the same words', async (_which, place, words) => {
  const settings = { CASEMENT_HOME: place(), PORT: '0' }
  const [looked, started] = [await runCasement(['doctor'], settings), await runCasement(['serve'], settings)]
  expect([looked.code, started.code]).toEqual([1, 1])
  for (const { printed } of [looked, started]) {
    expect(printed).toContain(words)
    expect(printed).not.toContain('fault in Casement')
  }
})

test('the doctor says of a port what is so while a server runs: free, when that listens on another', { timeout: 120_000 }, async () => {
  const server = await startServer({ CASEMENT_HOME: home })
  const taken = new URL(server.address).port
  const other = createServer().listen(0, 'localhost')
  await once(other, 'listening')
  const free = String((other.address() as AddressInfo).port)
  other.close()
  await once(other, 'close')
  const say = async (port: string) => (await runCasement(['doctor'], { CASEMENT_HOME: home, PORT: port })).printed
  expect(await say(free)).toContain(`Port ${free} is free: the server of process ${server.child.pid} listens on another.`)
  expect(await say(taken)).toContain(`Port ${taken} is in use, and the server of process ${server.child.pid} is running.`)
  server.child.kill('SIGTERM')
  await server.ended
})

/** A file where the data would lie. */
function aFile(): string {
  const file = join(home, 'other/postgres')
  mkdirSync(dirname(file))
  writeFileSync(file, '')
  return file
}
