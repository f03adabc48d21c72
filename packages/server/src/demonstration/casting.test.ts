import { libraryCalendars, libraryCaseTypes } from '@casement/case-types'
import { startOf } from '@casement/engine'
import { expect, test } from 'vitest'
import { commandPolicy, permits } from '../policy/policy.ts'
import { castCases, type Stage } from './casting.ts'
import type { CaseLife } from './case-life.ts'
import { chanceOf } from './chance.ts'
import { findDueOn, nearness, needsUs, tasksOf } from './situation.ts'
import { inventWorld } from './world.ts'
import { isInOfficeHours } from './working-time.ts'

const calendar = libraryCalendars().find(({ id }) => id === 'england-and-wales')!

/** A day is cast in a second; on a busy machine it takes ten times as long. */
const PATIENCE_MS = 120_000

const casts = new Map<string, Promise<{ stage: Stage; lives: CaseLife[] }>>()

/** Each day is cast once for all tests. */
function cast(today: string): Promise<{ stage: Stage; lives: CaseLife[] }> {
  const known = casts.get(today) ?? castAnew(today)
  casts.set(today, known)
  return known
}

async function castAnew(today: string): Promise<{ stage: Stage; lives: CaseLife[] }> {
  const world = inventWorld(chanceOf('larkmere'), { today, homes: 200 })
  const stage = { world, today, now: startOf(today, calendar.zone), calendar, calendars: () => calendar, caseTypes: libraryCaseTypes().map(({ caseType }) => caseType) }
  return { stage, lives: await castCases(stage, chanceOf('larkmere')) }
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

test('a few dozen cases have all that happens to cases', async () => {
  const { lives } = await cast('2026-11-23')
  expect(lives.length).toBeGreaterThan(35)
  const commands = countBy(lives.flatMap(({ deeds }) => deeds.map(({ command }) => command.type)))
  expect(Object.keys(commands)).toEqual(expect.arrayContaining(['open-case', 'complete-task', 'advance-time', 'add-note', 'add-party', 'hold', 'reassign-task', 'redo-task', 'cancel-case']))
  const outcomes = lives.filter(({ state }) => state.status === 'closed').map(({ state }) => state.outcome)
  expect(new Set(outcomes).size).toBeGreaterThanOrEqual(4)
  expect(lives.some(({ state }) => state.stalled !== undefined)).toBe(false)
}, PATIENCE_MS)

test('cases of every type of the library stand side by side, open and closed', async () => {
  const { stage, lives } = await cast('2026-11-23')
  const types = countBy(lives.map(({ plan }) => plan.office.caseType.id))
  for (const { id } of stage.caseTypes) expect(types[id]).toBeGreaterThanOrEqual(4)
  expect(new Set(lives.filter(({ state }) => state.status === 'open').map(({ plan }) => plan.office.caseType.id)).size).toBe(stage.caseTypes.length)
}, PATIENCE_MS)

test('the tenants of the pictures have open cases, Ivo Pendlebury first', async () => {
  const { stage, lives } = await cast('2026-11-23')
  const open = lives.filter(({ state }) => state.status === 'open').map(({ plan }) => stage.world.people.find(({ id }) => id === plan.tenancy.tenants[0])?.name)
  expect(open).toEqual(expect.arrayContaining(['Ivo Pendlebury', 'Amara Thistlewood', 'Nettie Cobblewick']))
}, PATIENCE_MS)

test('people act in office hours, in order, within their rights and before today', async () => {
  const { stage, lives } = await cast('2026-11-23')
  for (const { deeds } of lives) {
    expect(deeds.map(({ now }) => now)).toEqual(deeds.map(({ now }) => now).toSorted())
    expect(deeds.at(-1)!.now <= stage.now).toBe(true)
    for (const { actor, now, command } of deeds) {
      if (actor.kind === 'system') continue
      expect(isInOfficeHours(now, calendar)).toBe(true)
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
