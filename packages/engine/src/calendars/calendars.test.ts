import { describe, expect, test } from 'vitest'
import { addWorkingDays, countWorkingDays, findClosure, isWorkingDay } from './calendar.ts'
import { civilDate, dayNumber, weekday } from './civil-date.ts'
import { dateRangeWords, dateWords, timeWords } from './date-words.ts'
import { epochMilliseconds, instantText } from './instant.ts'
import { englandAndWales, scotland } from '../testing/calendars.ts'
import { civilDay, endOfDay, startOfDay } from './zone.ts'

describe('A civil date is a number of days since 1970', () => {
  test.each([
    ['1970-01-01', 0, 4],
    ['1969-12-31', -1, 3],
    ['1972-02-29', 789, 2],
    ['2000-03-01', 11_017, 3],
    ['2026-12-15', 20_802, 2],
    ['2027-01-03', 20_821, 7],
  ])('%s is day %i, weekday %i', (date, day, isoWeekday) => {
    expect([dayNumber(date), civilDate(day), weekday(day)]).toEqual([day, date, isoWeekday])
  })

  test.each(['2026-02-29', '2026-13-01', '15/12/2026', '2026-12-15T00:00:00Z'])('%s is refused', (date) => {
    expect(() => dayNumber(date)).toThrow(RangeError)
  })
})

describe('A moment is written with its offset', () => {
  test.each([
    ['2026-12-15T09:41:00Z', '2026-12-15T09:41:00.000Z'],
    ['2026-06-15T09:41:00+01:00', '2026-06-15T08:41:00.000Z'],
    ['2026-06-15T09:41:00.5-03:30', '2026-06-15T13:11:00.500Z'],
  ])('%s is %s', (written, instant) => expect(instantText(epochMilliseconds(written))).toBe(instant))

  test.each([0, -1, 951_782_399_999, 253_402_300_799_999, 253_402_300_800_000, -62_167_219_200_001, 1_792_983_599_007])('%i milliseconds since 1970 are written as the platform does', (milliseconds) => {
    expect(instantText(milliseconds)).toBe(new Date(milliseconds).toISOString())
  })

  test.each(['2026-12-15', '2026-12-15T09:41:00', '2026-12-15 09:41:00Z', 'yesterday', '2026-12-15T25:00:00Z'])('%s is refused', (written) => {
    expect(() => epochMilliseconds(written)).toThrow('is not a moment')
  })
})

describe('Working days are counted from the day after', () => {
  test.each([
    ['2026-12-01', 10, '2026-12-15'],
    ['2026-12-18', 10, '2027-01-06'],
    ['2026-12-19', 1, '2026-12-21'],
    ['2026-12-24', 1, '2026-12-29'],
    ['2026-12-25', 0, '2026-12-25'],
    ['2026-12-29', -1, '2026-12-24'],
    ['2026-12-26', -1, '2026-12-24'],
    ['2027-01-06', -10, '2026-12-18'],
    ['2027-01-02', -2, '2026-12-30'],
    ['2019-12-20', 3, '2019-12-25'],
    ['2035-12-20', 3, '2035-12-25'],
    ['2026-09-30', 523, '2028-10-11'],
  ])('from %s, %i working days, is %s in England and Wales', (from, days, to) => {
    expect(civilDate(addWorkingDays(englandAndWales, dayNumber(from), days))).toBe(to)
  })

  test('Scotland keeps 4 January 2027 closed, so the tenth working day is one later', () => {
    expect(civilDate(addWorkingDays(scotland, dayNumber('2026-12-18'), 10))).toBe('2027-01-07')
  })

  test.each([
    ['2026-12-24', '2026-12-29', 1],
    ['2026-12-18', '2027-01-06', 10],
    ['2026-12-29', '2026-12-24', 0],
    ['2018-01-01', '2018-01-08', 5],
    ['2031-01-01', '2031-01-08', 5],
  ])('after %s up to %s there are %i working days', (from, to, days) => {
    expect(countWorkingDays(englandAndWales, dayNumber(from), dayNumber(to))).toBe(days)
  })

  test('a calendar without closed days or with a short week still counts', () => {
    const sundaysAndMondays = { ...englandAndWales, workingWeekdays: [7, 1], closedDays: [] }
    expect(civilDate(addWorkingDays(sundaysAndMondays, dayNumber('2026-12-15'), 3))).toBe('2026-12-27')
    expect(civilDate(addWorkingDays(sundaysAndMondays, dayNumber('2026-12-15'), -3))).toBe('2026-12-07')
  })

  test('a calendar with no working weekday is refused with the remedy', () => {
    expect(() => isWorkingDay({ ...englandAndWales, workingWeekdays: [] }, 0)).toThrow('give it at least one')
  })
})

describe('A day that does not count says why', () => {
  test.each([
    ['2027-03-26', 'Good Friday'],
    ['2027-03-27', 'Saturday'],
    ['2027-03-28', 'Sunday'],
    ['2027-03-29', 'Easter Monday'],
    ['2027-03-30', undefined],
  ])('%s: %s', (date, why) => {
    expect([findClosure(englandAndWales, dayNumber(date)), isWorkingDay(englandAndWales, dayNumber(date))]).toEqual([why, why === undefined])
  })
})

describe('A day begins and ends by the landlord’s wall clock', () => {
  test.for<[string, string, string, string, number]>([
    ['Europe/London', '2026-12-15', '2026-12-15T00:00:00.000Z', '2026-12-15T23:59:59.000Z', 24],
    ['Europe/London', '2026-06-15', '2026-06-14T23:00:00.000Z', '2026-06-15T22:59:59.000Z', 24],
    ['Europe/London', '2026-03-29', '2026-03-29T00:00:00.000Z', '2026-03-29T22:59:59.000Z', 23],
    ['Europe/London', '2026-10-25', '2026-10-24T23:00:00.000Z', '2026-10-25T23:59:59.000Z', 25],
    ['Europe/London', '2026-12-31', '2026-12-31T00:00:00.000Z', '2026-12-31T23:59:59.000Z', 24],
    ['America/St_Johns', '2026-07-01', '2026-07-01T02:30:00.000Z', '2026-07-02T02:29:59.000Z', 24],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00.000Z', '2026-04-05T13:29:59.000Z', 24.5],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z', '2026-04-24T20:59:59.000Z', 23],
    ['America/Santiago', '2026-04-04', '2026-04-04T03:00:00.000Z', '2026-04-05T03:59:59.000Z', 25],
    ['Pacific/Kiritimati', '2027-01-01', '2026-12-31T10:00:00.000Z', '2027-01-01T09:59:59.000Z', 24],
  ])('in %s %s runs from %s to %s, %d hours', ([zone, date, from, to, hours]) => {
    const [start, end] = [startOfDay(dayNumber(date), zone), endOfDay(dayNumber(date), zone)]
    expect([instantText(start), instantText(end), (end + 1000 - start) / 3_600_000]).toEqual([from, to, hours])
  })

  test.each([
    ['Europe/London', '2026-06-14T22:59:59.999Z', '2026-06-14'],
    ['Europe/London', '2026-06-14T23:00:00Z', '2026-06-15'],
    ['Europe/London', '2026-10-25T00:30:00Z', '2026-10-25'],
    ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '2027-01-01'],
    ['America/New_York', '2027-01-01T04:59:59Z', '2026-12-31'],
    ['America/Santiago', '2026-04-05T03:00:00Z', '2026-04-04'],
  ])('in %s, %s lies on %s', (zone, instant, date) => expect(civilDate(civilDay(epochMilliseconds(instant), zone))).toBe(date))

  test('a zone that does not exist is refused with the remedy', () => {
    expect(() => startOfDay(0, 'Europe/Brambleford')).toThrow('write it as Europe/London')
  })
})

describe('Dates and times are said the way people say them', () => {
  test.each([
    ['2026-12-15', '2026-12-15', 'Tue 15 Dec'],
    ['2026-12-01', '2026-12-04', 'Tue 1 – Fri 4 Dec'],
    ['2026-11-26', '2026-12-01', 'Thu 26 Nov – Tue 1 Dec'],
    ['2026-12-31', '2027-01-04', 'Thu 31 Dec – Mon 4 Jan 2027'],
  ])('%s to %s: %s', (from, to, words) => expect(dateRangeWords(dayNumber(from), dayNumber(to), 2026)).toBe(words))

  test.each([
    ['2026-12-15T09:41:00Z', '9.41 am'],
    ['2026-12-15T17:00:00Z', '5 pm'],
    ['2026-06-15T23:05:00Z', '12.05 am'],
    ['2026-12-15T12:00:00Z', '12 pm'],
  ])('%s in London: %s', (instant, words) => expect(timeWords(epochMilliseconds(instant), 'Europe/London')).toBe(words))

  test('the year is named only where it is another', () => expect(dateWords(dayNumber('2027-01-05'), 2026)).toBe('Tue 5 Jan 2027'))
})
