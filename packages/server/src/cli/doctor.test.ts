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
  const { printed } = await runCasement(['doctor'], { CASEMENT_HOME: join(home, 'new'), PORT: '0' })
  expect(printed).toContain('DATABASE_URL = (not set)')
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
