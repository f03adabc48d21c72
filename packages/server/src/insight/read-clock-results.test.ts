import { type Calendar, type CaseClock, type CaseState, readCaseClock } from '@casement/engine'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCasework } from '../cases/casework.ts'
import { runCommand } from '../cases/run-command.ts'
import type { ClockResult } from '../contract/contract.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { createPool } from '../database/pool.ts'
import { seedDemonstration } from '../demonstration/seed-demonstration.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'
import { readLandlords } from '../work/landlords.ts'
import { readClockResults } from './read-clock-results.ts'
import { readTypeNames } from './type-names.ts'

/** A demonstration takes a few seconds, on a busy machine three times as long. */
const PATIENCE_MS = 120_000
const TODAY = '2026-11-20'

let database: TestDatabase
let pool: Pool
let landlordId: string
let clocks: { caseType: string; clock: CaseClock }[]
let calendar: (id: string, version?: number) => Calendar

beforeAll(async () => {
  database = await createTestDatabase()
  pool = createPool({ url: database.appUrl, name: 'test', max: 2 })
  await seedDemonstration({ pool, today: TODAY })
  landlordId = (await readLandlords(pool))[0]!.id
  await holdSomeCases()
  const states = await ask<{ state: CaseState }>('select state from casement.case_record where landlord_id = $1')
  clocks = states.flatMap(({ state }) => Object.values(state.clocks).filter(({ wait }) => wait !== true).map((clock) => ({ caseType: state.caseType.id, clock })))
  const calendars = await ask<{ definition: Calendar }>('select definition from casement.calendar where landlord_id = $1')
  calendar = (id, version) => calendars.find(({ definition }) => definition.id === id && definition.version === version)!.definition
}, PATIENCE_MS)

afterAll(async () => {
  await pool.end()
  await database.drop()
})

/** So that clocks stand still today, whatever the year brought: the first of the open cases that a hold can pause. */
async function holdSomeCases(): Promise<void> {
  const open = await ask<{ ref: string; state: CaseState }>("select ref, state from casement.case_record where landlord_id = $1 and status <> 'closed' and ended_at is null order by ref")
  const holdable = open.flatMap(({ ref, state }) => {
    const [reason] = Object.values(state.clocks).flatMap(({ terms, stopped, withdrawn, wait }) => (stopped || withdrawn || wait ? [] : terms.pausedBy))
    return reason === undefined ? [] : [{ ref, reason }]
  })
  for (const { ref, reason } of holdable.slice(0, 5)) {
    const held = await runCommand(createCasework(pool), { landlordId, ref, actor: { kind: 'import', id: 'old-system' }, command: { type: 'hold', reason }, now: '2026-11-19T23:00:00.000Z' })
    expect(held).toMatchObject({ kind: 'done' })
  }
}

function ask<Row extends object>(statement: string): Promise<Row[]> {
  return inLandlord({ pool, landlordId }, (tx) => tx.rows<Row & Record<string, unknown>>(statement, [landlordId]))
}

interface Asked {
  begins: string
  ends: string
  now: string
  caseType?: string
}

const results = ({ begins, ends, now, caseType }: Asked) =>
  inLandlord({ pool, landlordId }, async (tx) => readClockResults(tx, { period: { from: '', to: '', begins, ends }, caseType, now, names: await readTypeNames(tx) }))

/** The same by the engine, clock by clock. */
function byTheEngine({ begins, ends, now }: Asked): Record<string, unknown> {
  const sums: Record<string, Record<string, number>> = {}
  for (const { caseType, clock } of clocks) {
    const { state, late, dueAt } = readCaseClock(clock, calendar, now)
    const isOver = state === 'met' || state === 'missed' || state === 'withdrawn'
    const endedAt = [clock.stopped?.at, clock.withdrawn?.at].filter((at) => at !== undefined).toSorted()[0] ?? now
    if (isOver && (endedAt < begins || endedAt >= ends)) continue
    const sum = (sums[`${caseType} ${clock.rule} ${clock.terms.basis}`] ??= { met: 0, missed: 0, withdrawn: 0, running: 0, paused: 0, overdue: 0, overdueInPeriod: 0, pausedSeconds: 0 })
    const shown = isOver ? state : late ? 'overdue' : state === 'paused' ? 'paused' : 'running'
    sum[shown]! += 1
    if (shown === 'overdue' && dueAt >= begins && dueAt < ends) sum['overdueInPeriod']! += 1
    sum['pausedSeconds']! += secondsPaused(clock, endedAt)
  }
  return sums
}

/** Every second counted once, minute by minute of the holds that count. */
function secondsPaused({ startedAt, pauses }: CaseClock, end: string): number {
  const counting = pauses.filter(({ from }) => from >= startedAt && from < end).map(({ from, to }) => ({ from: Date.parse(from), to: Math.min(Date.parse(to ?? end), Date.parse(end)) }))
  const edges = [...new Set(counting.flatMap(({ from, to }) => [from, to]))].toSorted((one, other) => one - other)
  return edges.reduce((sum, edge, index) => (counting.some(({ from, to }) => from <= edge && edge < to) ? sum + (edges[index + 1]! - edge) / 1000 : sum), 0)
}

function asSums(found: ClockResult[]): Record<string, unknown> {
  return Object.fromEntries(found.map(({ caseType, rule, basis, met, missed, withdrawn, running, paused, overdue, overdueInPeriod, pausedSeconds }) =>
    [`${caseType.id} ${rule} ${basis}`, { met, missed, withdrawn, running, paused, overdue, overdueInPeriod, pausedSeconds: Math.round(pausedSeconds) }]))
}

function rounded(sums: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(sums as Record<string, { pausedSeconds: number }>).map(([key, sum]) => [key, { ...sum, pausedSeconds: Math.round(sum.pausedSeconds) }]))
}

describe('the clocks of the demonstration', () => {
  const moments = ['2026-11-19T23:59:59.999Z', '2026-11-20T00:00:00.000Z', '2026-11-24T12:00:00.000Z', '2027-03-01T09:00:00.000Z']
  const periods = [['2025-12-01T00:00:00.000Z', '2026-11-21T00:00:00.000Z'], ['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'], ['2026-11-01T00:00:00.000Z', '2027-04-01T00:00:00.000Z']] as const

  test.for(moments.flatMap((now) => periods.map(([begins, ends]) => ({ now, begins, ends }))))('are counted as the engine reads each: at $now, of $begins to $ends', async (asked) => {
    expect(asSums(await results(asked))).toEqual(rounded(byTheEngine(asked)))
  })

  test('hold every state, so that the comparison says something', () => {
    const seen = new Set(moments.flatMap((now) => clocks.map(({ clock }) => readCaseClock(clock, calendar, now).state)))
    expect([...seen].toSorted()).toEqual(expect.arrayContaining(['met', 'missed', 'overdue', 'paused', 'running', 'withdrawn']))
    expect(clocks.length).toBeGreaterThan(100)
  })

  test('say their rule, basis and source, law first in each case type, and what share was on time', async () => {
    const found = await results({ begins: '2025-12-01T00:00:00.000Z', ends: '2026-11-21T00:00:00.000Z', now: '2026-11-20T00:00:00.000Z' })
    const bases = found.map(({ caseType, basis }) => `${caseType.name} ${['law', 'code', 'landlord'].indexOf(basis)}`)
    expect(bases).toEqual(bases.toSorted())
    for (const { met, missed, overdueInPeriod, onTime, pauses, pausedSeconds } of found) {
      const decided = met + missed + overdueInPeriod
      expect(onTime).toBe(decided === 0 ? null : Math.round((met / decided) * 10_000) / 10_000)
      expect(pauses.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(pausedSeconds, 1)
    }
    expect(found.flatMap(({ pauses }) => pauses).every(({ reason, name }) => name !== reason)).toBe(true)
  })

  test('are those of one case type where one is asked for', async () => {
    const asked = { begins: '2025-12-01T00:00:00.000Z', ends: '2026-11-21T00:00:00.000Z', now: '2026-11-20T00:00:00.000Z' }
    const all = await results(asked)
    const [first] = all
    expect(await results({ ...asked, caseType: first!.caseType.id })).toEqual(all.filter(({ caseType }) => caseType.id === first!.caseType.id))
  })
})
