import { describe, expect, it } from 'vitest'
import { daysOf, fitsWeeks, readInsightSearch } from './period.ts'
import type { InsightSearch } from './period.ts'

describe('the days of a period', () => {
  it.for<[InsightSearch, string, string, string]>([
    [{}, '2026-11-24', '2025-12-01', '2026-11-24'],
    [{ period: 'three-months' }, '2026-01-31', '2025-11-01', '2026-01-31'],
    [{ period: 'this-month' }, '2026-11-01', '2026-11-01', '2026-11-01'],
    [{ period: 'last-month' }, '2026-03-31', '2026-02-01', '2026-02-28'],
    [{ period: 'this-year' }, '2026-11-24', '2026-04-01', '2026-11-24'],
    [{ period: 'this-year' }, '2026-03-31', '2025-04-01', '2026-03-31'],
    [{ period: 'last-year' }, '2026-04-01', '2025-04-01', '2026-03-31'],
    [{ period: 'own', from: '2026-02-03', to: '2026-02-09' }, '2026-11-24', '2026-02-03', '2026-02-09'],
    [{ period: 'own', to: '2026-02-09' }, '2026-11-24', '2025-03-01', '2026-02-09'],
  ])('%j on %s is from %s to %s', ([search, today, from, to]) => expect(daysOf(search, today)).toEqual({ from, to }))
})

it('takes from an address only what it understands', () => {
  expect(readInsightSearch({ period: 'last-month', from: '2026-02-30', to: '2026-03-01', by: 'week', type: 'x', more: 1 })).toEqual({ period: 'last-month', to: '2026-03-01', by: 'week', type: 'x' })
  expect(readInsightSearch({ period: 'toString', by: 'day' })).toEqual({})
})

it('shows weeks of a year and a little more, not of ten', () => {
  expect([fitsWeeks({ from: '2025-12-01', to: '2026-11-24' }), fitsWeeks({ from: '2020-01-01', to: '2026-11-24' })]).toEqual([true, false])
})
