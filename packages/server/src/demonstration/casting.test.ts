import { createHash } from 'node:crypto'
import { libraryCalendars } from '@casement/case-types'
import { dayAt, dayNumber, readCaseClock } from '@casement/engine'
import { expect, test } from 'vitest'
import { commandPolicy, permits } from '../policy/policy.ts'
import type { CaseLife } from './case-life.ts'
import { chanceOf } from './chance.ts'
import { castYear } from './demonstration-cases.ts'
import { setStage } from './seed-demonstration.ts'
import { findDueOn, nearness, needsUs, tasksOf } from './situation.ts'
import type { Stage } from './stage.ts'
import { isInOfficeHours } from './working-time.ts'

const calendars = libraryCalendars()
const calendar = calendars.find(({ id }) => id === 'england-and-wales')!

/** A small landlord's year takes a second; on a busy machine ten times as long. */
const PATIENCE_MS = 120_000

const casts = new Map<string, Promise<{ stage: Stage; lives: CaseLife[] }>>()

/** Each day is cast once for all tests. */
function cast(today: string): Promise<{ stage: Stage; lives: CaseLife[] }> {
  const known = casts.get(today) ?? castAnew(today)
  casts.set(today, known)
  return known
}

async function castAnew(today: string, homes = 200): Promise<{ stage: Stage; lives: CaseLife[] }> {
  const stage = setStage(chanceOf('larkmere'), { today, homes, calendars })
  const cases = await castYear(stage, chanceOf('larkmere'), () => undefined)
  return { stage, lives: cases.map(({ live }) => live()) }
}

function countBy(words: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

function rosalindsTasks(lives: CaseLife[], stage: Stage): Record<string, number> {
  const rosalind = stage.world.staff[0]!.id
  return countBy(lives.flatMap(({ state, plan }) => tasksOf(state, rosalind).map((item) => {
    const due = findDueOn(item, state, stage)
    if (state.holds.length > 0) return 'paused'
    if (!needsUs(item, state, plan.office.caseType)) return 'waiting'
    return due === undefined ? 'undated' : nearness(due, stage)
  })))
}

// A Monday, a Thursday, a Sunday, the days after Christmas, and the first working day after Easter.
test.each(['2026-11-23', '2026-12-10', '2026-11-22', '2026-12-30', '2027-03-30'])('Rosalind’s list of %s shows an ordinary day', async (today) => {
  const { stage, lives } = await cast(today)
  const counts = rosalindsTasks(lives, stage)
  expect(counts['overdue']).toBeGreaterThanOrEqual(2)
  expect(counts['overdue']).toBeLessThanOrEqual(4)
  expect(counts['today']).toBeGreaterThanOrEqual(3)
  expect(counts['soon']).toBeGreaterThanOrEqual(3)
  expect((counts['later'] ?? 0) + (counts['undated'] ?? 0)).toBeGreaterThanOrEqual(1)
  expect(counts['paused']).toBeGreaterThanOrEqual(2)
  const needs = (['overdue', 'today', 'soon', 'later', 'undated'] as const).reduce((sum, when) => sum + (counts[when] ?? 0), 0)
  expect(needs).toBeGreaterThanOrEqual(12)
  expect(needs).toBeLessThanOrEqual(20)
}, PATIENCE_MS)

test('all that happens to cases happens, and none stands still or warns', async () => {
  const { lives } = await cast('2026-11-23')
  expect(lives.length).toBeGreaterThan(35)
  const commands = countBy(lives.flatMap(({ deeds }) => deeds.map(({ command }) => command.type)))
  expect(Object.keys(commands)).toEqual(expect.arrayContaining(['open-case', 'claim-case', 'complete-task', 'advance-time', 'add-note', 'add-party', 'hold', 'reassign-task', 'redo-task', 'extend-clock', 'cancel-case']))
  const outcomes = lives.filter(({ state }) => state.status === 'closed').map(({ state }) => state.outcome)
  expect(new Set(outcomes).size).toBeGreaterThanOrEqual(4)
  expect(lives.filter(({ state }) => state.stalled !== undefined || Object.keys(state.warnings).length > 0)).toEqual([])
}, PATIENCE_MS)

test('cases of the types that happen most, and of some others, are open side by side', async () => {
  const { lives } = await cast('2026-11-23')
  const open = lives.filter(({ state }) => state.status === 'open').map(({ plan }) => plan.office.caseType.id)
  expect(open).toEqual(expect.arrayContaining(['hazard', 'complaint', 'suspected-abandonment']))
  expect(new Set(open).size).toBeGreaterThanOrEqual(5)
}, PATIENCE_MS)

test('some are late, most are not', async () => {
  const { lives, stage } = await cast('2026-11-23')
  const clocks = lives.flatMap(({ state }) => Object.values(state.clocks).filter(({ wait, withdrawn }) => wait !== true && withdrawn === undefined))
  const late = clocks.filter((clock) => readCaseClock(clock, stage.calendars, stage.now).late)
  expect(late.length / clocks.length).toBeGreaterThan(0.02)
  expect(late.length / clocks.length).toBeLessThan(0.15)
}, PATIENCE_MS)

test('the same seed and day play the same year', async () => {
  const digest = (lives: CaseLife[]) => createHash('sha256').update(JSON.stringify(lives.map(({ deeds }) => deeds))).digest('hex')
  const [one, other] = [await castAnew('2026-11-20', 40), await castAnew('2026-11-20', 40)]
  expect(digest(one.lives)).toBe(digest(other.lives))
}, PATIENCE_MS)

test('the tenants of the pictures have open cases, Ivo Pendlebury first', async () => {
  const { stage, lives } = await cast('2026-11-23')
  const open = lives.filter(({ state }) => state.status === 'open').map(({ plan }) => stage.world.people.find(({ id }) => id === plan.tenancy.tenants[0])?.name)
  expect(open).toEqual(expect.arrayContaining(['Ivo Pendlebury', 'Amara Thistlewood', 'Nettie Cobblewick']))
}, PATIENCE_MS)

test('people act in order, within their rights, before today, while they are at work, and in office hours unless it cannot wait', async () => {
  const { stage, lives } = await cast('2026-11-23')
  for (const { deeds, state } of lives) {
    const urgent = new Set(Object.values(state.clocks).flatMap(({ of, terms }) => ('hours' in terms.allow && of !== undefined ? [of] : [])))
    expect(deeds.map(({ now }) => now)).toEqual(deeds.map(({ now }) => now).toSorted())
    expect(deeds.at(-1)!.now <= stage.now).toBe(true)
    for (const { actor, now, command } of deeds) {
      if (actor.kind === 'system') continue
      expect(isInOfficeHours(now, calendar) || (command.type === 'complete-task' && urgent.has(command.task))).toBe(true)
      expect(stage.rota.backOn(actor.id, dayNumber(dayAt(now, calendar.zone)))).toBeUndefined()
      expect(permits(commandPolicy[command.type], actor.roles ?? [])).toBe(true)
      if (command.occurredAt !== undefined) expect(isInOfficeHours(command.occurredAt, calendar) && command.occurredAt < now).toBe(true)
    }
  }
}, PATIENCE_MS)

test('some of what was done was written down later', async () => {
  const { lives } = await cast('2026-11-23')
  const done = lives.flatMap(({ deeds }) => deeds.filter(({ command }) => command.type === 'complete-task'))
  const later = done.filter(({ command }) => command.occurredAt !== undefined)
  expect(later.length / done.length).toBeGreaterThan(0.15)
  expect(later.length / done.length).toBeLessThan(0.6)
}, PATIENCE_MS)
