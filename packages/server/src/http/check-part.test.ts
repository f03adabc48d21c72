import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Route, api } from '../contract/contract.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord()
  rosalind = await house.visit(landlord, landlord.officer)
})

afterAll(() => house.close())

const open = (body: unknown, headers: Record<string, string> = {}) => rosalind.send('POST', '/api/v1/cases', { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } })

test.each<[body: unknown, detail: string, paths: string[]]>([
  [{}, 'The body cannot be used: caseType: is needed; write text.', ['caseType']],
  [[], 'The body cannot be used: it must be an object; it is a list.', ['']],
  [{ caseType: '', priority: 'huge' }, 'The body cannot be used: caseType: must not be empty. priority: must be one of low, normal, high or urgent; it is "huge".', ['caseType', 'priority']],
  [{ caseType: 'x'.repeat(101) }, 'The body cannot be used: caseType: must have at most 100 characters; it has 101.', ['caseType']],
  [{ caseType: 'x', occurredAt: '2027-02-29T10:00:00Z' }, 'The body cannot be used: occurredAt: There is no such day or time from 1900 to 2199.', ['occurredAt']],
  [{ caseType: 'x', occurredAt: '2027-02-28T10:00:00' }, 'The body cannot be used: occurredAt: Write a moment as 2026-12-15T09:41:00Z, with its offset.', ['occurredAt']],
  [{ caseType: 'x', occurredAt: '0226-11-16T10:00:00Z' }, 'The body cannot be used: occurredAt: Give a moment from 1900 to 2199.', ['occurredAt']],
  [{ caseType: 'x', colour: 1, size: 2 }, 'The body cannot be used: There are no fields colour and size here; the fields are caseType, subject, fields, priority, owner, parties, strands, contact and occurredAt.', ['colour', 'size']],
  [{ caseType: 'x', subject: { kind: 'home', id: 'x', colour: 1 } }, 'The body cannot be used: subject: There is no field colour here; the fields are kind and id.', ['subject.colour']],
])('a body that does not fit is refused in plain words, place by place (row %#)', async (body, detail, paths) => {
  const reply = await open(body)
  expect([reply.statusCode, reply.json().detail, reply.json().fields.map(({ path }: { path: string }) => path)]).toEqual([400, detail, paths])
})

test.each([
  ['/api/v1/cases?lmit=1', 'The query cannot be used: There is no parameter lmit here; the parameters are subject, status, caseType, owner, sort, fields, cursor and limit.'],
  ['/api/v1/cases?sort=name', 'The query cannot be used: sort: must be one of newest, oldest or due; it is "name".'],
  ['/api/v1/cases?fields=ref,colour', 'The query cannot be used: fields: There is no field "colour" of a case in a list; name ref, caseType, title, subject, owner, status, priority, openedAt, endedAt, dueAt, dueOn, warnAt, parted by commas.'],
  ['/api/v1/cases?owner=a&owner=b', 'The query cannot be used: owner: must be given once; it is there 2 times.'],
  ['/api/v1/cases?limit=201', 'The query cannot be used: limit: Ask for at most 200 rows; `next` leads to the rest.'],
  ['/api/v1/case-types/void-visit/versions/0', 'The address cannot be used: version: Give a version number.'],
  ['/api/v1/cases/%E0%A4', 'The address is not one: a % in it must be followed by two hexadecimal digits of UTF-8 text.'],
])('an address of %s is refused in plain words', async (url, detail) => {
  const reply = await rosalind.get(url)
  expect([reply.statusCode, reply.json().detail]).toEqual([400, detail])
})

test.each([
  ['x=1', 'application/x-www-form-urlencoded', 'Send the body as JSON, with the header content-type: application/json.'],
  ['{"caseType":', 'application/json', 'Its content-type says JSON, and it is none: look for a missing quotation mark, comma or bracket, and for a field named __proto__ or constructor.'],
  ['x'.repeat(1024 * 1024 + 1), 'application/json', 'A body may have at most 1,048,576 bytes. Send less at once.'],
])('a body that cannot be read is refused in plain words (row %#)', async (body, kind, detail) => {
  const reply = await rosalind.send('POST', '/api/v1/cases', { body, headers: { 'content-type': kind } })
  expect(reply.json().detail).toBe(detail)
})

test('a body with very many wrong names gets a short answer', async () => {
  const reply = await open(Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`n${index}`, 1])))
  expect([reply.statusCode, reply.json().fields.length, reply.body.length < 20_000]).toEqual([400, 50, true])
})

test('a case is found by its reference in lower case, at every address that takes one', async () => {
  const { ref } = (await open({ caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } })).json()
  const lower = ref.toLowerCase()
  expect((await rosalind.get(`/api/v1/cases/${lower}`)).json()).toMatchObject({ ref })
  const noted = await rosalind.send('POST', `/api/v1/cases/${lower}/notes`, { body: { text: 'Seen' }, headers: { 'if-match': '*' } })
  expect([noted.statusCode, noted.json().ref]).toEqual([200, ref])
  for (const { path, params } of Object.values<Route>(api).filter(({ path }) => path.includes(':ref'))) {
    const others = Object.keys(params!.shape).map((name) => [name, 'x'])
    expect([path, params!.parse({ ...Object.fromEntries(others), ref: lower })['ref']]).toEqual([path, ref])
  }
})

test.each([
  ['tasks/visit.1/completion', {}, { path: 'outcome', words: 'Choose one of Empty (empty), Occupied (occupied).' }],
  ['tasks/visit.1/completion', { outcome: 'on fire' }, { path: 'outcome', words: 'Choose one of Empty (empty), Occupied (occupied).' }],
  ['hold', { reason: 'rain' }, { path: 'reason', words: 'Choose No access (no-access).' }],
  ['closure', { reason: 'rain' }, { path: 'reason', words: 'Choose Done (done).' }],
] as const)('a choice that a rule refuses is told at its field, and the words name what there is (row %#)', async (path, body, field) => {
  const { ref } = (await open({ caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } })).json()
  if (path === 'closure') await rosalind.send('POST', `/api/v1/cases/${ref}/tasks/visit.1/completion`, { body: { outcome: 'empty' }, headers: { 'if-match': '*' } })
  const reply = await rosalind.send('POST', `/api/v1/cases/${ref}/${path}`, { body, headers: { 'if-match': '*' } })
  expect([reply.json().type, reply.json().fields]).toEqual(['/problems/refused', [field]])
})

/** What zod says when nobody gave it words. */
const ZOD = /Invalid|Too (small|big)|expected|received|Unrecognized|input/

test('no route tells a person what zod says by itself', async () => {
  const told: string[] = []
  for (const { method, path, body } of Object.values<Route>(api)) {
    if (!body || method === 'GET' || !path.startsWith('/api/v1/')) continue
    const url = path.replace(/:\w+/g, 'x')
    const names = Object.keys((body.toJSONSchema({ io: 'input', unrepresentable: 'any' }) as { properties?: object }).properties ?? {})
    for (const wrong of [[], { 'no such name': 1 }, ...[null, 7, '', 'x'.repeat(30_000), [{}], {}].map((value) => Object.fromEntries(names.map((name) => [name, value])))]) {
      const reply = await rosalind.send(method, url, { body: JSON.stringify(wrong), headers: { 'content-type': 'application/json' } })
      if (reply.statusCode === 400) told.push(reply.json().detail, ...(reply.json().fields ?? []).map(({ words }: { words: string }) => words))
    }
  }
  expect(told.length).toBeGreaterThan(200)
  expect(told.filter((words) => ZOD.test(words))).toEqual([])
})
