import { afterEach, beforeEach, expect, test } from 'vitest'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runCasement } from '../testing/casement-process.ts'
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
