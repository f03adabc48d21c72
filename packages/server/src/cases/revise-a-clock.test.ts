import type { CaseTypeDefinition } from '@casement/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

const question: CaseTypeDefinition = {
  id: 'question', version: 1, name: 'Question', reference: 'QU', about: 'home', calendar: 'england-and-wales',
  clocks: [
    { id: 'reply', name: 'Reply', starts: 'case.opened', stops: 'answer', allow: { workingDays: 10 }, revise: { roles: ['manager'] } },
    { id: 'look', name: 'First look', starts: 'case.opened', stops: 'answer', allow: { hours: 24 }, revise: true },
    { id: 'law', name: 'Law', basis: 'law', starts: 'case.opened', stops: 'answer', allow: { months: 40, roll: 'next-working-day' } },
  ],
  steps: [{ id: 'answer', kind: 'task', name: 'Answer', waitingOn: 'resident' }, { id: 'end', kind: 'finish', name: 'End', after: 'answer' }],
}

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor
let manager: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ frozenNow: '2026-11-16T10:00:00.000Z', caseTypes: [question] })
  rosalind = await house.visit(landlord, landlord.officer)
  manager = await house.visit(landlord, landlord.manager)
})

afterAll(() => house.close())

async function open(): Promise<string> {
  return (await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'question', subject: { kind: 'home', id: landlord.home } } })).json().ref
}

const revise = (path: string, target: object, { by = manager, query = '' } = {}) => by.send('POST', `/api/v1/cases/${path}/target${query}`, { body: { target, reason: 'Snow' }, headers: { 'if-match': '*' } })
const clockOf = async (ref: string, id: string) => (await rosalind.get(`/api/v1/cases/${ref}`)).json().clocks.find((clock: { id: string }) => clock.id === id)

test('a manager sets another day, and the first target, the reason and who stay to be seen', async () => {
  const ref = await open()
  expect((await revise(`${ref}/clocks/reply.1`, { on: '2026-12-09' }, { query: '?preview=true' })).json()).toMatchObject({ consequences: ['Revises the target of Reply'], clocks: [{ name: 'Reply', dueOn: '2026-12-09' }] })
  expect((await revise(`${ref}/clocks/reply.1`, { on: '2026-12-09' })).statusCode).toBe(200)
  expect(await clockOf(ref, 'reply.1')).toMatchObject({ dueOn: '2026-12-09', firstDueOn: '2026-11-30', unit: 'day', waitingOn: 'resident' })
  const { text } = (await rosalind.get(`/api/v1/cases/${ref}/clocks/reply.1/explanation`)).json()
  expect(text).toMatch(/^Revised: Snow\. .+, Mon 16 Nov\. to Wed 9 Dec: 17$/m)
  const { items } = (await rosalind.get(`/api/v1/cases/${ref}/events`)).json()
  expect(items.map(({ words }: { words: string }) => words)).toContain('The target of Reply was revised: Snow.')
})

test('a moment, of a clock in hours', async () => {
  const ref = await open()
  expect((await revise(`${ref}/clocks/look.1`, { at: '2026-11-18T12:00:00Z' }, { by: rosalind })).statusCode).toBe(200)
  expect(await clockOf(ref, 'look.1')).toMatchObject({ dueAt: '2026-11-18T12:00:00.000Z', unit: 'moment' })
})

test('not by others, not of law, and not to nonsense', async () => {
  const ref = await open()
  expect((await revise(`${ref}/clocks/reply.1`, { on: '2026-12-09' }, { by: rosalind })).json().code).toBe('narrowed-by-type')
  expect((await revise(`${ref}/clocks/law.1`, { on: '2026-12-09' })).json().code).toBe('clock-not-revisable')
  expect((await revise(`${ref}/clocks/reply.1`, { on: '2026-11-09' })).json()).toMatchObject({ status: 422, code: 'revision-invalid' })
  expect((await revise(`${ref}/clocks/reply.1`, { on: '2026-02-30' })).statusCode).toBe(400)
  expect((await revise(`${ref}/clocks/reply.1`, { fortnights: 2 })).statusCode).toBe(400)
})

test('a clock that reaches past the last year known says so', async () => {
  const ref = await open()
  expect(await clockOf(ref, 'law.1')).toMatchObject({ dueOn: '2030-03-18', calendarKnownTo: '2027-12-31' })
  expect(await clockOf(ref, 'reply.1')).toMatchObject({ calendarKnownTo: null })
})
