import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ageing, ClockResult, Volumes } from '../contract/contract.ts'
import type { EventLog } from '../event-logs/event-log.ts'
import { importEventLog } from '../event-logs/import-event-log.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

/** Case 1 was opened as the first of June had just begun in London, in May by Greenwich. */
const log: EventLog = {
  name: 'jobs', fileName: 'jobs.csv', digest: 'c'.repeat(64), problems: [],
  columns: ['case:concept:name', 'concept:name', 'time:timestamp'],
  rows: [['1', 'Visit', '2026-05-31T23:30:00.000Z'], ['2', 'Visit', '2026-06-20T10:00:00.000Z'], ['3', 'Visit', '2026-09-02T10:00:00.000Z']].map((values, index) => ({ line: index + 2, values })),
}

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor
let dawn: Visitor
const refs: Record<string, string> = {}

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ frozenNow: '2026-11-20T10:00:00.000Z' })
  rosalind = await house.visit(landlord, landlord.officer)
  dawn = await house.visit(landlord, landlord.manager)
  await importEventLog(house.parts.casework, { landlordId: landlord.id, log })
  for (const [name, day] of [['closed', '11-02'], ['cancelled', '11-03'], ['back', '11-04'], ['open', '11-13']] as const) refs[name] = await open(day)
  await act('closed', 'closure', { reason: 'done', explanations: { 'clear.1': 'Nothing to clear' }, occurredAt: '2026-11-10T09:00:00Z' })
  await act('cancelled', 'cancellation', { reason: 'Opened in error', occurredAt: '2026-11-10T09:00:00Z' })
  await act('back', 'closure', { reason: 'done', explanations: { 'clear.1': 'Nothing to clear' }, occurredAt: '2026-11-12T09:00:00Z' })
  await act('back', 'reopening', { reason: 'The tenant is still there' })
}, 60_000)

afterAll(() => house.close())

async function open(day: string): Promise<string> {
  const reply = await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home }, occurredAt: `2026-${day}T09:00:00Z` } })
  const { ref } = reply.json()
  await dawn.send('POST', `/api/v1/cases/${ref}/tasks/visit.1/completion`, { body: { outcome: 'empty', occurredAt: `2026-${day}T12:00:00Z` }, headers: { 'if-match': '*' } })
  return ref
}

async function act(name: string, what: string, body: object): Promise<void> {
  const reply = await dawn.send('POST', `/api/v1/cases/${refs[name]}/${what}`, { body, headers: { 'if-match': '*' } })
  expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)])
}

const volumes = async (query = '') => (await rosalind.get(`/api/v1/insight/volumes${query}`)).json<Volumes>()

describe('volumes', () => {
  test('count what was opened, closed, cancelled and reopened in each month, by case type, beside what is open now', async () => {
    const found = await volumes()
    expect([found.from, found.to, found.periods.length]).toEqual(['2025-12-01', '2026-11-20', 12])
    expect(found.periods.filter(({ opened }) => opened > 0)).toEqual([
      { from: '2026-06-01', to: '2026-06-30', opened: 2, closed: 0, cancelled: 0, reopened: 0 },
      { from: '2026-09-01', to: '2026-09-30', opened: 1, closed: 0, cancelled: 0, reopened: 0 },
      { from: '2026-11-01', to: '2026-11-20', opened: 4, closed: 2, cancelled: 1, reopened: 1 },
    ])
    expect(found.caseTypes).toEqual([
      { id: 'jobs', name: 'Jobs', open: 3, opened: 3, closed: 0, cancelled: 0, reopened: 0 },
      { id: 'void-visit', name: 'Void visit', open: 2, opened: 4, closed: 2, cancelled: 1, reopened: 1 },
    ])
  })

  test('count by week from Monday, cut off where the period begins and ends', async () => {
    const { periods } = await volumes('?from=2026-11-03&to=2026-11-12&by=week')
    expect(periods).toEqual([
      { from: '2026-11-03', to: '2026-11-08', opened: 2, closed: 0, cancelled: 0, reopened: 0 },
      { from: '2026-11-09', to: '2026-11-12', opened: 0, closed: 2, cancelled: 1, reopened: 0 },
    ])
  })

  test('show the months of one case type, and all types beside it', async () => {
    const { periods, caseTypes } = await volumes('?caseType=jobs&from=2026-06-01&to=2026-06-30')
    expect(periods).toEqual([{ from: '2026-06-01', to: '2026-06-30', opened: 2, closed: 0, cancelled: 0, reopened: 0 }])
    expect(caseTypes.map(({ id, opened }) => [id, opened])).toEqual([['jobs', 2], ['void-visit', 0]])
  })

  test.each([
    ['volumes?from=2026-11-30', '2026-11-20, before it begins on 2026-11-30'],
    ['volumes?from=2016-01-01', 'more than 120 months'],
    ['volumes?from=2024-01-01&by=week', 'more than 120 weeks'],
    ['volumes?from=2026-02-30', 'Write a date as 2026-12-15.'],
    ['volumes?by=day', 'by'],
    ['clocks?to=2020-01-01&from=2026-01-01', 'before it begins'],
    ['ageing?from=2026-01-01', 'There is no parameter from here'],
  ])('refuse %s with what is wrong', async (address, words) => {
    const reply = await rosalind.get(`/api/v1/insight/${address}`)
    expect([reply.statusCode, reply.json().detail]).toEqual([400, expect.stringContaining(words)])
  })
})

describe('ageing', () => {
  test('counts open cases by days since they were opened, and lists the oldest first', async () => {
    const { bands, caseTypes, oldest } = (await rosalind.get('/api/v1/insight/ageing')).json<Ageing>()
    expect(bands.map(({ fromDays, toDays }) => [fromDays, toDays])).toEqual([[0, 6], [7, 27], [28, 90], [91, 181], [182, 364], [365, null]])
    expect(caseTypes).toEqual([
      { id: 'jobs', name: 'Jobs', open: 3, counts: [0, 0, 1, 2, 0, 0] },
      { id: 'void-visit', name: 'Void visit', open: 2, counts: [0, 2, 0, 0, 0, 0] },
    ])
    expect(oldest.map(({ openedAt }) => openedAt.slice(0, 10))).toEqual(['2026-05-31', '2026-06-20', '2026-09-02', '2026-11-04', '2026-11-13'])
    expect(oldest[3]).toMatchObject({ ref: refs['back'], title: expect.stringContaining('Void visit'), status: 'open' })
  })

  test('of one case type shows that one', async () => {
    const { caseTypes, oldest } = (await rosalind.get('/api/v1/insight/ageing?caseType=void-visit')).json<Ageing>()
    expect([caseTypes.map(({ id }) => id), oldest.length]).toEqual([['void-visit'], 2])
  })
})

describe('clocks', () => {
  test('of a period are those that ended in it, and those open now', async () => {
    const { from, to, items } = (await rosalind.get('/api/v1/insight/clocks?from=2026-11-01&to=2026-11-11')).json<{ from: string; to: string; items: ClockResult[] }>()
    expect([from, to]).toEqual(['2026-11-01', '2026-11-11'])
    expect(items).toEqual([
      { caseType: { id: 'void-visit', name: 'Void visit' }, rule: 'clear', name: 'Clear the home', basis: 'code', source: null, met: 0, missed: 0, withdrawn: 2, running: 1, paused: 0, overdue: 0, overdueInPeriod: 0, onTime: null, medianSeconds: null, pausedSeconds: 0, pauses: [] },
      { caseType: { id: 'void-visit', name: 'Void visit' }, rule: 'first-visit', name: 'First visit', basis: 'landlord', source: null, met: 3, missed: 0, withdrawn: 0, running: 0, paused: 0, overdue: 0, overdueInPeriod: 0, onTime: 1, medianSeconds: 10_800, pausedSeconds: 0, pauses: [] },
    ])
  })
})

test('nobody sees what is another landlord’s: an empty Insight, and no such case type', async () => {
  const other = await house.buildLandlord({ caseTypes: [] })
  const stranger = await house.visit(other, other.officer)
  expect((await stranger.get('/api/v1/insight/volumes')).json()).toMatchObject({ caseTypes: [] })
  expect((await stranger.get('/api/v1/insight/clocks')).json()).toMatchObject({ items: [] })
  expect((await stranger.get('/api/v1/insight/ageing')).json()).toMatchObject({ caseTypes: [], oldest: [] })
  for (const what of ['volumes', 'clocks', 'ageing']) {
    expect((await stranger.get(`/api/v1/insight/${what}?caseType=jobs`)).statusCode).toBe(404)
    expect((await house.stranger.get(`/api/v1/insight/${what}`)).statusCode).toBe(401)
  }
})
