import type { CaseTypeDefinition } from '@casement/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

const inspection: CaseTypeDefinition = {
  id: 'inspection', version: 1, name: 'Inspection', reference: 'IN', about: 'home', calendar: 'england-and-wales', owner: ['creator'],
  reasons: {
    skip: [{ id: 'seen-before', name: 'Seen before' }, { id: 'other', name: 'Something else', words: true }],
    reassign: [{ id: 'on-leave', name: 'On leave' }],
  },
  steps: [{ id: 'visit', kind: 'task', name: 'Visit' }, { id: 'call', kind: 'task', name: 'Call' }],
}

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ caseTypes: [inspection] })
  rosalind = await house.visit(landlord, landlord.officer)
})

afterAll(() => house.close())

test('a reason is one of those that the case shows, and the history says it in words', async () => {
  const { ref } = (await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'inspection', subject: { kind: 'home', id: landlord.home } } })).json()
  const act = (path: string, body: object) => rosalind.send('POST', `/api/v1/cases/${ref}/tasks/${path}`, { body, headers: { 'if-match': '*' } })
  expect((await rosalind.get(`/api/v1/cases/${ref}`)).json().reasons).toEqual({
    skip: [{ id: 'seen-before', name: 'Seen before', words: false }, { id: 'other', name: 'Something else', words: true }], reassign: [{ id: 'on-leave', name: 'On leave', words: false }],
  })
  const unknown = await act('visit.1/skip', { reason: 'No time' })
  expect([unknown.statusCode, unknown.json()]).toMatchObject([422, { code: 'reason-unknown', fields: [{ path: 'reason', words: 'Choose one of Seen before (seen-before), Something else (other).' }] }])
  expect((await act('visit.1/skip', { reason: 'other' })).json()).toMatchObject({ code: 'text-missing', fields: [{ path: 'notes' }] })
  expect((await act('visit.1/assignment', { person: landlord.colleague.id, reason: 'on-leave', notes: 'Back on Monday' })).statusCode).toBe(200)
  expect((await act('visit.1/skip', { reason: 'other', notes: 'Nobody lives there' })).statusCode).toBe(200)
  const { items } = (await rosalind.get(`/api/v1/cases/${ref}/events?limit=200`)).json()
  const words: string[] = items.map((event: { words: string }) => event.words)
  expect(words).toContain('Visit skipped: Something else: Nobody lives there.')
  expect(words.filter((each) => each.endsWith(': On leave: Back on Monday.'))).toHaveLength(1)
})
