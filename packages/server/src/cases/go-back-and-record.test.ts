import type { CaseTypeDefinition } from '@casement/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseRecord, Done, Preview, Task } from '../contract/contract.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

const caseType: CaseTypeDefinition = {
  id: 'welfare-check', version: 1, name: 'Welfare check', reference: 'WC', about: 'home', calendar: 'england-and-wales',
  steps: [
    { id: 'visit', kind: 'task', name: 'Visit', outcomes: ['in', 'out'], fields: { meter: { text: { max: 40 }, required: true }, seen: { text: { max: 40 } } } },
    { id: 'card', kind: 'message', name: 'Card', template: 'card', after: 'visit.out' },
    { id: 'report', kind: 'task', name: 'Report', after: 'visit.out' },
    { id: 'other', kind: 'task', name: 'Other' },
  ],
}

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor
let tariq: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ caseTypes: [caseType] })
  rosalind = await house.visit(landlord, landlord.officer)
  tariq = await house.visit(landlord, landlord.colleague)
})

afterAll(() => house.close())

async function opened() {
  const { ref } = (await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'welfare-check', subject: { kind: 'home', id: landlord.home } } })).json()
  const send = (path: string, body: object, { by = rosalind, method = 'POST' as 'POST' | 'PUT' } = {}) => by.send(method, `/api/v1/cases/${ref}/${path}`, { body, headers: { 'if-match': '*' } })
  const seen = async (by = rosalind): Promise<CaseRecord> => (await by.get(`/api/v1/cases/${ref}`)).json()
  const taskOf = async (id: string, by = rosalind): Promise<Task | undefined> => (await seen(by)).tasks.find((task) => task.id === id)
  const words = async () => ((await rosalind.get(`/api/v1/cases/${ref}/events?order=newest&limit=50`)).json().items as { words: string }[]).map((event) => event.words)
  return { ref, send, seen, taskOf, words }
}

test('answers kept by one are seen by whoever opens the task next, and are gone once it is done', async () => {
  const { send, taskOf, words } = await opened()
  expect((await send('tasks/visit.1/draft', { outcome: 'in', fields: { seen: 'A cat' }, notes: 'Half done' }, { method: 'PUT' })).statusCode).toBe(200)
  expect(await taskOf('visit.1', tariq)).toMatchObject({ state: 'live', draft: { outcome: 'in', fields: { seen: 'A cat' }, notes: 'Half done', savedBy: 'Rosalind Quill', savedAt: expect.any(String) } })
  expect((await words())[0]).toBe('Visit: answers kept, not done yet.')
  expect((await send('tasks/visit.1/draft', { fields: { meter: 'x'.repeat(41) } }, { method: 'PUT' })).statusCode).toBe(422)
  await send('tasks/visit.1/completion', { outcome: 'in', fields: { meter: 'M1' } }, { by: tariq })
  expect(await taskOf('visit.1')).toMatchObject({ state: 'completed', draft: null })
})

test('contacts, attempts to get in and costs are on the record, with who and when', async () => {
  const { send, seen, words } = await opened()
  await send('interactions', { direction: 'in', method: 'phone', with: 'The tenant', notes: 'In on Friday' })
  await send('access-attempts', { method: 'visit', outcome: 'no-answer', cardLeft: true, task: 'visit.1' })
  await send('costs', { kind: 'money', type: 'Locksmith', value: 85.5, by: 'Ann' })
  await send('costs', { kind: 'time', type: 'Travel', value: 40 })
  const record = await seen()
  expect(record.interactions).toMatchObject([
    { kind: 'contact', direction: 'in', method: 'phone', with: 'The tenant', notes: 'In on Friday', who: 'Rosalind Quill' },
    { kind: 'access-attempt', method: 'visit', outcome: 'no-answer', cardLeft: true, task: 'visit.1' },
  ])
  expect(record.costs).toMatchObject([{ kind: 'money', type: 'Locksmith', value: 85.5, by: 'Ann' }, { kind: 'time', type: 'Travel', value: 40, by: 'Rosalind Quill' }])
  expect(await words()).toEqual(expect.arrayContaining([
    'Contact received by phone from The tenant. In on Friday', 'Attempt to get in by visit: no answer, a card was left.', '£85.50 recorded for Locksmith by Ann.', '40 minutes recorded for Travel.',
  ]))
  expect((await send('costs', { kind: 'money', type: 'Fee', value: 0 })).statusCode).toBe(400)
  expect((await send('access-attempts', { method: 'visit', outcome: 'sunny', cardLeft: true })).statusCode).toBe(400)
})

test('a case that a call led to begins with it, as of that call, under one key and in one turn', async () => {
  const contact = { direction: 'in', method: 'phone', with: 'Her son', notes: 'The heating is off.' }
  const start = (more: object, headers = {}) => rosalind.send('POST', '/api/v1/cases', { headers, body: { caseType: 'welfare-check', subject: { kind: 'home', id: landlord.home }, occurredAt: '2026-11-15T09:12:00Z', ...more } })
  const opening = await start({ contact }, { 'idempotency-key': 'a-call' })
  expect([opening.statusCode, opening.body]).toEqual([201, expect.any(String)])
  const { ref, events } = opening.json()
  expect(events.filter(({ type }: { type: string }) => type === 'interaction-recorded')).toMatchObject([{ occurredAt: '2026-11-15T09:12:00.000Z', payload: { kind: 'contact', ...contact } }])
  expect((await start({ contact }, { 'idempotency-key': 'a-call' })).json().ref).toBe(ref)
  expect((await rosalind.get(`/api/v1/cases/${ref}`)).json().interactions).toMatchObject([{ ...contact, who: 'Rosalind Quill' }])
  for (const [wrong, path] of [[{ ...contact, method: 'pigeon' }, 'contact.method'], [{ ...contact, notes: ' ' }, 'contact.notes'], [{ ...contact, task: 'visit.1' }, 'contact.task']] as const) {
    const reply = await start({ contact: wrong })
    expect([reply.statusCode, reply.json().fields[0].path]).toEqual([400, path])
  }
})

test('a person says whom a task waits for, and its row and view say so', async () => {
  const { send, taskOf } = await opened()
  await send('tasks/other.1/waiting-on', { waitingOn: 'contractor', reason: 'Needs a ladder' })
  expect((await taskOf('other.1'))?.waitingOn).toBe('contractor')
})

test('a preview of a restart tells what it then does: what restarts, and what cannot be unsent', async () => {
  const { send, seen, words } = await opened()
  await send('tasks/visit.1/completion', { outcome: 'out', fields: { meter: 'M1' } })
  await send('tasks/card.1/completion', {})
  await send('tasks/report.1/completion', {})
  const preview: Preview = (await rosalind.send('POST', `/api/v1/cases/${(await seen()).ref}/tasks/visit.1/restart?preview=true`, { body: { reason: 'Wrong flat' } })).json()
  expect(preview.consequences).toEqual(expect.arrayContaining(['Restarts the path from Visit', 'Takes back Report', 'Cannot unsend Card']))
  expect(preview.stands).toEqual(['Cannot unsend Card'])
  const done: Done = (await send('tasks/visit.1/restart', { reason: 'Wrong flat' })).json()
  const plain = (events: { type: string; payload: unknown }[]) => events.map(({ type, payload }) => ({ type, payload }))
  expect(plain(done.events)).toEqual(plain(preview.events))
  expect((await seen()).tasks.map(({ id, state }) => `${id} ${state}`)).toEqual(expect.arrayContaining(['visit.1 superseded', 'visit.2 live', 'card.1 superseded', 'report.1 superseded', 'other.1 live']))
  expect(await words()).toContain('The path restarts from Visit: Wrong flat.')
})

test('a closed case restarts as it is opened again, and says how often it was', async () => {
  const { send, seen } = await opened()
  await send('tasks/visit.1/completion', { outcome: 'in', fields: { meter: 'M1' } })
  await send('closure', {})
  expect((await send('reopening', { reason: 'Too soon', restartFrom: 'visit.1' })).statusCode).toBe(200)
  const record = await seen()
  expect([record.status, record.reopenings, record.tasks.filter(({ state }) => state === 'live').map(({ id }) => id)]).toEqual(['open', 1, ['visit.2']])
})
