import { describe, expect, it } from 'vitest'
import { countWorkingDays, dayInWords, dayOf, dayWithDistance, distanceInWords, dueInWords, instantOf, longDayInWords, makeAlmanac, momentInWords, nextWorkingDays, spanInWords, timeInWords } from './dates.ts'

/** Thursday 10 December 2026, 9.41 in the morning, with the Christmas closures of that winter. */
const almanac = makeAlmanac({ now: Date.parse('2026-12-10T09:41:00Z'), closedDays: ['2026-12-25', '2026-12-28', '2027-01-01'] })
const { today } = almanac

describe('a day in words', () => {
  it.each([
    ['2026-12-15', 'Tue 15 Dec'],
    ['2026-01-01', 'Thu 1 Jan'],
    ['2026-09-30', 'Wed 30 Sep'],
    ['2027-01-01', 'Fri 1 Jan 2027'],
    ['2025-12-31', 'Wed 31 Dec 2025'],
  ])('%s reads %s', (day, words) => {
    expect(dayInWords(day, today)).toBe(words)
  })

  it('is written out in full at the head of a page', () => {
    expect(longDayInWords(today)).toBe('Thursday 10 December')
  })
})

describe('how far a day is', () => {
  it.each([
    ['2026-12-10', 'today'],
    ['2026-12-11', 'next working day'],
    ['2026-12-14', 'in 2 working days'],
    ['2026-12-15', 'in 3 working days'],
    ['2026-12-24', 'in 10 working days'],
    ['2026-12-29', 'in 11 working days'],
    ['2027-01-04', 'in 14 working days'],
    ['2026-12-09', '1 working day ago'],
    ['2026-12-08', '2 working days ago'],
    ['2026-12-04', '4 working days ago'],
  ])('%s is %s', (day, words) => {
    expect(distanceInWords(day, almanac)).toBe(words)
  })

  it.each([
    ['2026-12-11T09:00:00Z', '2026-12-12', 'tomorrow'],
    ['2026-12-11T09:00:00Z', '2026-12-13', 'in 2 days'],
    ['2026-12-13T09:00:00Z', '2026-12-12', 'yesterday'],
    ['2026-12-12T09:00:00Z', '2026-12-14', 'next working day'],
  ])('from %s, %s with no working day between is %s', (now, day, words) => {
    expect(distanceInWords(day, makeAlmanac({ now: Date.parse(now) }))).toBe(words)
  })

  it('stands in brackets after the date in a sentence', () => {
    expect(dayWithDistance('2026-12-15', almanac)).toBe('Tue 15 Dec (in 3 working days)')
  })

  it('counts neither weekends nor closed days', () => {
    expect(countWorkingDays('2026-12-24', '2026-12-29', almanac)).toBe(1)
    expect(nextWorkingDays(almanac, 11).slice(-3)).toEqual(['2026-12-23', '2026-12-24', '2026-12-29'])
  })
})

describe('a time in words', () => {
  it.each([
    ['2026-12-10T09:41:00Z', '9.41 am'],
    ['2026-12-10T17:00:00Z', '5 pm'],
    ['2026-12-10T12:00:00Z', '12 pm'],
    ['2026-12-10T12:05:00Z', '12.05 pm'],
    ['2026-12-10T00:00:00Z', '12 am'],
    ['2026-12-10T00:30:00Z', '12.30 am'],
    ['2026-07-01T08:05:00Z', '9.05 am'],
  ])('%s in London reads %s', (instant, words) => {
    expect(timeInWords(instant)).toBe(words)
  })
})

describe('the day of an instant', () => {
  it.each([
    ['2026-07-01T23:30:00Z', '2026-07-02'],
    ['2026-12-01T23:30:00Z', '2026-12-01'],
    ['2026-03-29T00:30:00Z', '2026-03-29'],
  ])('%s lies on %s in London', (instant, day) => {
    expect(dayOf(instant)).toBe(day)
  })
})

describe('what stands under a due state', () => {
  it.each([
    ['2026-12-15T23:59:59Z', 'Tue 15 Dec', 'in 3 working days'],
    ['2026-12-15T14:30:00Z', 'Tue 15 Dec, 2.30 pm', 'in 3 working days'],
    ['2026-12-10T17:00:00Z', 'by 5 pm', '7 hours left'],
    ['2026-12-10T23:59:59Z', 'end of day', '14 hours left'],
    ['2026-12-10T10:11:00Z', 'by 10.11 am', '30 minutes left'],
    ['2026-12-10T09:00:00Z', '9 am', '41 minutes ago'],
    ['2026-12-08T23:59:59Z', 'Tue 8 Dec', '2 working days ago'],
  ])('due %s reads "%s · %s"', (dueAt, date, distance) => {
    expect(dueInWords({ dueAt }, almanac)).toEqual({ date, distance })
  })
})

describe('moments and spans', () => {
  it('names a moment of today by its time', () => {
    expect(momentInWords('2026-12-10T09:40:00Z', almanac)).toBe('today, 9.40 am')
    expect(momentInWords('2026-12-08T09:40:00Z', almanac)).toBe('Tue 8 Dec, 9.40 am')
  })

  it.each([
    ['2026-11-26', '2026-11-30', 'Thu 26 – Mon 30 Nov'],
    ['2026-11-30', '2026-12-04', 'Mon 30 Nov – Fri 4 Dec'],
    ['2026-11-30', '2026-11-30', 'Mon 30 Nov'],
  ])('from %s to %s reads %s', (from, to, words) => {
    expect(spanInWords(from, to, today)).toBe(words)
  })
})

describe('the instant of a day and a time in London', () => {
  it.each([
    ['2026-12-10', '09:41', '2026-12-10T09:41:00.000Z'],
    ['2026-07-01', '09:05', '2026-07-01T08:05:00.000Z'],
    ['2026-03-29', '00:30', '2026-03-29T00:30:00.000Z'],
    ['2026-03-29', '03:00', '2026-03-29T02:00:00.000Z'],
    ['2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '02:30', '2026-10-25T02:30:00.000Z'],
  ])('%s at %s is %s', (day, time, instant) => {
    expect(instantOf(day, time)).toBe(instant)
  })
})
