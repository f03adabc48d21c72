import { civilDate, addWorkingDays, dayNumber } from '@casement/engine'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { calendarSchema } from './calendar-schema.ts'
import { loadCalendar } from './load-calendar.ts'
import { libraryCalendars } from './load-calendars.ts'
import { writtenCalendar } from './written-calendar.ts'

const own = { id: 'larkmere', version: 1, name: 'Larkmere', timeZone: 'Europe/London' }
const load = (changes: object = {}) => loadCalendar(JSON.stringify({ ...own, ...changes }), 'larkmere', libraryCalendars())
const findings = (changes: object) => load(changes).findings.map(({ place, message }) => `${place}: ${message}`)

test('the schema is published as calendar.schema.json, which is written anew with vitest -u', async () => {
  const published = z.toJSONSchema(calendarSchema, { target: 'draft-2020-12' })
  expect(published).toMatchObject({ title: 'Calendar', additionalProperties: false })
  await expect(`${JSON.stringify(published, null, 2)}\n`).toMatchFileSnapshot('../../calendar.schema.json')
})

describe('a calendar', () => {
  test('of a few words works from Monday to Friday, and its holidays are all there are', () => {
    expect(load()).toEqual({ name: 'larkmere', findings: [], calendar: { id: 'larkmere', version: 1, name: 'Larkmere', zone: 'Europe/London', workingWeekdays: [1, 2, 3, 4, 5], closedDays: [], knownFrom: '0001-01-01', knownTo: '9999-12-31' } })
  })

  test('has the holidays of another in it, with its own and those of every year, and is known as far as that', () => {
    const { calendar } = load({ holidaysOf: 'england-and-wales', holidays: [{ date: '2026-12-24', name: 'Closed for the staff' }, { yearly: '12-31' }], openingHours: { monday: { opens: '09:00', closes: '17:00' }, thursday: { opens: '09:00', closes: '19:00' } } })
    expect(calendar).toMatchObject({ workingWeekdays: [1, 4], yearlyClosedDays: [{ day: '12-31', name: 'Holiday' }], knownTo: '2028-12-31', openingHours: { thursday: { closes: '19:00' } } })
    expect(civilDate(addWorkingDays(calendar!, dayNumber('2026-12-21'), 1))).toBe('2027-01-04')
  })

  test.each<[string, object, string]>([
    ['a key that there is not', { zone: 'Europe/London' }, 'zone: There is no "zone" here.'],
    ['a time zone that there is not', { timeZone: 'Europe/Londinium' }, 'timeZone: There is no such time zone; write one as Europe/London.'],
    ['an id out of form', { id: 'Lark Mere' }, 'id: An id is in small letters, digits and hyphens, as larkmere-homes.'],
    ['a version that the database cannot hold', { version: 3_000_000_000 }, 'version: version must be at most 999999999.'],
    ['a day that there is not', { holidays: [{ date: '2026-02-30' }] }, 'holidays[0].date: Write a date that exists, from 1900 to 2199, as 2026-12-25.'],
    ['holidays of a calendar that there is not', { holidaysOf: 'wales' }, 'holidaysOf: There is no calendar wales.'],
    ['a holiday twice', { holidays: [{ date: '2026-12-24' }, { yearly: '12-24' }, { date: '2026-12-24', name: 'Again' }] }, 'holidays[2]: 2026-12-24 is a holiday already, further up.'],
    ['days that are known to before they are known from', { knownFrom: '2027-01-01', knownTo: '2026-12-31' }, 'knownTo: 2026-12-31 lies before 2027-01-01, which knownFrom says.'],
    ['an opening that closes before it opens', { openingHours: { monday: { opens: '17:00', closes: '09:00' } } }, 'openingHours.monday.closes: It closes before it opens. Write an opening past midnight at both days: one to 24:00, one from 00:00.'],
    ['hours so few that a clock would not be due', { openingHours: { monday: { opens: '09:00', closes: '10:00' } } }, 'openingHours: It is open for less than 100 hours in 2027.'],
    ['working days so few', { workingDays: ['sunday'], holidays: Array.from({ length: 48 }, (_, week) => ({ date: civilDate(dayNumber('2026-01-04') + week * 7) })) }, 'holidays: Fewer than 24 days of 2026 are working days.'],
  ])('refuses %s', (_what, changes, said) => expect(findings(changes)).toEqual([said]))

  test('keeps the time zone that it had: cases have their days by it', () => {
    const before = load().calendar!
    const after = loadCalendar(JSON.stringify({ ...own, version: 2, timeZone: 'Europe/Dublin' }), 'larkmere', [before])
    expect(after.findings).toMatchObject([{ place: 'timeZone', message: 'Larkmere, version 1, is in Europe/London.', remedy: expect.stringContaining('give this calendar another id') as string }])
  })

  test('can be written out again, with what came from another in it', () => {
    for (const calendar of [...libraryCalendars(), load({ holidaysOf: 'scotland', holidays: [{ yearly: '12-31', name: 'Closed' }], openingHours: { monday: { opens: '09:00', closes: '17:00' } } }).calendar!]) {
      expect(loadCalendar(JSON.stringify(writtenCalendar(calendar)), 'again').calendar).toEqual(calendar)
    }
  })

  test('is told all of its faults at once, each with its line', () => {
    const text = 'id: larkmere\nversion: 0\nname: Larkmere\ntimeZone: Europe/London\nholidaysOf: wales\nholidays:\n  - { date: 2026-12-24 }\n  - { date: 2026-12-24 }\nclosed: true\n'
    expect(loadCalendar(text, 'larkmere', libraryCalendars()).findings.map(({ place, line }) => [place, line])).toEqual([['version', 2], ['holidaysOf', 5], ['holidays[1]', 8], ['closed', 9]])
    expect(loadCalendar('- 1', 'larkmere').findings).toHaveLength(1)
    expect(loadCalendar('id: [', 'larkmere').findings[0]).toMatchObject({ place: 'file', line: 1 })
  })
})
