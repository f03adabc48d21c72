import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ frozenNow: '2026-11-20T10:00:00.000Z' })
  rosalind = await house.visit(landlord, landlord.officer)
})

afterAll(() => house.close())

/** Opens a case and completes tasks of it, each at its moment of 16 November. */
async function live(steps: [task: string, at: string, outcome?: string][]): Promise<void> {
  const { ref } = (await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home }, occurredAt: '2026-11-16T08:00:00Z' } })).json()
  for (const [task, at, outcome] of steps) {
    const reply = await rosalind.send('POST', `/api/v1/cases/${ref}/tasks/${task}/completion`, { body: { outcome, occurredAt: `2026-11-16T${at}Z` }, headers: { 'if-match': '*' } })
    expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)])
  }
}

test('the real path counts completions in the order in which they occurred', async () => {
  await live([['keys.1', '09:00:00'], ['visit.1', '09:10:00', 'empty'], ['clear.1', '10:10:00']])
  await live([['keys.1', '09:00:00'], ['visit.1', '09:30:00', 'empty'], ['clear.1', '10:00:00']])
  // Written down last, but it came first.
  await live([['visit.1', '09:20:00', 'empty'], ['keys.1', '09:00:00']])
  await live([])
  const reply = await rosalind.get('/api/v1/insight/case-types/void-visit/path')
  expect(reply.json()).toEqual({
    caseType: { id: 'void-visit', name: 'Void visit' }, cases: 3, activityCount: 3, events: 8, variants: 2, medianSeconds: 3600, meanSeconds: (4200 + 3600 + 1200) / 3,
    activities: [{ name: 'Collect the keys', count: 3 }, { name: 'Visit the home', count: 3 }, { name: 'Clear the home', count: 2 }],
    follows: [
      { from: 'Collect the keys', to: 'Visit the home', count: 3, medianSeconds: 1200, meanSeconds: 1200 },
      { from: 'Visit the home', to: 'Clear the home', count: 2, medianSeconds: 2700, meanSeconds: 2700 },
    ],
  })
})

test('a type without cases has an empty path, and one that is not there none', async () => {
  const other = await house.buildLandlord()
  const theirs = await house.visit(other, other.officer)
  expect((await theirs.get('/api/v1/insight/case-types/void-visit/path')).json()).toEqual({ caseType: { id: 'void-visit', name: 'Void visit' }, cases: 0, activityCount: 0, events: 0, variants: 0, medianSeconds: null, meanSeconds: null, activities: [], follows: [] })
  expect((await theirs.get('/api/v1/insight/case-types/other/path')).statusCode).toBe(404)
})
