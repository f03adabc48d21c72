import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, Agent, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../app.ts'
import { type TestApplication, openTestApplication, testPassword } from '../testing/test-application.ts'

/** What an integrator sends who has not read the documentation, or has and means ill: over a real port, byte by byte. */

const MONDAY = '2026-11-16T10:00:00.000Z'

let house: TestApplication
let port: number
let ref: string
const cookies = { officer: '', colleague: '' }

beforeAll(async () => {
  house = await openTestApplication()
  const landlord = await house.buildLandlord({ frozenNow: MONDAY })
  port = Number(new URL(await house.app.listen({ port: 0, host: '127.0.0.1' })).port)
  for (const name of ['officer', 'colleague'] as const) {
    await house.visit(landlord, landlord[name])
    const reply = await send('POST', '/api/auth/sign-in/email', { body: JSON.stringify({ email: `${landlord[name].id}@example.org`, password: testPassword }), as: undefined })
    cookies[name] = (reply.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ')
  }
  ref = (await send('POST', '/api/v1/cases', { body: JSON.stringify({ caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } }) })).json().ref
})

afterAll(() => house.close())

interface Sending {
  headers?: Record<string, string>
  body?: string | Buffer
  as?: keyof typeof cookies | undefined
}

interface Reply {
  status: number
  headers: IncomingHttpHeaders
  text: string
  json(): ReturnType<typeof JSON.parse>
}

function send(method: string, path: string, { headers, body, as = 'officer' }: Sending = {}): Promise<Reply> {
  return new Promise((answer, fail) => {
    const about = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
    const sending = request({ port, host: '127.0.0.1', method, path, agent: new Agent(), headers: { cookie: cookies[as], ...about, ...headers } }, (reply) => {
      const parts: Buffer[] = []
      reply.on('data', (part: Buffer) => parts.push(part))
      reply.on('end', () => {
        const text = Buffer.concat(parts).toString()
        answer({ status: reply.statusCode ?? 0, headers: reply.headers, text, json: () => JSON.parse(text) })
      })
    })
    sending.on('error', fail)
    sending.end(body)
  })
}

const note = (headers: Record<string, string>, body: string | Buffer = '{"text":"Seen."}', as: keyof typeof cookies = 'officer') => send('POST', `/api/v1/cases/${ref}/notes`, { headers, body, as })
const versionNow = async () => Number((await send('GET', `/api/v1/cases/${ref}`)).json().version)

describe('the address of a case', () => {
  test.each(['%20', '..', '%2e%2e', '%2F', 'x'.repeat(101), 'x'.repeat(5000), "'%3Bdrop%20table%20x--", '%F0%9F%98%80', '%E6%BC%A2', 'VV-26-00001%20', 'VV-26-00001%E2%80%AE', 'constructor', '__proto__', '-1', '0', '%2525'])('that is odd is not found (row %#)', async (odd) => {
    for (const [method, path] of [['GET', ''], ['GET', '/events'], ['POST', '/notes']] as const) {
      const reply = await send(method, `/api/v1/cases/${odd}${path}`, { headers: { 'if-match': '*' }, body: method === 'POST' ? '{"text":"x"}' : undefined })
      expect([method, path, reply.status, reply.json().type]).toEqual([method, path, 404, '/problems/not-found'])
    }
  })

  test.each([['%00', 'ref'], ['%ED%A0%80', undefined], ['%', undefined]])('of %s is refused', async (odd, path) => {
    const reply = await send('GET', `/api/v1/cases/${odd}`)
    expect([reply.status, reply.json().type, reply.json().fields?.[0].path]).toEqual([400, '/problems/request-invalid', path])
  })

  test('takes no parameter that nothing reads', async () => {
    const reply = await send('GET', `/api/v1/cases/${ref}?fields=status`)
    expect([reply.status, reply.json().detail]).toEqual([400, 'The query cannot be used: There is no parameter fields here.'])
  })
})

describe('a list', () => {
  const cursor = (...place: unknown[]) => `cursor=${Buffer.from(JSON.stringify(place)).toString('base64url')}`
  const ID = '01890000-0000-7000-8000-000000000000'

  test.each([
    ['/api/v1/cases', cursor('newest', '9999-99-99 99:99:99+99', ID)],
    ['/api/v1/cases', cursor('newest', '2027-02-29 10:00:00+00', ID)],
    ['/api/v1/cases', cursor('newest', '0000-01-01 10:00:00+00', ID)],
    ['/api/v1/cases', cursor('newest', '2026-01-01 24:00:00+00', ID)],
    ['/api/v1/cases', cursor('newest', '2026-01-01 10:00:00+23', ID)],
    ['/api/v1/cases', cursor('newest', '2026-01-01 10:00:00+00', 'x')],
    ['/api/v1/cases', cursor('newest', 7, ID)],
    ['/api/v1/cases', cursor('2026-01-01 10:00:00+00', ID)],
    ['/api/v1/cases', cursor('due', '2026-01-01 10:00:00+00', ID)],
    ['/api/v1/cases', 'cursor='],
    ['/api/v1/cases', `cursor=${'A'.repeat(5000)}`],
    ['/api/v1/work-lists/mine', cursor('2026-02-30 10:00:00+00', ID, 'visit.1')],
    ['/api/v1/work-lists/mine', cursor('infinity', ID, 'a\0b')],
    ['/api/v1/staff', cursor('\ud800', ID)],
    ['/api/v1/cases', 'status=open&status=closed'],
    ['/api/v1/cases', 'subject=castle:x'],
    ['/api/v1/cases', 'limit=-1'],
    ['/api/v1/cases', 'limit=%EF%BC%91'],
    ['/api/v1/cases', '__proto__=1'],
    ['/api/v1/cases', 'status[]=open'],
  ])('%s with an odd parameter is refused, and the parameter named (row %#)', async (path, query) => {
    const reply = await send('GET', `${path}?${query}`)
    expect([reply.status, reply.json().fields[0].path]).toEqual([400, query.split('=')[0]])
  })

  test('takes every cursor that it gave', async () => {
    const first = (await send('GET', `/api/v1/cases/${ref}/events?limit=1`)).json()
    expect((await send('GET', `/api/v1/cases/${ref}/events?limit=1&cursor=${first.next}`)).json().items[0].seq).toBe(2)
    const mine = (await send('GET', '/api/v1/work-lists/mine?limit=1&view=my-cases')).json()
    const after = (await send('GET', `/api/v1/work-lists/mine?limit=1&view=my-cases&cursor=${mine.next}`)).json()
    expect([...mine.items, ...after.items].map(({ task }: { task: { id: string } }) => task.id)).toEqual(['visit.1', 'keys.1'])
    expect((await send('GET', `/api/v1/work-lists/mine?view=team&${cursor('infinity', ID, 'visit.1')}`)).status).toBe(200)
    expect((await send('GET', `/api/v1/cases?${cursor('newest', '2026-11-16 10:00:00.123+00', ID)}`)).status).toBe(200)
  })
})

describe('a method', () => {
  test.each([
    ['PUT', '/api/v1/cases', 'POST, GET, HEAD'],
    ['DELETE', '/api/v1/cases/x', 'GET, HEAD'],
    ['GET', '/api/v1/cases/x/tasks/visit.1/completion', 'POST'],
    ['PATCH', '/api/v1/cases/x/hold?preview=true', 'POST, DELETE'],
  ])('%s that %s does not take is told which it takes', async (method, path, allow) => {
    const reply = await send(method, path)
    expect([reply.status, reply.headers.allow?.split(', ').toSorted(), reply.json().type]).toEqual([405, allow.split(', ').toSorted(), '/problems/method-not-allowed'])
    const asked = await send('OPTIONS', path)
    expect([asked.status, asked.headers.allow, asked.text, asked.headers['access-control-allow-origin']]).toEqual([204, reply.headers.allow, '', undefined])
  })

  test('HEAD asks for what GET gives, without it', async () => {
    const [head, get] = [await send('HEAD', `/api/v1/cases/${ref}`), await send('GET', `/api/v1/cases/${ref}`)]
    expect([head.status, head.headers.etag, head.text]).toEqual([200, get.headers.etag, ''])
    expect((await send('HEAD', '/api/v1/nothing')).status).toBe(404)
  })

  test.each([['GET', '/api'], ['GET', '/api/'], ['GET', '/api/v2/cases'], ['POST', '/api/v1/nothing'], ['OPTIONS', '/api/v1/nothing'], ['GET', '//api/v1/cases'], ['TRACE', '/api/v1/nothing']])('%s %s finds nothing', async (method, path) => {
    const reply = await send(method, path)
    expect([reply.status, reply.headers['content-type'], reply.json().type]).toEqual([404, 'application/problem+json; charset=utf-8', '/problems/not-found'])
  })
})

describe('where there are pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'casement-pages-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('an address under /api gets a problem and not the page, and HEAD of a page is as GET', async () => {
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Casement</title>')
    const app = await buildApp({ parts: house.parts, settings: { logLevel: 'silent', publicUrl: undefined }, pages: folder })
    for (const url of ['/api', '/api?x=1', '/api/', '/api/v1/nothing', '/api/v1', '/assets/none.js']) {
      const reply = await app.inject(url)
      expect([url, reply.statusCode, reply.headers['content-type']]).toEqual([url, 404, 'application/problem+json; charset=utf-8'])
    }
    expect((await app.inject({ method: 'PUT', url: '/api/v1/cases' })).statusCode).toBe(405)
    for (const method of ['GET', 'HEAD'] as const) {
      const page = await app.inject({ method, url: '/cases/VV-26-00001' })
      expect([method, page.statusCode, page.headers['content-type']]).toEqual([method, 200, 'text/html; charset=utf-8'])
    }
    expect((await app.inject('/apiary')).statusCode).toBe(200)
    await app.close()
  })
})

describe('a body', () => {
  const utf8 = (...parts: (string | number)[]) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))))

  test.each<[what: string, body: string | Buffer, expected: [status: number, type: string, headers?: Record<string, string>]]>([
    ['in Latin-1', Buffer.from('{"text":"caf\xe9"}', 'latin1'), [400, 'body-not-readable', { 'content-type': 'application/json; charset=latin1' }]],
    ['with bytes that are no UTF-8', utf8('{"text":"a', 0xff, 0xfe, '"}'), [400, 'body-not-readable']],
    ['in UTF-16', Buffer.from('{"text":"x"}', 'utf16le'), [400, 'body-not-readable']],
    ['compressed', utf8(31, 139, 8, 0), [415, 'body-not-json', { 'content-encoding': 'gzip' }]],
    ['of another JSON', '{"text":"x"}', [415, 'body-not-json', { 'content-type': 'application/merge-patch+json' }]],
    ['without a kind', '{"text":"x"}', [415, 'body-not-json', { 'content-type': '' }]],
    ['of two values', '{"text":"x"}{"text":"y"}', [400, 'body-not-readable']],
    ['with NaN', '{"text":NaN}', [400, 'body-not-readable']],
    ['with a number that is too large', '{"text":1e400}', [400, 'request-invalid']],
    ['with one name twice, where the last is wrong', '{"text":"one","text":7}', [400, 'request-invalid']],
    ['of nothing but blanks', '{"text":" \\n\u00a0\u3000 "}', [400, 'request-invalid']],
    ['nested very deep', `{"text":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`, [400, 'request-invalid']],
    ['of more than a megabyte', `{"text":"${'x'.repeat(1_100_000)}"}`, [413, 'body-too-large']],
  ])('%s is refused, and nothing is written', async (_, body, [status, type, headers]) => {
    const before = await versionNow()
    const reply = await note({ 'if-match': '*', ...headers }, body)
    expect([reply.status, reply.json().type]).toEqual([status, `/problems/${type}`])
    expect(await versionNow()).toBe(before)
  })

  test('may begin with a byte order mark, and its kind may be in capitals', async () => {
    const reply = await note({ 'if-match': '*', 'content-type': 'APPLICATION/JSON; charset=utf-8' }, '\ufeff{"text":"caf\u00e9"}')
    expect(reply.json().events[0].payload).toEqual({ text: 'caf\u00e9' })
  })
})

describe('If-Match', () => {
  test('missing or empty is asked for, and every form of the tag that stands is taken', async () => {
    for (const headers of [{}, { 'if-match': '' }, { 'if-match': '  ' }]) expect([headers, (await note(headers as Record<string, string>)).status]).toEqual([headers, 428])
    for (const form of ['"V"', 'W/"V"', '"1", "V"', '"V" , "abc"', ' * ']) {
      const header = form.replace('V', String(await versionNow()))
      expect([form, (await note({ 'if-match': header })).status]).toEqual([form, 200])
    }
  })

  test('that is stale is told what changed since, the latest hundred at most', async () => {
    const version = await versionNow()
    await note({ 'if-match': '*' }, '{"text":"The neighbour has a key."}', 'colleague')
    const reply = await note({ 'if-match': `"${version - 3}", "${version}"` })
    expect([reply.status, reply.json().version, reply.json().changedSince.map(({ seq, words }: { seq: number; words: string }) => [seq, words])]).toEqual([412, version + 1, [[version + 1, 'Note: The neighbour has a key.']]])
    for (let more = await versionNow(); more < 105; more++) await note({ 'if-match': '*' })
    expect((await note({ 'if-match': '"1"' })).json().changedSince).toHaveLength(100)
    for (const tag of ['"abc"', '"0"', '"01"', '"99999999999999"', '"999999"']) expect([tag, (await note({ 'if-match': tag })).status]).toEqual([tag, 412])
  })

  test('is not needed by a preview; but one that is sent counts there as it does for the command', async () => {
    const preview = async (headers: Record<string, string>) => (await send('POST', `/api/v1/cases/${ref}/notes?preview=true`, { body: '{"text":"x"}', headers })).status
    for (const headers of [{}, { 'if-match': ' ' }, { 'if-match': '*' }, { 'if-match': `"${await versionNow()}"` }]) expect([headers, await preview(headers as Record<string, string>)]).toEqual([headers, 200])
    for (const tag of ['"abc"', '""', '"-1"', '"0"', '"1"']) expect([tag, await preview({ 'if-match': tag }), (await note({ 'if-match': tag })).status]).toEqual([tag, 412, 412])
    expect(await preview({ 'if-match': 'abc' })).toBe(400)
  })

  test.each(['7', 'abc', '*, "1"', '"1" "2"', '"1', "'1'"])('of %s is no tag', async (header) => {
    const reply = await note({ 'if-match': header })
    expect([reply.status, reply.json().fields]).toEqual([400, [{ path: 'If-Match', words: 'Send the ETag as it came, with its quotation marks: "7"; or * for whatever stands.' }]])
  })
})

describe('Idempotency-Key', () => {
  test('answers the same request again, and refuses another request, address or case under it', async () => {
    const headers = { 'if-match': '*', 'idempotency-key': 'key-1' }
    const first = await note(headers)
    for (const again of [await note(headers), await note({ ...headers, 'if-match': '"1"' }), await note({ 'idempotency-key': 'key-1' }), await note(headers, '{ "text": "Seen." }')]) {
      expect([again.status, again.text, again.headers.etag]).toEqual([200, first.text, first.headers.etag])
    }
    const other = [await note(headers, '{"text":"Other."}'), await send('POST', `/api/v1/cases/${ref}/priority`, { headers, body: '{"priority":"high"}' })]
    for (const reply of other) expect([reply.status, reply.json().type]).toEqual([422, '/problems/key-used-for-another-request'])
    expect((await note(headers, undefined, 'colleague')).json().version).toBe(first.json().version + 1)
  })

  test('is not used up by a preview, which does not answer from it either', async () => {
    const preview = (text: string) => send('POST', `/api/v1/cases/${ref}/notes?preview=true`, { headers: { 'idempotency-key': 'key-2' }, body: JSON.stringify({ text }) })
    expect((await preview('One.')).json().preview).toBe(true)
    expect((await note({ 'if-match': '*', 'idempotency-key': 'key-2' })).json().events).toHaveLength(1)
    expect((await preview('Two.')).json().events[0].payload).toEqual({ text: 'Two.' })
  })

  test('of two at once is done once; the other waits or is told to', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => note({ 'if-match': '*', 'idempotency-key': 'key-3' })))
    const done = replies.filter(({ status }) => status === 200)
    expect(new Set(done.map(({ text }) => text)).size).toBe(1)
    for (const reply of replies.filter(({ status }) => status !== 200)) expect([reply.status, reply.json().type]).toEqual([409, '/problems/key-in-use'])
  })

  test.each(['', 'a b', 'k'.repeat(201)])('that is none is refused (row %#)', async (key) => {
    const reply = await note({ 'if-match': '*', 'idempotency-key': key })
    expect([reply.status, reply.json().fields[0].path]).toEqual([400, 'Idempotency-Key'])
  })
})

describe('occurredAt', () => {
  test.each([
    ['2026-11-16T10:00:00.001Z', 422], ['2026-11-17T10:00:00Z', 422], ['2026-11-16T10:00:00.123456789Z', 422], ['2020-01-01T00:00:00Z', 422],
    ['2026-11-16T10:00:00', 400], ['2027-02-29T10:00:00Z', 400], ['2026-11-16T24:00:00Z', 400], ['2026-11-16T09:59:60Z', 400], ['2026-11-16 10:00:00Z', 400],
    ['2026-11-16T10:00:00+25:00', 400], ['2026-11-16', 400], [1_700_000_000, 400], [null, 400],
  ])('of %s is refused with %d', async (occurredAt, status) => {
    expect((await note({ 'if-match': '*' }, JSON.stringify({ text: 'x', occurredAt }))).status).toBe(status)
  })

  test('in any offset is the same moment', async () => {
    expect((await note({ 'if-match': '*' }, JSON.stringify({ text: 'x', occurredAt: '2026-11-16T11:00:00+01:00' }))).json().events[0].occurredAt).toBe(MONDAY)
  })
})

describe('what is no request', () => {
  test.each([
    ['GET /livez HTTP/1.1\r\nhost: x\r\nx: ' + 'y'.repeat(20_000) + '\r\n\r\n', 431],
    ['GET /livez HTTP/1.1\r\nbroken header\r\n\r\n', 400],
    ['hello\r\n\r\n', 400],
  ])('gets a problem and the end of the connection (row %#)', async (bytes, status) => {
    const reply = await new Promise<string>((answer) => {
      let text = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
      socket.on('data', (part) => (text += part.toString()))
      socket.on('error', () => undefined)
      socket.on('close', () => answer(text))
    })
    const [head = '', body = ''] = reply.split('\r\n\r\n')
    expect([head.split('\r\n')[0]?.split(' ')[1], head.includes('application/problem+json'), JSON.parse(body).status]).toEqual([String(status), true, status])
  })
})
