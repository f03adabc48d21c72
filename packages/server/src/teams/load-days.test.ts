import { describe, expect, test } from 'vitest'
import { testCalendar } from '../testing/build-landlord.ts'
import { loadDays, stretchOf } from './load-days.ts'

const place = { zone: 'Europe/London', calendar: testCalendar }

describe('the days of a load', () => {
  test('are today and nine working days, over a weekend and Christmas', () => {
    expect(loadDays('2026-12-22T10:00:00.000Z', place).days).toEqual(['2026-12-22', '2026-12-23', '2026-12-24', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-04', '2027-01-05', '2027-01-06'])
  })

  test('begin with today also when it is closed', () => {
    expect(loadDays('2026-11-21T10:00:00.000Z', place).days.slice(0, 2)).toEqual(['2026-11-21', '2026-11-23'])
  })

  test('are those of the landlord, not of Greenwich', () => {
    const { days, bounds } = loadDays('2026-06-01T23:30:00.000Z', place)
    expect([days[0], bounds[1]]).toEqual(['2026-06-02', '2026-06-02T23:00:00.000Z'])
  })
})

describe('what a filter means', () => {
  const now = '2026-12-22T10:00:00.000Z'
  const load = loadDays(now, place)
  const stretch = (due?: string) => {
    const { from, to } = stretchOf(due, load, place)
    return [from, to]
  }

  test.each([
    [undefined, [null, null]],
    ['overdue', [null, now]],
    ['2026-12-22', [now, '2026-12-23T00:00:00.000Z']],
    ['2026-12-23', ['2026-12-23T00:00:00.000Z', '2026-12-24T00:00:00.000Z']],
    // With what is due over Christmas: it has to be done before.
    ['2026-12-24', ['2026-12-24T00:00:00.000Z', '2026-12-29T00:00:00.000Z']],
    ['2027-01-06', ['2027-01-06T00:00:00.000Z', '2027-01-07T00:00:00.000Z']],
    ['later', ['2027-01-07T00:00:00.000Z', null]],
    // A day outside the load is that day.
    ['2027-01-15', ['2027-01-15T00:00:00.000Z', '2027-01-18T00:00:00.000Z']],
  ])('%s', (due, expected) => {
    expect(stretch(due)).toEqual(expected)
  })
})
