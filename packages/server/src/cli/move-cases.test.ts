import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommands } from '../cases/run-commands.ts'
import { buildLandlord, openCasework } from '../testing/build-landlord.ts'
import { runCasement } from '../testing/casement-process.ts'
import { inspection, toInspection } from '../testing/inspection.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'
import { voidVisit } from '../testing/void-visit.ts'

let database: TestDatabase
let folder: string
let map: string

beforeAll(async () => {
  database = await createTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'casement-move-'))
  map = join(folder, 'map.yaml')
  writeFileSync(map, JSON.stringify(toInspection))
  const casework = openCasework(database.appUrl)
  const landlord = await buildLandlord({ pool: casework.pool, caseTypes: [voidVisit, inspection] })
  const newCase = { caseType: 'void-visit', subject: { kind: 'home' as const, id: landlord.home }, actor: { kind: 'import' as const, id: 'test' } }
  await runCommands(casework, { landlordId: landlord.id, histories: [{ newCase, steps: [] }, { newCase, steps: [] }, { newCase, steps: [] }] })
  await casework.pool.end()
})

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await database.drop()
})

function move(...args: string[]) {
  return runCasement(['move-cases', ...args], { DATABASE_URL: database.ownerUrl, CASEMENT_APP_DATABASE_URL: database.appUrl })
}

test('casement move-cases says what moving would be, and moves only when it is told to', async () => {
  const dry = await move('void-visit', '--from', '1', '--to', '2')
  expect(dry).toMatchObject({ code: 0, printed: expect.stringContaining('3 live cases of Larkmere Homes: 0 unaffected, 0 can-move, 3 needs-choice') })
  expect(dry.printed).toContain('needs-choice: Before case VV-')
  const ready = await move('void-visit', '--from', '1', '--to', '2', '--map', map)
  expect(ready.printed).toContain('can-move: Cancels Collect the keys; Moves the case to version 2')
  const first = await move('void-visit', '--from', '1', '--to', '2', '--map', map, '--first', '2', '--release', 'New procedure')
  expect(first).toMatchObject({ code: 0, printed: expect.stringContaining('2 of 2 cases of Larkmere Homes moved to version 2, 0 left as they were.') })
  const rest = await move('void-visit', '--from', '1', '--to', '2', '--map', map)
  expect(rest.printed).toContain('1 live case of Larkmere Homes: 0 unaffected, 1 can-move')
})

test('casement move-cases says what the way back of a release would be, takes it, and stops what still waits', async () => {
  const there = await move('void-visit', '--from', '1', '--to', '2', '--map', map, '--first', '1', '--release', 'Another try')
  const id = /release ([0-9a-f-]{36}), 1 case/.exec(there.printed)?.[1] ?? ''
  const dry = await move('void-visit', '--way-back', id)
  expect(dry).toMatchObject({ code: 0, printed: expect.stringContaining('1 live case of Larkmere Homes: 0 unaffected, 0 can-move, 1 needs-choice') })
  const choices = join(folder, 'choices.yaml')
  writeFileSync(choices, 'choices: { keys: start }')
  expect((await move('void-visit', '--way-back', id, '--map', choices)).printed).toContain('1 can-move')
  expect((await move('void-visit', '--way-back', id, '--map', map)).printed).toContain('The way back has a map already')
  expect((await move('void-visit', '--way-back', id, '--map', choices, '--release', 'Too early')).printed).toContain('1 of 1 cases of Larkmere Homes moved to version 1, 0 left as they were.')
  expect((await move('void-visit', '--stop', id)).printed).toContain('there was nothing to stop')
  expect(await move('void-visit', '--stop', 'the-last')).toMatchObject({ code: 1, printed: expect.stringContaining('Larkmere Homes has no release the-last of void-visit.') })
})

test.each([
  ['no case type', [], 'It is not said of which case type.'],
  ['no version', ['void-visit', '--from', '1'], '--to needs a whole number'],
  ['a version that is not there', ['void-visit', '--from', '1', '--to', '9'], 'has no version 9 of void-visit'],
  ['a file that is not there', ['void-visit', '--from', '1', '--to', '2', '--map', 'none.yaml'], 'none.yaml cannot be used: there is no such file'],
  ['a day that is none', ['void-visit', '--from', '1', '--to', '2', '--opened-before', 'soon'], '--opened-before needs a day, not "soon".'],
])('casement move-cases refuses %s', async (_what, args, words) => {
  const { code, printed } = await move(...args)
  expect([code, printed]).toEqual([1, expect.stringContaining(words)])
  expect(printed).not.toContain('fault in Casement')
})
