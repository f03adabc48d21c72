import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ frozenNow: '2026-11-16T10:00:00.000Z' })
  rosalind = await house.visit(landlord, landlord.officer)
})

afterAll(() => house.close())

test('a wait for something outside says what it waits for and that its answer can be recorded, until it came', async () => {
  const { ref } = (await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } } })).json()
  const send = (path: string, body?: object) => rosalind.send('POST', `/api/v1/cases/${ref}/${path}`, { body, headers: { 'if-match': '*' } })
  const settle = async () => (await rosalind.get(`/api/v1/cases/${ref}`)).json().tasks.find(({ id }: { id: string }) => id === 'settle.1')
  expect(await settle()).toMatchObject({ state: 'waiting', forEvent: null })
  await send('tasks/visit.1/completion', { outcome: 'empty' })
  await send('tasks/clear.1/completion')
  const waiting = await settle()
  expect(waiting).toMatchObject({ state: 'live', forEvent: 'aired', actions: expect.arrayContaining([{ action: 'record-answer', allowed: true }]) })
  await send('outside-events', { name: waiting.forEvent, notes: 'Smells of nothing.' })
  const answered = await settle()
  expect(answered).toMatchObject({ state: 'completed', outcome: 'answered', forEvent: null })
  expect(answered.actions.filter(({ action }: { action: string }) => action === 'record-answer')).toEqual([])
  const { items } = (await rosalind.get(`/api/v1/cases/${ref}/events?types=outside-`)).json()
  expect(items.map(({ words }: { words: string }) => words)).toEqual(['Let it air: aired. Smells of nothing.'])
})
