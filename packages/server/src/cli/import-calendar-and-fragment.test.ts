import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inLandlord } from '../database/landlord-transaction.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type CasementProcess, runCasement, startServer } from '../testing/casement-process.ts'
import { type ServedVisitor, signInAt } from '../testing/served-visitor.ts'
import { type TestApplication, openTestApplication } from '../testing/test-application.ts'
import { voidVisit } from '../testing/void-visit.ts'

/** Milliseconds. A server and a command each take some seconds to start on a busy machine. */
const LONGEST = 120_000

const ROOT = resolve(import.meta.dirname, '../../../..')

let house: TestApplication
let landlord: BuiltLandlord
let server: CasementProcess & { address: string }
let dawn: ServedVisitor
let folder: string

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ frozenNow: '2026-12-01T09:00:00.000Z' })
  await house.visit(landlord, landlord.manager)
  folder = mkdtempSync(join(tmpdir(), 'casement-publish-'))
  server = await startServer({ ...settings(), CASEMENT_TEST_CLOCK: '1' })
  dawn = await signInAt(server.address, landlord.manager.id)
}, LONGEST)

afterAll(async () => {
  server.child.kill('SIGTERM')
  await server.ended
  rmSync(folder, { recursive: true })
  await house.close()
}, LONGEST)

const settings = () => ({ DATABASE_URL: house.ownerUrl, CASEMENT_APP_DATABASE_URL: house.appUrl })
const run = (...args: string[]) => runCasement(['import', ...args], settings())

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const calendar = (version: number, ...lines: string[]) => file('larkmere.yaml', ['id: larkmere', `version: ${version}`, 'name: Larkmere', 'timeZone: Europe/London', 'holidaysOf: england-and-wales', ...lines].join('\n'))
const fragment = (version: number, ...steps: string[]) => file('key-book.yaml', ['id: key-book', `version: ${version}`, 'name: Keys', 'inputs: { who: { team: {} } }', 'steps:', `  - { id: fetch, kind: task, name: 'Fetch the keys, ${version}', for: { team: who }, required: true }`, ...steps].join('\n'))

async function opened(caseType: string): Promise<string> {
  const { status, body } = await dawn.post('/api/v1/cases', { caseType, subject: { kind: 'home', id: landlord.home } })
  expect([status, body.detail]).toEqual([201, undefined])
  return body.ref
}

const dueOf = async (ref: string) => (await dawn.get(`/api/v1/cases/${ref}/clocks/first-visit.1/explanation`)).body.due.on
const publish = (said: object) => dawn.post('/api/v1/case-types', { text: JSON.stringify({ ...voidVisit, ...said }) })

async function whatIsThere(): Promise<unknown> {
  return inLandlord({ pool: house.parts.casework.pool, landlordId: landlord.id, readOnly: true }, (tx) =>
    tx.rows(`select 'calendar' as kind, id, version, definition::text from casement.calendar where landlord_id = $1 union all select 'fragment', id, version, definition::text from casement.fragment where landlord_id = $1
      union all select 'audit', action, 0, details::text from casement.audit where landlord_id = $1 union all select 'library', '', library_version, '' from casement.landlord where id = $1 order by 1, 2, 3`, [landlord.id]))
}

describe('beside a server that runs all the time', { timeout: LONGEST }, () => {
  test('casement import calendar publishes versions: a new case counts by the latest, and one that is open by its own', async () => {
    expect(await run('calendar', calendar(1))).toMatchObject({ code: 0, printed: expect.stringContaining('Published the calendar Larkmere (larkmere version 1) for Larkmere Homes. Clocks that start from now on count by it; those that run keep their version.') })
    expect((await publish({ version: 2, calendar: 'larkmere' })).status).toBe(200)
    const before = await opened('void-visit')
    expect(await dueOf(before)).toBe('2026-12-03')
    expect(await run('calendar', calendar(2, 'holidays: [{ date: 2026-12-02, name: Moving offices }]'))).toMatchObject({ code: 0 })
    expect([await dueOf(before), await dueOf(await opened('void-visit'))]).toEqual(['2026-12-03', '2026-12-04'])
    expect((await dawn.get('/api/v1/calendars')).body.items.map(({ id, version }: { id: string; version: number }) => `${id} ${version}`)).toEqual(['england-and-wales 1', 'larkmere 1', 'larkmere 2'])
  })

  test('casement import fragment publishes versions, which case types use by number', async () => {
    expect(await run('fragment', fragment(1))).toMatchObject({ code: 0, printed: expect.stringContaining('Published the fragment Keys (key-book version 1) for Larkmere Homes. Case types use it by key-book, version 1; those that use another version keep it.') })
    const use = { id: 'get', kind: 'use', name: 'Get in', fragment: 'key-book', version: 1, with: { who: 'voids' }, required: true }
    expect((await publish({ id: 'entry', reference: 'EN', version: 1, clocks: [], steps: [use, { id: 'end', kind: 'finish', name: 'In', after: 'get' }] })).body).toMatchObject({ version: 1, status: 'published' })
    expect(await run('fragment', fragment(2))).toMatchObject({ code: 0 })
    const ref = await opened('entry')
    expect((await dawn.get(`/api/v1/cases/${ref}`)).body.tasks).toMatchObject([{ id: 'get-fetch.1', name: 'Fetch the keys, 1', assignee: { kind: 'team', id: 'voids' } }])
  })
})

test('what docs/how-to/add-a-calendar-or-a-fragment.md says is done in its order, and a case counts and goes by it', { timeout: LONGEST }, async () => {
  const page = readFileSync(resolve(ROOT, 'docs/how-to/add-a-calendar-or-a-fragment.md'), 'utf8')
  const texts = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => text!)
  const [calendarText = ''] = texts
  const commands = [...page.matchAll(/^ {4}npx casement import (\S+) (\S+)$/gm)].map(([, kind, name]) => [kind!, name!] as const)
  expect(commands.map(([kind]) => kind)).toEqual(['calendar', 'calendar', 'fragment', 'case-type'])
  for (const [kind, name] of commands) expect(await run(kind, name.includes('/') ? resolve(ROOT, name) : file(name, texts.shift()!))).toMatchObject({ code: 0, printed: expect.stringContaining('Published') })
  const ref = await opened('empty-home')
  expect((await dawn.get(`/api/v1/cases/${ref}/clocks/seen.1/explanation`)).body.due).toMatchObject({ on: '2026-12-02', at: '2026-12-02T14:00:00.000Z' })
  expect((await dawn.post(`/api/v1/cases/${ref}/tasks/keys-fetch.1/completion`, { outcome: 'held' })).status).toBe(200)
  expect((await dawn.get(`/api/v1/cases/${ref}`)).body.tasks).toMatchObject([{ id: 'visit.1', state: 'live' }, { id: 'keys-fetch.1', state: 'completed' }])
  const wrong = await run('calendar', file('larkmere-homes.yaml', calendarText.replace('england-and-wales', 'wales').replace('version: 1', 'version: 2')))
  expect(wrong).toMatchObject({ code: 1, printed: expect.stringContaining('larkmere-homes.yaml:11:1  error  holidaysOf: There is no calendar wales.\n    What to do: Name one of england-and-wales') })
})

describe('nothing is changed', { timeout: LONGEST }, () => {
  test.each([
    ['a calendar with findings, all at once', () => ['calendar', calendar(3, 'holidays: [{ date: 2026-02-30 }]', 'colour: red')], 'larkmere.yaml:6:', 'Write a date that exists', 'larkmere.yaml:7:', 'There is no "colour" here.', '2 findings stop this calendar from being published.'],
    ['another content under a version that is there', () => ['calendar', calendar(1, 'workingDays: [monday]')], 'Larkmere Homes has larkmere version 1 already, with another content.', 'Raise its version'],
    ['a calendar that is there already', () => ['calendar', calendar(1)], 'Larkmere Homes has the calendar Larkmere (larkmere version 1) already, with the same content. Nothing was changed.'],
    ['a fragment with findings, all at once', () => ['fragment', fragment(3, '  - { id: go, kind: task, name: Go, after: fetched, for: { team: nobody } }')], 'key-book.yaml:7:', 'No event is called', 'There is no team nobody.', '2 findings stop this fragment from being published.'],
    ['a fragment that is there already', () => ['fragment', fragment(1)], 'already, with the same content. Nothing was changed.'],
    ['a file that is not there', () => ['calendar', join(folder, 'none.yaml')], 'cannot be read: there is no such file', 'Name a file with a calendar'],
    ['no file', () => ['fragment'], 'It is not said what to import.', 'casement import fragment FILE'],
    ['a dry run, which it does not have', () => ['calendar', calendar(9), '--dry-run'], 'casement import calendar does not take --dry-run'],
  ])('by %s', async (_what, args, ...words) => {
    const before = await whatIsThere()
    const { code, printed } = await run(...args())
    expect(code).toBe(printed.includes('with the same content') ? 0 : 1)
    for (const said of words) expect(printed).toContain(said)
    expect(printed).not.toContain('fault in Casement')
    expect(await whatIsThere()).toEqual(before)
  })
})
