import { decide, isRefusal, type CaseEvent, type CaseState } from '@casement/engine'
import { describe, expect, test } from 'vitest'
import { libraryCalendars } from '../calendars/load-calendars.ts'
import { libraryCaseTypes } from '../library.ts'
import { failingSeeds } from './failing-seeds.ts'
import { findBrokenLaw, findBrokenReplay } from './laws-of-a-case.ts'
import { contextOf } from './random-walk.ts'
import { simulateCase } from './simulate-case.ts'
import { simulate } from './simulate.ts'

const isNightly = process.env['CASEMENT_NIGHTLY'] !== undefined
const years = isNightly ? 1000 : 4
/** Milliseconds; two cores may be shared with much else. */
const LONGEST = isNightly ? 3_600_000 : 120_000
const from = '2026-12-01'
const calendars = libraryCalendars()
const types = libraryCaseTypes().map(({ caseType }) => caseType)

describe.each(types.map((caseType) => [caseType.id, caseType] as const))('case-years of %s', (_id, caseType) => {
  test('break no law, whatever people do and however clocks jump', () => {
    const report = simulate({ caseType, calendars, seed: isNightly ? Math.floor(Math.random() * 2 ** 31) : 11, from, years })
    expect(report.broken && `seed ${report.seed}: case ${report.broken.number}: ${report.broken.words}`).toBeUndefined()
    expect(report.years).toBeGreaterThanOrEqual(years)
    expect(report.ends.reduce((sum, { cases }) => sum + cases, 0)).toBe(report.cases)
    expect(report.clocks.some(({ met, missed }) => met + missed > 0)).toBe(true)
  }, LONGEST)

  test('are the same for the same seed, one case alone as among all', () => {
    const options = { caseType, calendars, seed: 5, from, years: 1 }
    expect(simulate(options)).toEqual(simulate(options))
    expect(simulate({ ...options, only: 2 }).cases).toBe(1)
    const [one, other] = [21, 22].map((seed) => simulateCase({ ...options, seed }).events)
    expect(simulateCase({ ...options, seed: 21 }).events).toEqual(one)
    expect(other).not.toEqual(one)
  }, LONGEST)
})

test.each(failingSeeds)('a case that once broke a law keeps it: $caseType with seed $seed: $was', ({ caseType, seed }) => {
  const found = types.find(({ id }) => id === caseType)!
  expect(simulateCase({ caseType: found, calendars, seed, from }).broken).toBeUndefined()
}, LONGEST)

describe('a law that is broken is named', () => {
  const caseType = types.find(({ id }) => id === 'suspected-abandonment')!
  const context = contextOf({ caseType, calendars, now: '2026-12-01T10:00:00.000Z' })
  const opened = decide(undefined, { type: 'open-case', fields: {} }, context)
  if (isRefusal(opened)) throw new Error(opened.words)
  const { events, state } = opened

  test('and none where nothing is', () => {
    expect(findBrokenLaw(undefined, opened, context)).toBeUndefined()
    expect(findBrokenReplay(events, state)).toBeUndefined()
  })

  const changed = (change: (event: CaseEvent) => CaseEvent) => events.map(change)
  const made = events.find(({ type }) => type === 'item-started')!
  const next = (type: string, payload: object): CaseEvent => ({ ...made, seq: state.version + 1, type, payload }) as CaseEvent
  const after = (type: string, payload: object) => ({ events: [next(type, payload)], state: { ...state, version: state.version + 1 } })
  const live = Object.values(state.items).find((item) => item.state === 'live' && item.kind === 'task')!
  const { id: item, step } = live
  const clock = Object.values(state.clocks)[0]!

  test.each<[string, { before?: CaseState; decided: { events: CaseEvent[]; state: CaseState }; words: string }]>([
    ['a gap', { decided: { events: changed((event) => ({ ...event, seq: event.seq + 1 })), state }, words: 'The events have a gap before 2 after event 2, case-opened' }],
    ['another version than the events lead to', { decided: { events, state: { ...state, version: 99 } }, words: 'The state is not where its events lead' }],
    ['an item that comes back from nowhere', {
      before: { ...state, items: { ...state.items, [item]: { ...live, state: 'superseded' } } },
      decided: after('item-started', { item, step, triggers: [] }), words: `${item} went from superseded to live after event ${state.version + 1}, item-started`,
    }],
    ['a moment that is spoken again', {
      before: { ...state, clocks: { ...state.clocks, [clock.id]: { ...clock, fired: [{ point: -1, occurrence: 1, at: made.occurredAt }] } } },
      decided: after('clock-warned', { clock: clock.id, rule: clock.rule }), words: `${clock.id} spoke 2 times at one point after event ${state.version + 1}, clock-warned`,
    }],
    ['a case that has stalled', { decided: { events, state: { ...state, stalled: 'It goes round' } }, words: 'The case stalled. It goes round' }],
    ['an expression that fails', { decided: { events, state: { ...state, warnings: { 'visit.when': 'no such name' } } }, words: 'An expression at visit.when could not be read: no such name' }],
    ['an end that leaves work', { before: state, decided: after('case-closed', {}), words: 'The case ended and' }],
  ])('%s', (_what, { before, decided, words }) => {
    expect(findBrokenLaw(before, decided, context)).toContain(words)
  })

  test('work that time should have done', () => {
    const early = { ...opened, state: { ...state, lastAt: state.openedAt } }
    expect(findBrokenLaw(undefined, early, { ...context, now: '2027-12-01T10:00:00.000Z' })).toMatch(/^Something was still to be done at 2026-12-/)
  })

  test('a state that its events do not lead to', () => {
    expect(findBrokenReplay(events, { ...state, priority: 'urgent' })).toBe('The state is not the replay of its events')
  })
})
