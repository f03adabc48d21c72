import { expect, it } from 'vitest'
import { makeAlmanac } from './dates.ts'
import { findMomentProblem, instantOfMoment, momentOn } from './past-moment.ts'
import type { PastMoment } from './past-moment.ts'

const almanac = makeAlmanac({ now: Date.parse('2026-12-10T08:15:00Z') })
const OPENED = '2026-12-01T10:00:00Z'

it.each([
  ['just now', undefined, undefined],
  ['last week', { day: '2026-12-03', time: '14:30' }, undefined],
  ['this very minute', { day: '2026-12-10', time: '08:15' }, undefined],
  ['later today', { day: '2026-12-10', time: '08:16' }, 'That is still to come: choose an earlier time'],
  ['a day without a time', { day: '2026-12-03', time: '' }, 'Give the time as well'],
  ['before the case', { day: '2026-12-01', time: '09:59' }, 'The case was opened later: Tue 1 Dec, 10 am'],
] satisfies [string, PastMoment | undefined, string | undefined][])('what is wrong with %s', (_when, moment, words) => {
  expect(findMomentProblem(moment, almanac, OPENED)).toBe(words)
})

it('begins a chosen day at nine in the morning, today no later than now, and keeps a time that was chosen', () => {
  expect([momentOn('2026-12-09', undefined, almanac).time, momentOn('2026-12-10', undefined, almanac).time, momentOn('2026-12-09', '16:20', almanac).time]).toEqual(['09:00', '08:15', '16:20'])
})

it('is a moment of the landlord’s own zone', () => {
  expect(instantOfMoment({ day: '2026-07-01', time: '09:00' }, almanac)).toBe('2026-07-01T08:00:00.000Z')
  expect(instantOfMoment(undefined, almanac)).toBeUndefined()
})
