import type { CaseTypeDefinition } from '@casement/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

const notice: CaseTypeDefinition = {
  id: 'notice', version: 1, name: 'Notice', reference: 'NO', about: 'home', calendar: 'england-and-wales', owner: ['creator'],
  clocks: [{ id: 'told', name: 'Told in time', basis: 'law', starts: 'case.opened', stops: 'letter.sent', allow: { workingDays: 5 } }],
  steps: [
    { id: 'letter', kind: 'message', name: 'Notice to quit', template: 'notice-to-quit', approve: 'manager' },
    { id: 'card', kind: 'message', name: 'Card', template: 'card', automatic: true },
    { id: 'trace', kind: 'task', name: 'Find the address', after: 'letter.failed' },
  ],
}

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor
let dawn: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ caseTypes: [notice] })
  rosalind = await house.visit(landlord, landlord.officer)
  dawn = await house.visit(landlord, landlord.manager)
})

afterAll(() => house.close())

test('a letter that has to be approved goes out by nobody’s word alone', async () => {
  const { ref } = (await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'notice', subject: { kind: 'home', id: landlord.home } } })).json()
  const ask = (visitor: Visitor, noun: string, body: object = {}) => visitor.send('POST', `/api/v1/cases/${ref}/tasks/letter.1/${noun}`, { body, headers: { 'if-match': '*' } })
  const read = async () => (await rosalind.get(`/api/v1/cases/${ref}`)).json()
  const letter = async () => (await read()).tasks.find(({ id }: { id: string }) => id === 'letter.1').letter
  expect([await letter(), (await read()).tasks.find(({ id }: { id: string }) => id === 'card.1').letter]).toEqual(['draft', 'sending'])
  expect((await ask(rosalind, 'completion')).json()).toMatchObject({ status: 409, code: 'not-approved' })
  expect((await ask(rosalind, 'readiness')).statusCode).toBe(200)
  expect((await ask(rosalind, 'approval')).json()).toMatchObject({ status: 403, code: 'narrowed-by-type' })
  expect((await ask(dawn, 'return', { reason: 'The date is wrong' })).statusCode).toBe(200)
  expect(await letter()).toBe('draft')
  await ask(dawn, 'readiness')
  expect((await ask(dawn, 'approval')).json()).toMatchObject({ status: 403, code: 'four-eyes' })
  expect(await letter()).toBe('ready')
})

test('what a letter may do next is shown to each as the guard takes it, and the log says what happened in words', async () => {
  const { ref } = (await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'notice', subject: { kind: 'home', id: landlord.home } } })).json()
  const ask = (visitor: Visitor, noun: string, body: object = {}) => visitor.send('POST', `/api/v1/cases/${ref}/tasks/letter.1/${noun}`, { body, headers: { 'if-match': '*' } })
  const may = async (visitor: Visitor) => (await visitor.get(`/api/v1/cases/${ref}`)).json().tasks[0].actions.filter(({ allowed, action }: { allowed: boolean; action: string }) => allowed && ['prepare', 'approve', 'return', 'fail', 'complete'].includes(action)).map(({ action }: { action: string }) => action)
  expect(await may(rosalind)).toEqual(['prepare'])
  await ask(rosalind, 'readiness')
  expect([await may(rosalind), await may(dawn)]).toEqual([[], ['approve', 'return']])
  await ask(dawn, 'approval', { notes: 'Well put.' })
  expect(await may(rosalind)).toEqual(['complete'])
  await ask(rosalind, 'completion')
  expect(await may(rosalind)).toEqual(['fail'])
  expect((await ask(rosalind, 'failure', { reason: 'Gone away' })).statusCode).toBe(200)
  const record = (await rosalind.get(`/api/v1/cases/${ref}`)).json()
  expect(record.tasks[0]).toMatchObject({ state: 'live', letter: 'failed' })
  expect(record.clocks[0].state).toBe('running')
  expect(record.tasks.map(({ id }: { id: string }) => id)).toContain('trace.1')
  const words = (await rosalind.get(`/api/v1/cases/${ref}/events?types=message-`)).json().items.map((event: { words: string }) => event.words)
  expect(words).toEqual(['Notice to quit prepared.', 'Card is to be sent.', 'Notice to quit ready to be approved.', 'Notice to quit approved. Well put.', 'Notice to quit sent.', 'Notice to quit did not arrive: Gone away.'])
})
