import { createHash } from 'node:crypto'
import fastify from 'fastify'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { api } from '../contract/contract.ts'
import { buildApp } from '../app.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'
import { type TableRow, keepRouteTable, permissionOf, refuseUngoverned } from './route-table.ts'

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor
let stranger: Visitor
let ref: string
/** The router's own table. */
let rows: TableRow[]

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord()
  rosalind = await house.visit(landlord, landlord.officer)
  const other = await house.buildLandlord()
  stranger = await house.visit(other, other.manager)
  const opened = await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } } })
  ref = opened.json().ref
  rows = house.app.routeTable
})

afterAll(() => house.close())

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A request that is right in form, for the case or record with this id. */
function ask(visitor: Visitor, { method, url }: TableRow, ids: Record<string, string>) {
  const path = url.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? '1') + (QUERIES[url] ?? '')
  return method === 'GET' ? visitor.get(path) : visitor.send(method as Method, path, { body: BODIES[url] ?? {}, headers: { 'if-match': '*' } })
}

const BODIES: Record<string, object> = {
  '/api/v1/cases/:ref/tasks/:task/cancellation': { reason: 'x' },
  '/api/v1/cases/:ref/tasks/:task/redo': { reason: 'x' },
  '/api/v1/cases/:ref/tasks/:task/restart': { reason: 'x' },
  '/api/v1/cases/:ref/tasks/:task/waiting-on': { waitingOn: 'us' },
  '/api/v1/cases/:ref/interactions': { direction: 'in', method: 'phone', notes: 'x' },
  '/api/v1/cases/:ref/access-attempts': { method: 'visit', outcome: 'no-answer', cardLeft: true },
  '/api/v1/cases/:ref/costs': { kind: 'money', type: 'x', value: 1 },
  '/api/v1/cases/:ref/tasks/:task/assignment': { owner: true },
  '/api/v1/cases/:ref/tasks/:task/hold': { reason: 'no-access' },
  '/api/v1/cases/:ref/hold': { reason: 'no-access' },
  '/api/v1/cases/:ref/tasks/:task/return': { reason: 'x' },
  '/api/v1/cases/:ref/tasks/:task/failure': { reason: 'x' },
  '/api/v1/cases/:ref/links': { link: 'follows', case: 'VV-26-99999', reason: 'x' },
  '/api/v1/cases/:ref/unlinking': { link: 'follows', case: 'VV-26-99999', reason: 'x' },
  '/api/v1/cases/:ref/merger': { into: 'VV-26-99999', reason: 'x' },
  '/api/v1/cases/:ref/cancellation': { reason: 'x' },
  '/api/v1/cases/:ref/reopening': { reason: 'x' },
  '/api/v1/cases/:ref/version': { version: 1, reason: 'x' },
  '/api/v1/cases/:ref/notes': { text: 'x' },
  '/api/v1/cases/:ref/tasks': { name: 'x' },
  '/api/v1/cases/:ref/recorded-tasks': { step: 'visit', outcome: 'empty' },
  '/api/v1/cases/:ref/owner': { team: 'voids' },
  '/api/v1/records': { as: 'news' },
  '/api/v1/leave': { cover: 'x', firstDay: '2026-12-01', lastDay: '2026-12-01' },
  '/api/v1/leave/:id': { cover: 'x', firstDay: '2026-12-01', lastDay: '2026-12-01' },
  '/api/v1/cases/:ref/manager': { role: 'manager' },
  '/api/v1/cases/:ref/helpers': { person: 'x' },
  '/api/v1/cases/:ref/priority': { priority: 'high' },
  '/api/v1/cases/:ref/fields': { fields: {} },
  '/api/v1/cases/:ref/parties': { role: 'reporter' },
  '/api/v1/cases/:ref/strands': { value: 'noise' },
  '/api/v1/cases/:ref/strands/:strand/end': { reason: 'x' },
  '/api/v1/cases/:ref/records': { kind: 'home', id: 'x' },
  '/api/v1/cases/:ref/clocks/:clock/explanation-of-lateness': { words: 'x' },
  '/api/v1/cases/:ref/clocks/:clock/extension': { reason: 'x' },
  '/api/v1/cases/:ref/clocks/:clock/target': { target: { workingDays: 3 }, reason: 'x' },
  '/api/v1/cases/:ref/outside-events': { name: 'x' },
  '/api/v1/cases/:ref/stage': { stage: 'x' },
}

/** What an address asks for beside a body. */
const QUERIES: Record<string, string> = { '/api/v1/cases/:ref/records/:record': '?reason=x' }

/** One digest over every row of every table, so that nothing can change unseen. */
async function digestOfTables(): Promise<string> {
  const client = new Client({ connectionString: house.ownerUrl })
  await client.connect()
  const hash = createHash('sha256')
  const { rows: tables } = await client.query(`select tablename from pg_tables where schemaname = 'casement' order by 1`)
  for (const { tablename } of tables) {
    const { rows: [row] } = await client.query(`select count(*) as n, md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as digest from casement.${tablename} t`)
    hash.update(`${tablename} ${row.n} ${row.digest}`)
  }
  await client.end()
  return hash.digest('hex')
}

describe('every route of the router', () => {
  test('is one of the contract or open on purpose, and has a policy', () => {
    expect(rows.length).toBeGreaterThan(Object.keys(api).length)
    expect(rows.filter((row) => permissionOf(row) === undefined)).toEqual([])
    expect(Object.values(api).filter(({ method, path }) => !rows.some((row) => row.method === method && row.url === path))).toEqual([])
  })

  test('without a policy stops the start', async () => {
    const app = fastify()
    keepRouteTable(app)
    app.get('/api/v1/secrets', () => 'none')
    expect(() => refuseUngoverned(app)).toThrow('No policy says who may use GET /api/v1/secrets')
    await app.close()
  })

  test('answers 401 to whoever has no session, and changes nothing', async () => {
    const before = await digestOfTables()
    for (const row of rows.filter((row) => permissionOf(row) !== 'anyone' && row.method !== 'HEAD')) {
      const reply = await ask(house.stranger, row, { ref })
      expect([row, reply.statusCode, reply.json().type]).toEqual([row, 401, '/problems/sign-in-needed'])
    }
    expect(await digestOfTables()).toBe(before)
  })

  test('answers what is another landlord\'s exactly as what is not there, and changes nothing', async () => {
    const before = await digestOfTables()
    const theirs = { ref, task: 'visit.1', clock: 'first-visit.1', party: 'party.1' }
    const nothing = { ...theirs, ref: 'VV-26-99999' }
    for (const row of rows.filter(({ method, url }) => url.includes(':ref') && method !== 'HEAD')) {
      const [notYours, notThere] = [await ask(stranger, row, theirs), await ask(stranger, row, nothing)]
      expect([row, notYours.statusCode, notYours.body]).toEqual([row, 404, notThere.body])
    }
    for (const [kind, id] of [['people', landlord.person], ['homes', landlord.home], ['tenancies', landlord.tenancy]]) {
      const [notYours, notThere, noId] = await Promise.all([id, '01890000-0000-7000-8000-000000000000', 'x'].map((one) => stranger.get(`/api/v1/${kind}/${one}`)))
      expect([kind, notYours?.statusCode, notYours?.body, noId?.body]).toEqual([kind, 404, notThere?.body, notThere?.body])
    }
    expect(await digestOfTables()).toBe(before)
  })

  test('shows nothing of another landlord in lists and search', async () => {
    const cases = await stranger.get(`/api/v1/cases?subject=home:${landlord.home}`)
    expect(cases.json().items).toEqual([])
    expect((await rosalind.get(`/api/v1/search?q=${ref}`)).json().results).toMatchObject([{ kind: 'case', id: ref }])
    expect((await stranger.get(`/api/v1/search?q=${ref}`)).json().results).toEqual([])
    expect((await stranger.get('/api/v1/staff')).json().items.map(({ id }: { id: string }) => id)).not.toContain(landlord.officer.id)
  })
})

describe('a refusal', () => {
  test('leaves every table as it was', async () => {
    const opened = await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } } })
    const { etag } = opened.headers
    const to = (path: string) => `/api/v1/cases/${opened.json().ref}/${path}`
    const refused: [status: number, url: string, body: object, headers?: Record<string, string>][] = [
      [422, '/api/v1/cases', { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home }, fields: { meter: 7 } }, { 'idempotency-key': 'refused-1' }],
      [422, '/api/v1/cases', { caseType: 'void-visit' }],
      [422, '/api/v1/cases', { caseType: 'other' }],
      [422, to('tasks/visit.1/completion'), { outcome: 'haunted' }, { 'idempotency-key': 'refused-2' }],
      [404, to('tasks/visit.9/completion'), { outcome: 'empty' }],
      [409, to('tasks/clear.1/completion'), {}],
      [409, to('tasks/visit.1/skip'), {}],
      [409, to('closure'), { reason: 'done' }],
      [409, to('reopening'), { reason: 'x' }],
      [422, to('hold'), { reason: 'weather' }],
      [422, to('owner'), { person: landlord.home }],
      [422, '/api/v1/work-lists/reassignments', { tasks: [{ case: opened.json().ref, task: 'visit.1' }], to: { team: 'ghosts' }, reason: 'x' }],
      // Every task of it is refused, each by itself.
      [200, '/api/v1/work-lists/reassignments', { tasks: [{ case: opened.json().ref, task: 'visit.9' }], to: { team: 'voids' }, reason: 'x' }, { 'idempotency-key': 'refused-3' }],
      [400, to('notes'), { text: '' }],
      [412, to('notes'), { text: 'x' }, { 'if-match': '"1"' }],
      [428, to('notes'), { text: 'x' }, { 'if-match': '' }],
    ]
    const before = await digestOfTables()
    for (const [status, url, body, headers] of refused) {
      const reply = await rosalind.send('POST', url, { body, headers: { 'if-match': String(etag), ...headers } })
      expect([url, body, reply.statusCode]).toEqual([url, body, status])
    }
    expect(await digestOfTables()).toBe(before)
  })
})

describe('a role', () => {
  test('counts at once when it is taken away', async () => {
    const dawn = await house.visit(landlord, landlord.manager)
    expect((await dawn.get('/api/v1/me')).json().role).toBe('manager')
    const client = new Client({ connectionString: house.ownerUrl })
    await client.connect()
    await client.query('update casement.staff set left_at = now() where id = $1', [landlord.manager.id])
    expect((await dawn.get('/api/v1/me')).statusCode).toBe(401)
    await client.query('update casement.staff set left_at = null where id = $1', [landlord.manager.id])
    await client.end()
  })
})

describe('the test clock', () => {
  test('is not there where nobody asked for it', async () => {
    expect((await house.stranger.send('PUT', '/api/v1/test/clock', { body: { now: '2026-12-01T10:00:00Z' } })).statusCode).toBe(404)
  })
})

describe('a page of another site', () => {
  test('cannot make a browser change anything', async () => {
    const note = (headers: Record<string, string>) => rosalind.send('POST', `/api/v1/cases/${ref}/notes`, { body: { text: 'x' }, headers: { 'if-match': '*', host: 'cases.example.org', ...headers } })
    const foreign: Record<string, string>[] = [{ origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'https://cases.example.org.evil.example' }, { 'sec-fetch-site': 'cross-site' }]
    for (const headers of foreign) {
      expect([headers, (await note(headers)).statusCode]).toEqual([headers, 403])
    }
    expect((await note({ origin: 'https://cases.example.org' })).statusCode).toBe(200)
    const form = await rosalind.send('POST', `/api/v1/cases/${ref}/notes`, { body: 'text=x' as unknown as object, headers: { 'if-match': '*', 'content-type': 'application/x-www-form-urlencoded' } })
    expect([form.statusCode, form.json().type]).toEqual([415, '/problems/body-not-json'])
  })
})

test('an application needs no port to be built twice', async () => {
  const second = await buildApp({ parts: house.parts, settings: { logLevel: 'silent', publicUrl: undefined } })
  expect((await second.inject('/livez')).json()).toEqual({ status: 'alive' })
  await second.close()
})
