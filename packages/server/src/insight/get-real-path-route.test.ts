import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventLog } from '../event-logs/event-log.ts'
import { importEventLog } from '../event-logs/import-event-log.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

/** Case 1 was visited twice and written to at the same moment as the second visit; case 2 went straight to the letter. */
const log: EventLog = {
  name: 'jobs', fileName: 'jobs.csv', digest: 'b'.repeat(64), problems: [],
  columns: ['case:concept:name', 'concept:name', 'time:timestamp'],
  rows: [
    ['1', 'Visit', '2026-01-01T10:00:00.000Z'],
    ['1', 'Visit', '2026-01-01T10:00:10.123Z'],
    ['1', 'Write', '2026-01-01T10:00:10.123Z'],
    ['2', 'Visit', '2026-01-02T10:00:00.000Z'],
    ['2', 'Write', '2026-01-02T10:00:01.000Z'],
    ['3', 'Visit', '2026-01-03T10:00:00.000Z'],
    ['4', 'Visit', '2026-01-04T10:00:00.000Z'],
  ].map((values, index) => ({ line: index + 2, values })),
}

let house: TestApplication
let landlord: BuiltLandlord
let officer: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord()
  officer = await house.visit(landlord, landlord.officer)
  await importEventLog(house.parts.casework, { landlordId: landlord.id, log })
})

afterAll(() => house.close())

const readPath = (visitor: Visitor, type: string) => visitor.get(`/api/v1/insight/case-types/${type}/path`)

describe('the path that cases really took', () => {
  test('counts completions in the order they occurred, then of their numbers, with durations to two decimals', async () => {
    const reply = await readPath(officer, 'jobs')
    expect(reply.statusCode).toBe(200)
    expect(reply.json()).toEqual({
      caseType: { id: 'jobs', name: 'Jobs' }, cases: 4, activityCount: 2, events: 7, variants: 3, medianSeconds: 0.5, meanSeconds: 2.78,
      activities: [{ name: 'Visit', count: 5 }, { name: 'Write', count: 2 }],
      follows: [
        { from: 'Visit', to: 'Write', count: 2, medianSeconds: 0.5, meanSeconds: 0.5 },
        { from: 'Visit', to: 'Visit', count: 1, medianSeconds: 10.12, meanSeconds: 10.12 },
      ],
    })
  })

  test('is empty where no case of the type was worked', async () => {
    expect((await readPath(officer, 'void-visit')).json()).toEqual({ caseType: { id: 'void-visit', name: 'Void visit' }, cases: 0, activityCount: 0, events: 0, variants: 0, medianSeconds: null, meanSeconds: null, activities: [], follows: [] })
  })

  test('is not found for a type that the landlord does not have, also where another has it', async () => {
    const other = await house.buildLandlord()
    const stranger = await house.visit(other, other.officer)
    expect((await readPath(stranger, 'jobs')).statusCode).toBe(404)
    expect((await readPath(officer, 'unheard-of')).statusCode).toBe(404)
    expect((await readPath(house.stranger, 'jobs')).statusCode).toBe(401)
  })
})
