import { describe, expect, test } from 'vitest'
import type { Calendar } from '../calendars/calendar.ts'
import { englandAndWales } from '../testing/calendars.ts'
import type { Allowance } from './allowance.ts'
import { readClock } from './clock.ts'
import type { ClockLedger } from './clock.ts'
import { explainClock } from './explain.ts'
import { ledgerOf, pause } from './ledger.fixture.ts'

const withLunch = { opens: '09:00', closes: '17:00', breaks: [{ from: '12:30', to: '13:30' }] }
/** Closed for lunch, and early on Fridays. */
const desk: Calendar = { ...englandAndWales, openingHours: { monday: withLunch, tuesday: withLunch, wednesday: withLunch, thursday: withLunch, friday: { opens: '09:00', closes: '12:30' } } }
const always = { opens: '00:00', closes: '24:00' }
const roundTheClock: Calendar = { ...englandAndWales, closedDays: [], openingHours: { monday: always, tuesday: always, wednesday: always, thursday: always, friday: always, saturday: always, sunday: always } }
const LATER = '2027-12-01T12:00:00Z'

describe('Working hours count the opening hours of the calendar and nothing else', () => {
  test.for<[string, Allowance, string, string]>([
    ['in the morning', { workingHours: 2 }, '2026-12-01T09:30:00Z', '2026-12-01T11:30:00.000Z'],
    ['over lunch', { workingHours: 2 }, '2026-12-01T11:30:00Z', '2026-12-01T14:30:00.000Z'],
    ['to the minute of closing', { workingHours: 2 }, '2026-12-01T15:00:00Z', '2026-12-01T17:00:00.000Z'],
    ['on into the next day', { workingMinutes: 90 }, '2026-12-01T16:00:00Z', '2026-12-02T09:30:00.000Z'],
    ['from before opening', { workingHours: 1 }, '2026-12-01T03:00:00Z', '2026-12-01T10:00:00.000Z'],
    ['from the break', { workingHours: 1 }, '2026-12-01T13:00:00Z', '2026-12-01T14:30:00.000Z'],
    ['over an early Friday and the weekend', { workingHours: 8 }, '2026-12-04T09:00:00Z', '2026-12-07T14:30:00.000Z'],
    ['over Christmas', { workingHours: 7 }, '2026-12-24T10:00:00Z', '2026-12-29T10:00:00.000Z'],
    ['in summer time', { workingHours: 2 }, '2026-06-10T11:00:00Z', '2026-06-10T14:00:00.000Z'],
    ['not at all', { workingHours: 0 }, '2026-12-05T11:00:00Z', '2026-12-05T11:00:00.000Z'],
  ])('%s: %j from %s is %s', ([_what, allow, from, dueAt]) => {
    expect(readClock(ledgerOf(allow, from), desk, from).dueAt).toBe(dueAt)
  })

  test.each([
    ['2026-03-28T12:00:00Z', 24, '2026-03-29T12:00:00.000Z'],
    ['2026-10-24T12:00:00Z', 24, '2026-10-25T12:00:00.000Z'],
  ])('a desk that never closes is open for 23 and 25 hours when clocks change: from %s, %i hours is %s', (from, workingHours, dueAt) => {
    expect(readClock(ledgerOf({ workingHours }, from), roundTheClock, from).dueAt).toBe(dueAt)
    expect(readClock(ledgerOf({ hours: workingHours }, from), roundTheClock, from).dueAt).toBe(dueAt)
  })

  test('where a calendar names no hours, working days are open from 9 to 5', () => {
    expect(readClock(ledgerOf({ workingHours: 9 }, '2026-12-24T09:00:00Z'), englandAndWales, LATER).dueAt).toBe('2026-12-29T10:00:00.000Z')
  })

  test('the warning counts back in opening hours too', () => {
    const clock = ledgerOf({ workingHours: 8 }, '2026-12-01T10:00:00Z', { terms: { warn: { workingHours: 4 } } })
    expect(readClock(clock, desk, LATER)).toMatchObject({ dueAt: '2026-12-02T11:00:00.000Z', warnAt: '2026-12-01T15:00:00.000Z' })
  })

  test('pausing adds the overlap inside opening time (semantics 28)', () => {
    const clock = ledgerOf({ workingHours: 4 }, '2026-12-01T10:00:00Z', { pauses: [pause('2026-12-01T12:00:00Z', '2026-12-02T09:30:00Z')] })
    expect(readClock(clock, desk, LATER).dueAt).toBe('2026-12-02T11:30:00.000Z')
  })
})

describe('Weeks and months', () => {
  test.for<[Allowance, string, string]>([
    [{ weeks: 12 }, '2026-12-15', '2027-03-09'],
    [{ weeks: 2, inclusive: true }, '2026-12-15', '2026-12-28'],
    [{ weeks: 2, roll: 'next-working-day' }, '2026-12-14', '2026-12-29'],
    [{ months: 1 }, '2026-10-31', '2026-11-30'],
    [{ months: 1 }, '2028-01-30', '2028-02-29'],
    [{ months: 1, inclusive: true }, '2026-12-01', '2026-12-31'],
    [{ months: 13 }, '2026-12-31', '2028-01-31'],
    [{ months: 1, roll: 'next-working-day' }, '2026-11-25', '2026-12-29'],
    [{ days: 10, roll: 'next-working-day' }, '2026-12-15', '2026-12-29'],
  ])('%j from %s is %s', ([allow, from, dueOn]) => {
    expect(readClock(ledgerOf(allow, `${from}T09:00:00Z`), englandAndWales, LATER).dueOn).toBe(dueOn)
  })

  test('pausing months adds calendar days, and then the roll (semantics 28)', () => {
    const request = (to: string) => ledgerOf({ months: 1, roll: 'next-working-day' }, '2026-12-01T09:00:00Z', { pauses: [pause('2026-12-10T10:00:00Z', to)] })
    expect(readClock(request('2026-12-10T17:00:00Z'), englandAndWales, LATER).dueOn).toBe('2027-01-04')
    expect(readClock(request('2026-12-14T10:00:00Z'), englandAndWales, LATER).dueOn).toBe('2027-01-05')
  })

  test('pausing weeks adds as many days as begin inside (semantics 28)', () => {
    const clock = ledgerOf({ weeks: 4 }, '2026-12-01T09:00:00Z', { pauses: [pause('2026-12-10T10:00:00Z', '2026-12-13T10:00:00Z')] })
    expect(readClock(clock, englandAndWales, LATER).dueOn).toBe('2027-01-01')
  })

  test('minutes run on, and pausing adds the exact overlap (semantics 28)', () => {
    const clock = ledgerOf({ minutes: 90 }, '2026-12-01T23:30:00Z', { pauses: [pause('2026-12-01T23:40:00Z', '2026-12-01T23:52:00Z')] })
    expect(readClock(clock, englandAndWales, LATER).dueAt).toBe('2026-12-02T01:12:00.000Z')
  })
})

describe('A due day may end with the opening hours', () => {
  test.each([
    ['2026-12-01', '2026-12-03T17:00:00.000Z'],
    ['2026-12-02', '2026-12-04T12:30:00.000Z'],
    ['2026-06-09', '2026-06-11T16:00:00.000Z'],
  ])('two working days from %s end at %s', (from, dueAt) => {
    const clock = ledgerOf({ workingDays: 2, until: 'closing' }, `${from}T11:00:00Z`)
    expect(readClock(clock, desk, LATER)).toMatchObject({ dueAt, inTimeUntil: dueAt })
    expect(explainClock(clock, desk, LATER).due.words).toMatch(/(5 pm|12.30 pm)$/)
  })

  test('one on which nobody opens lasts to midnight', () => {
    expect(readClock(ledgerOf({ days: 4, until: 'closing' }, '2026-12-01T11:00:00Z'), desk, LATER).dueAt).toBe('2026-12-05T23:59:59.000Z')
  })
})

describe('Each kind shows its working', () => {
  const shown = (ledger: ClockLedger, calendar: Calendar, now: string) => {
    const { rule, rows, total, unit, start, opens } = explainClock(ledger, calendar, now)
    return { rule, rows: rows.map(({ from, to, words, count }) => `${from === to ? from : `${from} ${to}`} ${words}: ${count}`), total: `${total} ${unit}`, start: start.words, opens: opens?.words }
  }

  test('working hours: each day’s share, and why another has none', () => {
    const clock = ledgerOf({ workingHours: 12 }, '2026-12-24T16:00:00Z', { pauses: [pause('2026-12-29T09:00:00Z', '2026-12-29T11:00:00Z')] })
    expect(shown(clock, desk, '2026-12-30T18:00:00Z')).toMatchObject({
      rule: '12 working hours from case opened, in opening hours only. Stops while on hold for no access.', total: '12 working hours',
      rows: ['2026-12-24 Start: case opened, 4 pm: 1', '2026-12-25 Christmas Day: 0', '2026-12-26 2026-12-27 Weekend: 0', '2026-12-28 Boxing Day: 0', '2026-12-29 Paused: no access, 2 working hours not counted: 5', '2026-12-30 Today, late by 1 working hour: 6'],
    })
  })

  test('months: the days that they come to, those on hold made up, then the roll', () => {
    const clock = ledgerOf({ months: 1, roll: 'next-working-day' }, '2026-11-25T09:00:00Z', { pauses: [pause('2026-12-01T12:00:00Z', '2026-12-02T12:00:00Z')] })
    expect(shown(clock, englandAndWales, '2027-01-20T10:00:00Z')).toMatchObject({
      rule: '1 month from case opened, that day not counted, to the same day of the month or the last of a shorter one, or to the next working day. Stops while on hold for no access.',
      total: '30 days',
      rows: ['2026-11-25 Start: case opened, 9 am: 0', '2026-11-26 2026-12-01 Counted: 6', '2026-12-02 Paused: no access: 0', '2026-12-03 2026-12-26 Counted: 24', '2026-12-27 Weekend: 0', '2026-12-28 Boxing Day: 0', '2026-12-29 The next working day: 0'],
    })
  })

  test('weeks in days, and from when on it may be done', () => {
    const clock = ledgerOf({ weeks: 2, until: 'closing' }, '2026-12-01T09:00:00Z', { terms: { notBefore: { weeks: 1 } } })
    expect(shown(clock, desk, '2026-12-20T10:00:00Z')).toMatchObject({
      rule: '2 weeks from case opened, that day not counted, until closing time. Not before 1 week has passed. Stops while on hold for no access.', total: '14 days', opens: 'Wed 9 Dec, 12 am',
      rows: ['2026-12-01 Start: case opened, 9 am: 0', '2026-12-02 2026-12-15 Counted: 14'],
    })
  })

  test('a letter: when it was sent, and when it is taken as received', () => {
    const clock = ledgerOf({ workingDays: 20 }, '2026-12-14T09:00:00Z', { trigger: { name: 'claim.posted', seq: 2 }, terms: { deemedAfter: { workingDays: 2 } } })
    expect(shown(clock, englandAndWales, LATER)).toMatchObject({
      rule: '20 working days from the day that is 2 working days after claim posted, that day not counted. Stops while on hold for no access.',
      start: 'claim posted, Mon 14 Dec 2026, 9 am; taken as received Wed 16 Dec 2026', total: '20 working days',
    })
  })
})
