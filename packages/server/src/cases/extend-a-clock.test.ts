import type { CaseTypeDefinition } from '@casement/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freezeClock } from '../clock/freeze-clock.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

const question: CaseTypeDefinition = {
  id: 'question', version: 1, name: 'Question', reference: 'QU', about: 'home', calendar: 'england-and-wales',
  closureReasons: [{ id: 'done', name: 'Done' }],
  clocks: [
    { id: 'reply', name: 'Reply', basis: 'code', starts: 'case.opened', stops: 'answer', allow: { workingDays: 10 }, extend: { by: { workingDays: 5 }, noticeBeforeDue: 'tell', source: 'Code 6.4' } },
    { id: 'look', name: 'First look', starts: 'case.opened', stops: 'answer', allow: { workingDays: 2 } },
    { id: 'signed', name: 'Signed', starts: 'case.opened', stops: 'answer', allow: { workingDays: 3 }, extend: { by: { workingDays: 2 }, roles: ['manager'] } },
  ],
  steps: [
    { id: 'answer', kind: 'task', name: 'Answer' },
    { id: 'tell', kind: 'message', name: 'Letter about more time', template: 'more-time', after: 'reply.extension-proposed', repeatable: true },
    { id: 'end', kind: 'finish', name: 'End', after: 'answer' },
  ],
}

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ frozenNow: '2026-11-16T10:00:00.000Z', caseTypes: [question] })
  rosalind = await house.visit(landlord, landlord.officer)
})

afterAll(() => house.close())

async function open(): Promise<string> {
  const reply = await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'question', subject: { kind: 'home', id: landlord.home } } })
  return reply.json().ref
}

const extend = (ref: string, body: object, { clock = 'reply.1', query = '', by = rosalind } = {}) =>
  by.send('POST', `/api/v1/cases/${ref}/clocks/${clock}/extension${query}`, { body, headers: { 'if-match': '*' } })
const clockOf = async (ref: string, id = 'reply.1') => (await rosalind.get(`/api/v1/cases/${ref}`)).json().clocks.find((clock: { id: string }) => clock.id === id)
const wordsOf = async (ref: string) => (await rosalind.get(`/api/v1/cases/${ref}/events`)).json().items.map(({ words }: { words: string }) => words)

test('a clock says whether and how far it can be extended', async () => {
  const ref = await open()
  expect(await clockOf(ref)).toMatchObject({ dueOn: '2026-11-30', firstDueAt: null, firstDueOn: null, proposedDueOn: null, extension: { most: { workingDays: 5 }, letter: 'Letter about more time' }, actions: [{ action: 'extend', allowed: true }, { action: 'revise', allowed: false }, { action: 'explain', allowed: true }] })
  expect(await clockOf(ref, 'look.1')).toMatchObject({ extension: null, actions: [{ action: 'extend', allowed: false, code: 'clock-not-extendable' }, { action: 'revise', allowed: false }, { action: 'explain', allowed: true }] })
  expect(await clockOf(ref, 'signed.1')).toMatchObject({ extension: { letter: null }, actions: [{ action: 'extend', allowed: false, code: 'narrowed-by-type' }, { action: 'revise', allowed: false }, { action: 'explain', allowed: true }] })
})

test('previewed, an extension says what it would do and to which day, and changes nothing', async () => {
  const ref = await open()
  const reply = await extend(ref, { by: { workingDays: 3 }, reason: 'The surveyor is ill' }, { query: '?preview=true' })
  expect(reply.json()).toMatchObject({
    preview: true,
    consequences: ['Proposes to extend the clock Reply by 3 working days: it counts once the letter has gone out in time', 'Starts Letter about more time', 'Prepares the letter Letter about more time'],
    clocks: [{ name: 'Reply', basis: 'code', dueOn: '2026-12-03' }],
  })
  expect(await clockOf(ref)).toMatchObject({ dueOn: '2026-11-30', proposedDueOn: null })
})

test('proposed, told in time and shown: the new date, the first target, who and why', async () => {
  const ref = await open()
  expect((await extend(ref, { by: { workingDays: 3 }, reason: 'The surveyor is ill' })).statusCode).toBe(200)
  expect(await clockOf(ref)).toMatchObject({ dueOn: '2026-11-30', proposedDueOn: '2026-12-03', actions: [{ allowed: false, code: 'extension-pending' }, { action: 'revise', allowed: false }, { action: 'explain', allowed: true }] })
  await rosalind.send('POST', `/api/v1/cases/${ref}/tasks/tell.1/completion`, { body: {}, headers: { 'if-match': '*' } })
  expect(await clockOf(ref)).toMatchObject({ dueOn: '2026-12-03', firstDueOn: '2026-11-30', firstDueAt: '2026-11-30T23:59:59.000Z', proposedDueOn: null, extension: null, actions: [{ allowed: false, code: 'extension-used-up' }, { action: 'revise', allowed: false }, { action: 'explain', allowed: true }] })
  const explained = (await rosalind.get(`/api/v1/cases/${ref}/clocks/reply.1/explanation`)).json()
  expect(explained).toMatchObject({ title: 'Reply by Thu 3 Dec', total: 13, firstDue: { words: 'Mon 30 Nov' } })
  expect(explained.allowed[1]).toEqual({ label: 'Extended', detail: 'The surveyor is ill. Rosalind Quill, Mon 16 Nov, told the same day. 3 of at most 5 (Code 6.4)', units: 3 })
  expect(await wordsOf(ref)).toEqual(expect.arrayContaining([
    'Reply is to be extended by 3 working days once Letter about more time has gone out in time: The surveyor is ill.',
    'Reply extended by 3 working days: The surveyor is ill.',
  ]))
})

test.for<[object, string, number, string | undefined]>([
  [{ by: { workingDays: 6 }, reason: 'x' }, 'reply.1', 422, 'extension-too-long'],
  [{ by: { days: 2 }, reason: 'x' }, 'reply.1', 422, 'extension-invalid'],
  [{ reason: 'x' }, 'look.1', 409, 'clock-not-extendable'],
  [{ reason: 'x' }, 'signed.1', 403, 'narrowed-by-type'],
  [{ reason: 'x' }, 'other.1', 404, 'clock-unknown'],
  [{ by: { workingDays: 0 }, reason: 'x' }, 'reply.1', 400, undefined],
  [{ by: { workingDays: 1.5 }, reason: 'x' }, 'reply.1', 400, undefined],
  [{ by: { workingDays: 1 } }, 'reply.1', 400, undefined],
])('%j for %s is refused and changes nothing', async ([body, clock, status, code]) => {
  const ref = await open()
  const before = (await rosalind.get(`/api/v1/cases/${ref}`)).body
  const reply = await extend(ref, body, { clock })
  expect([reply.statusCode, reply.json().code]).toEqual([status, code])
  expect((await rosalind.get(`/api/v1/cases/${ref}`)).body).toBe(before)
})

test('a manager extends what is left to managers, and it counts at once', async () => {
  const ref = await open()
  const reply = await extend(ref, { reason: 'Half term' }, { clock: 'signed.1', by: await house.visit(landlord, landlord.manager) })
  expect(reply.statusCode).toBe(200)
  expect(await clockOf(ref, 'signed.1')).toMatchObject({ dueOn: '2026-11-23', firstDueOn: '2026-11-19' })
})

test('told too late, the clock stays as it was, and the log says so', async () => {
  const ref = await open()
  await extend(ref, { reason: 'The surveyor is ill' })
  await freezeClock(house.parts.casework, '2026-12-01T09:00:00.000Z')
  const late = await house.visit(landlord, landlord.colleague)
  await late.send('POST', `/api/v1/cases/${ref}/tasks/tell.1/completion`, { body: {}, headers: { 'if-match': '*' } })
  expect(await clockOf(ref)).toMatchObject({ dueOn: '2026-11-30', state: 'overdue', firstDueOn: null, proposedDueOn: null })
  expect(await wordsOf(ref)).toContain('Reply not extended: the letter about it went out too late.')
  expect((await extend(ref, { reason: 'x' })).json().code).toBe('clock-past-due')
})
