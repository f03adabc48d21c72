import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { clockFileSchema } from './clock-file-schema.ts'
import { readClockFile } from './read-clock-file.ts'
import { tryClock } from './try-clock.ts'

const started = { event: 'started', at: '2026-12-01T10:00:00Z' }
const desk = { timeZone: 'Europe/London', openingHours: { tuesday: { opens: '09:00', closes: '17:00' }, wednesday: { opens: '09:00', closes: '17:00' } } }

function written(changes: object = {}) {
  return { id: 'a', calendar: 'england-and-wales', rule: { allow: { workingDays: 2 } }, ledger: [started], now: '2026-12-01T12:00:00Z', ...changes }
}

function findings(...clocks: unknown[]): string[] {
  return readClockFile(JSON.stringify(clocks)).findings.map(({ place, message }) => `${place}: ${message}`)
}

function tried(changes: object) {
  const { clocks, findings: found } = readClockFile(JSON.stringify([written(changes)]))
  expect(found).toEqual([])
  return tryClock(clocks[0]!)
}

test('the schema is published as clock-file.schema.json, which is written anew with vitest -u', async () => {
  const published = z.toJSONSchema(clockFileSchema, { target: 'draft-2020-12' })
  expect(published).toMatchObject({ title: 'Clocks to try', type: 'array' })
  await expect(`${JSON.stringify(published, null, 2)}\n`).toMatchFileSnapshot('../../clock-file.schema.json')
})

describe('A clock is worked out from its file', () => {
  test.for<[string, object, string]>([
    ['working days of a calendar of the library', {}, '2026-12-03T23:59:59.000Z'],
    ['working hours inside the opening hours', { calendar: desk, rule: { allow: { workingHours: 10 } } }, '2026-12-02T12:00:00.000Z'],
    ['the next opening is a week away', { calendar: desk, rule: { allow: { workingHours: 16 } } }, '2026-12-08T10:00:00.000Z'],
    ['weekdays with opening hours are the working days', { calendar: desk }, '2026-12-08T23:59:59.000Z'],
    ['unless others are named', { calendar: { ...desk, workingDays: ['tuesday', 'sunday'] } }, '2026-12-08T23:59:59.000Z'],
    ['a holiday of every year', { calendar: { ...desk, holidays: [{ yearly: '12-08' }] } }, '2026-12-09T23:59:59.000Z'],
    ['a holiday of one year', { calendar: { ...desk, holidays: [{ date: '2026-12-02' }], holidaysOf: 'scotland' } }, '2026-12-09T23:59:59.000Z'],
    ['without hours from 9 to 5, Monday to Friday', { calendar: { timeZone: 'Asia/Kolkata' }, rule: { allow: { workingHours: 2 } } }, '2026-12-02T04:00:00.000Z'],
    ['every pause stops it', { ledger: [started, { event: 'paused', at: '2026-12-01T11:00:00Z' }, { event: 'resumed', at: '2026-12-03T11:00:00Z' }] }, '2026-12-07T23:59:59.000Z'],
    ['but for those of other reasons than it names', { rule: { allow: { workingDays: 2 }, pausedBy: ['police'] }, ledger: [started, { event: 'paused', at: '2026-12-01T11:00:00Z', reason: 'access' }] }, '2026-12-03T23:59:59.000Z'],
    ['two pauses at once', { ledger: [started, { event: 'paused', at: '2026-12-01T11:00:00Z', reason: 'a' }, { event: 'paused', at: '2026-12-01T12:00:00Z', reason: 'b' }, { event: 'resumed', at: '2026-12-02T11:00:00Z', reason: 'a' }, { event: 'resumed', at: '2026-12-04T11:00:00Z', reason: 'b' }] }, '2026-12-08T23:59:59.000Z'],
    ['an extension', { ledger: [started, { event: 'extended', at: '2026-12-02T11:00:00Z', by: { workingDays: 3 } }] }, '2026-12-08T23:59:59.000Z'],
    ['a due day set by hand', { ledger: [started, { event: 'revised', at: '2026-12-02T11:00:00Z', on: '2026-12-20' }] }, '2026-12-20T23:59:59.000Z'],
    ['a due moment set by hand', { rule: { allow: { hours: 5 } }, ledger: [started, { event: 'revised', at: '2026-12-01T11:00:00Z', dueAt: '2026-12-01T18:00:00+01:00' }] }, '2026-12-01T17:00:00.000Z'],
    ['due at once when it is rated more severe', { ledger: [started, { event: 'rated', at: '2026-12-03T11:00:00Z', allow: { hours: 24 } }] }, '2026-12-03T11:00:00.000Z'],
  ])('%s', ([_what, changes, due]) => expect(tried(changes).due.at).toBe(due))

  test('with due, warning, elapsed and remaining, in UTC and on the wall', () => {
    const found = tried({ calendar: { ...desk, timeZone: 'America/New_York' }, rule: { allow: { workingHours: 6 }, warn: { workingMinutes: 90 }, escalate: [{ after: { hours: 1 }, repeat: 2, do: [] }] }, now: '2026-12-01T15:15:00Z' })
    expect(found).toMatchObject({
      state: 'running', timeZone: 'America/New_York', due: { at: '2026-12-01T20:00:00.000Z', local: '2026-12-01T15:00:00-05:00', on: '2026-12-01' }, warning: { local: '2026-12-01T13:30:00-05:00' },
      elapsed: { units: 1.25, unit: 'working hours', milliseconds: 4_500_000 }, remaining: { units: 4.75, late: false, milliseconds: 17_100_000 },
      escalations: [{ point: 0, occurrence: 1, at: '2026-12-01T21:00:00.000Z' }, { point: 0, occurrence: 2 }],
    })
    expect(found.working).toContain('Due: Tue 1 Dec, 3 pm: 6')
  })

  test('when it has ended, too', () => {
    expect(tried({ ledger: [started, { event: 'stopped', at: '2026-12-04T09:00:00Z' }], now: '2027-01-01T00:00:00Z' })).toMatchObject({ state: 'missed', late: true, remaining: { words: 'Missed by 1 working day' }, elapsed: { units: 3 } })
    expect(tried({ ledger: [started, { event: 'withdrawn', at: '2026-12-02T09:00:00Z' }] }).state).toBe('withdrawn')
  })
})

describe('What cannot be so is named with its place', () => {
  test.for<[unknown, string]>([
    [{ ...written(), calendar: 'mars' }, '[0].calendar: There is no calendar mars.'],
    [{ ...written(), calendar: { timeZone: 'Europe/Londn' } }, '[0].calendar.timeZone: There is no such time zone; write one as Europe/London.'],
    [{ ...written(), calendar: { ...desk, holidaysOf: 'mars' } }, '[0].calendar.holidaysOf: There is no calendar mars.'],
    [{ ...written(), calendar: { timeZone: 'UTC', openingHours: { monday: { opens: '22:00', closes: '06:00' } } } }, '[0].calendar.openingHours.monday.closes: It closes before it opens. Write an opening past midnight at both days: one to 24:00, one from 00:00.'],
    [{ ...written(), calendar: { timeZone: 'UTC', openingHours: { monday: { opens: '9:00', closes: '17:00' } } } }, '[0].calendar.openingHours.monday.opens: Write a time of day as 09:00; 24:00 is the end of the day.'],
    [{ ...written(), calendar: { timeZone: 'UTC', openingHours: { monday: { opens: '09:00', closes: '17:00', breaks: [{ from: '16:00', to: '18:00' }] } } } }, '[0].calendar.openingHours.monday.breaks: Breaks come in order, each inside the opening and none into the next.'],
    [{ ...written(), calendar: { timeZone: 'UTC', openingHours: {} } }, '[0].calendar.openingHours: Name at least one weekday with its hours, or take openingHours out.'],
    [{ ...written(), calendar: { timeZone: 'UTC', holidays: [{ date: '2026-02-30' }] } }, '[0].calendar.holidays[0].date: Write a date that exists, from 1900 to 2199, as 2026-12-25.'],
    [{ ...written(), calendar: { timeZone: 'UTC', holidays: [{ yearly: '13-01' }] } }, '[0].calendar.holidays[0].yearly: Write a day of any year as 12-25.'],
    [{ ...written(), rule: { allow: { fortnights: 2 } } }, '[0].rule.allow: A length of time is'],
    [{ ...written(), rule: { allow: { workingDays: -1 } } }, '[0].rule.allow.workingDays: '],
    [{ ...written(), now: '2026-12-01' }, '[0].now: Write a moment from 1900 to 2199 with its offset, as 2026-12-15T09:41:00Z.'],
    [{ ...written(), ledger: [] }, '[0].ledger is empty.'],
    [{ ...written(), ledger: [{ event: 'stopped', at: started.at }] }, '[0].ledger[0]: A clock begins with started, not with stopped.'],
    [{ ...written(), ledger: [started, started] }, '[0].ledger[1]: A clock starts once.'],
    [{ ...written(), ledger: [started, { event: 'resumed', at: started.at }] }, '[0].ledger[1]: It is not paused, so it cannot resume.'],
    [{ ...written(), ledger: [started, { event: 'paused', at: started.at, reason: 'a' }, { event: 'resumed', at: started.at, reason: 'b' }] }, '[0].ledger[2]: It is paused for a.'],
    [{ ...written(), ledger: [started, { event: 'paused', at: '2026-11-01T10:00:00Z' }] }, '[0].ledger[1]: It lies before the entry above it.'],
    [{ ...written(), ledger: [started, { event: 'stopped', at: started.at }, { event: 'paused', at: started.at }] }, '[0].ledger[2]: Nothing happens to a clock once it was stopped.'],
    [{ ...written(), ledger: [started, { event: 'revised', at: started.at }] }, '[0].ledger[1]: A revised target is one of allow, on and dueAt.'],
    [{ ...written(), ledger: [started, { event: 'revised', at: started.at, dueAt: started.at }] }, '[0].ledger[1]: A rule that counts days is due on a day.'],
    [{ ...written(), colour: 'red' }, '[0].colour: There is no "colour" here.'],
  ])('%j', ([clock, found]) => expect(findings(clock)).toEqual([expect.stringContaining(found)]))

  test('all of them at once, over all clocks', () => {
    expect(findings(written({ now: 'noon' }), written({ ledger: [] }))).toHaveLength(2)
    expect(findings(written({ calendar: 'mars' }), written({ ledger: [started, started] }))).toHaveLength(2)
  })

  test('a text that is no JSON, and one that is no list', () => {
    expect(readClockFile('[{]').findings).toEqual([expect.objectContaining({ place: 'file', message: expect.stringContaining('It is not JSON') })])
    expect(readClockFile('{}').findings).toEqual([expect.objectContaining({ place: 'file' })])
  })
})
