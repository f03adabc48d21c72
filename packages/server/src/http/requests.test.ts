import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../app.ts'
import { deriveSignInSecret } from '../sign-in/sign-in-secret.ts'
import { createSignIn } from '../sign-in/sign-in.ts'
import { type BuiltLandlord, openCasework } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'
import { watchReadiness } from './readiness.ts'

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor
let ref: string

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord()
  rosalind = await house.visit(landlord, landlord.officer)
  ref = (await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } } })).json().ref
})

afterAll(() => house.close())

describe('a query', () => {
  test.each([
    ['/api/v1/work-lists/mine?limit=abc', 'limit'],
    ['/api/v1/work-lists/mine?limit=0', 'limit'],
    ['/api/v1/work-lists/mine?limit=-1', 'limit'],
    ['/api/v1/work-lists/mine?limit=201', 'limit'],
    ['/api/v1/work-lists/mine?limit=1e2', 'limit'],
    ['/api/v1/work-lists/mine?view=everything', 'view'],
    ['/api/v1/work-lists/mine?cursor=nonsense', 'cursor'],
    ['/api/v1/work-lists/mine?cursor=WyJ4IiwieSIsInoiXQ', 'cursor'],
    ['/api/v1/work-lists/mine?lmit=10', 'lmit'],
    ['/api/v1/cases?status=ajar', 'status'],
    ['/api/v1/cases?subject=home', 'subject'],
    ['/api/v1/cases?caseType=a&caseType=b', 'caseType'],
    ['/api/v1/case-types/void-visit/versions/one', 'version'],
  ])('%s is refused, and the parameter named', async (url, name) => {
    const reply = await rosalind.get(url)
    expect([reply.statusCode, reply.json().type, reply.json().fields[0].path]).toEqual([400, '/problems/request-invalid', name])
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/)
  })
})

describe('a body', () => {
  const open = (body: unknown, headers: Record<string, string> = {}) => rosalind.send('POST', '/api/v1/cases', { body, headers })

  test.each([
    [{ caseType: 'void-visit', subject: { kind: 'home', id: 'x', colour: 'red' } }, 'subject.colour'],
    [{ caseType: 'void-visit', urgent: true }, 'urgent'],
    [{}, 'caseType'],
    [{ caseType: 3 }, 'caseType'],
    [{ caseType: 'void-visit', subject: { kind: 'castle', id: 'x' } }, 'subject.kind'],
    [{ caseType: 'void-visit', occurredAt: '2026-11-16T10:00:00' }, 'occurredAt'],
    [{ caseType: 'void-visit', occurredAt: 'yesterday' }, 'occurredAt'],
    [{ caseType: 'void-visit', occurredAt: '9999-12-31T23:59:59-12:00' }, 'occurredAt'],
    [{ caseType: 'void-visit', fields: { meter: 'a\u0000b' } }, 'fields.meter'],
    [{ caseType: 'void-visit', fields: { meter: '\ud800' } }, 'fields.meter'],
  ])('%j is refused, and the place named', async (body, path) => {
    const reply = await open(JSON.stringify(body), { 'content-type': 'application/json' })
    expect([reply.statusCode, reply.json().fields[0].path]).toEqual([400, path])
  })

  test.each([
    ['{"caseType":', 400, 'body-not-readable'],
    ['[]', 400, 'request-invalid'],
    ['{"caseType":"void-visit","__proto__":{"x":1}}', 400, 'body-not-readable'],
    [`{"caseType":"${'x'.repeat(1_100_000)}"}`, 413, 'body-too-large'],
    [`{"caseType":"void-visit","fields":{"meter":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`, 400, 'request-invalid'],
  ])('that cannot be read is refused (row %#)', async (body, status, type) => {
    const reply = await open(body, { 'content-type': 'application/json' })
    expect([reply.statusCode, reply.json().type]).toEqual([status, `/problems/${type}`])
  })

  test('of another kind than JSON is refused', async () => {
    for (const kind of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x']) {
      expect([kind, (await open('x', { 'content-type': kind })).statusCode]).toEqual([kind, 415])
    }
  })

  test('may be left out where nothing must be said', async () => {
    const reply = await rosalind.send('POST', `/api/v1/cases/${ref}/tasks/keys.1/claim`, { headers: { 'if-match': '*' } })
    expect([reply.statusCode, reply.json().code]).toEqual([200, undefined])
  })

  test('keeps every letter of what people write', async () => {
    const text = '‘’ £ é ÿ 漢字 👩‍👧 \u202e right-to-left \\ \' " %_ <b>bold</b> {{x}} ${y}'
    await rosalind.send('POST', `/api/v1/cases/${ref}/notes`, { body: { text }, headers: { 'if-match': '*' } })
    const events = (await rosalind.get(`/api/v1/cases/${ref}/events`)).json().items
    expect(events.at(-1).payload).toEqual({ text })
  })
})

describe('an address that is not there', () => {
  test.each(['/api/v1/nothing', '/api/', '/nothing', `/api/v1/cases/${'x'.repeat(3000)}`])('is told so (row %#)', async (url) => {
    const reply = await rosalind.get(url)
    expect([reply.statusCode, reply.json().type]).toEqual([404, '/problems/not-found'])
  })
})

describe('every reply', () => {
  test('carries headers that keep a browser from misusing it', async () => {
    for (const url of ['/api/v1/me', '/api/v1/nothing', '/livez']) {
      const { headers } = await rosalind.get(url)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      })
    }
    expect((await rosalind.get('/api/v1/me')).headers['cache-control']).toBe('no-store')
  })
})

describe('health', () => {
  test('tells of database, migrations and background work', async () => {
    const reply = await house.stranger.get('/readyz')
    expect([reply.statusCode, reply.json().status, reply.json().migrations.ready]).toEqual([200, 'ready', true])
  })

  test('has figures by route, without what was asked', async () => {
    await rosalind.get('/api/v1/search?q=canary-words')
    const { body } = await house.stranger.get('/metrics')
    expect(body).toContain('casement_request_seconds_count{method="GET",route="/api/v1/search",status="2xx"}')
    expect(body).not.toContain('canary-words')
  })
})

describe('while the database is away', () => {
  test('replies say so and when to come back, and health tells why', async () => {
    const appUrl = 'postgresql://casement:secret@127.0.0.1:1/nowhere'
    const casework = openCasework(appUrl)
    const signIn = createSignIn({ appUrl, pool: casework.pool, isSecure: false })
    const readiness = watchReadiness({ pool: casework.pool, ownerUrl: appUrl, isWorking: () => true })
    const app = await buildApp({ parts: { ...house.parts, casework, signIn, readiness }, settings: { logLevel: 'silent', publicUrl: undefined } })
    const signature = createHmac('sha256', deriveSignInSecret(appUrl)).update('token').digest('base64')
    const reply = await app.inject({ url: '/api/v1/me', headers: { cookie: `casement.session_token=${encodeURIComponent(`token.${signature}`)}` } })
    expect([reply.statusCode, reply.json().type, reply.headers['retry-after']]).toEqual([503, '/problems/database-away', '1'])
    const health = await app.inject('/readyz')
    expect([health.statusCode, health.json().database.ready, health.headers['retry-after']]).toEqual([503, false, '1'])
    expect((await app.inject('/livez')).statusCode).toBe(200)
    await app.close()
    await signIn.close()
    await casework.pool.end()
  })
})

describe('sign-in', () => {
  test('with a wrong password says not which of the two was wrong', async () => {
    const reply = await house.stranger.send('POST', '/api/auth/sign-in/email', { body: { email: 'nobody@example.org', password: 'guess' } })
    expect([reply.statusCode, reply.json().detail]).toEqual([401, 'E-mail address or password is not right.'])
  })

  test('ends with sign-out', async () => {
    const tariq = await house.visit(landlord, landlord.colleague)
    expect((await tariq.get('/api/v1/me')).statusCode).toBe(200)
    expect((await tariq.send('POST', '/api/auth/sign-out')).statusCode).toBe(200)
    expect((await tariq.get('/api/v1/me')).statusCode).toBe(401)
  })
})
