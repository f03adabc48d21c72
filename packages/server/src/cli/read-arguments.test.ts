import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCasement } from '../testing/casement-process.ts'
import { makeTemporaryHome, removeTemporaryHome } from '../testing/temporary-home.ts'

let home: string

beforeAll(() => {
  home = makeTemporaryHome()
})

afterAll(() => removeTemporaryHome(home))

const COMMANDS = ['serve', 'work', 'migrate', 'demo', 'check-case-types', 'import', 'verify', 'doctor']
const IMPORT = 'casement import log FILE [--case-type ID] [--mapping FILE] [--landlord NAME] [--dry-run]'

const run = (line: string) => runCasement(line.split(' ').filter((word) => word !== ''), { CASEMENT_HOME: join(home, 'new'), PORT: '0' })

test.each([
  ...COMMANDS.map((name) => [`${name} --fast`, `casement ${name} does not take --fast.`, `casement ${name}`]),
  ...['serve', 'work', 'migrate', 'demo', 'verify', 'doctor'].map((name) => [`${name} quickly`, `casement ${name} does not take "quickly".`, `casement ${name}`]),
  ['verify -v', 'casement verify does not take -v.', 'casement verify'],
  ['verify -- -v', 'casement verify does not take "-v".', 'casement verify'],
  ['demo --today', 'casement demo takes --today with a value after it.', 'casement demo [--today DATE] [--size HOMES]'],
  ['demo --today --size 40', 'casement demo takes --today with a value after it.', 'casement demo [--today DATE] [--size HOMES]'],
  ['demo --size 40 --size 50', 'casement demo takes --size once.', 'casement demo [--today DATE] [--size HOMES]'],
  ['import log a.csv b.csv', 'casement import does not take "b.csv".', IMPORT],
  ['import log a.csv --dry-run=no', 'casement import takes --dry-run without a value.', IMPORT],
])('casement %s is refused in one message, and nothing is done', async (line, problem, how) => {
  const { code, printed } = await run(line)
  expect([code, printed]).toEqual([1, expect.stringContaining(`${problem} Nothing was done.\n  What to do: Write it as: ${how}`)])
  expect(existsSync(join(home, 'new'))).toBe(false)
})

test.each([['', 0], ['help', 0], ['--help', 0], ['sreve', 1], ['constructor', 1]])('casement %s lists the commands and what they take', async (line, code) => {
  const listed = await run(line)
  expect(listed.code).toBe(code)
  for (const name of COMMANDS) expect(listed.printed).toContain(`\n  casement ${name}`)
  expect(listed.printed).toContain(IMPORT)
  expect(listed.printed.includes(`There is no command "${line}".`)).toBe(code === 1)
})
