import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { Calendar, Opening, OpeningHours } from '../calendars/calendar.ts'
import { HOUR } from '../calendars/instant.ts'
import { readClock } from './clock.ts'
import type { Allowance } from './allowance.ts'
import type { ClockLedger } from './clock.ts'
import { plainDueDate, isoDate, type PlainLedger } from '../testing/plain-due-date.ts'
import type { ClockExtension } from './extension.ts'
import { explainClock } from './explain.ts'
import { ledgerOf } from './ledger.fixture.ts'

declare const process: { env: Record<string, string | undefined> }

/** Nightly a million, else enough to find a fault in a minute. */
const RUNS = process.env['CASEMENT_NIGHTLY'] ? 1_000_000 : 20_000
const DAY = 86_400_000
const MINUTE = 60_000
/** Half-hour offsets, clocks that turn by half an hour, and midnights that do not exist. */
const ZONES = ['Europe/London', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Santiago', 'Pacific/Kiritimati']

interface Sample {
  ledger: ClockLedger
  calendar: Calendar
  now: string
}

describe('Due dates on random rules, calendars, holds and zones', { timeout: HOUR }, () => {
  test('equal a second implementation that steps day by day', () => {
    fc.assert(
      fc.property(sample(), ({ ledger, calendar, now }) => {
        const { dueAt, dueOn, late, opensAt, first } = readClock(ledger, calendar, now)
        expect({ dueAt, dueOn, late, ...(opensAt && { opensAt }) }).toEqual(plainDueDate(plain(ledger), calendar, now))
        if (first) expect(first).toMatchObject({ dueAt: plainDueDate(plain({ ...ledger, extensions: [] }), calendar, now).dueAt })
      }),
      { numRuns: RUNS },
    )
  })

  test('do not depend on the zone in which a moment is written', () => {
    fc.assert(
      fc.property(sample(), fc.constantFrom('+05:30', '-03:30', '+00:00', '+14:00'), ({ ledger, calendar, now }, offset) => {
        const elsewhere = { ...ledger, startedAt: Temporal.Instant.from(ledger.startedAt).toString({ timeZone: offset }) }
        expect(readClock(elsewhere, calendar, now)).toEqual(readClock(ledger, calendar, now))
      }),
      { numRuns: RUNS / 10 },
    )
  })

  test('of days are the same civil day in every zone when the wall clock is the same', () => {
    const wallClock = fc.date({ min: new Date('2025-01-01T00:00Z'), max: new Date('2027-12-01T00:00Z'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.tuple(wallClock, dayAllowance(fc.constant(undefined)), calendar(), fc.constantFrom(...ZONES)), ([at, allow, found, zone]) => {
        const local = Temporal.PlainDateTime.from(at.toISOString().slice(0, 19)).with({ hour: 12 })
        const dueIn = (place: string) => readClock(ledgerOf(allow, local.toZonedDateTime(place).toInstant().toString()), { ...found, zone: place }, at.toISOString())
        expect(dueIn(zone).dueOn).toBe(dueIn('UTC').dueOn)
        expect(Temporal.Instant.from(dueIn(zone).dueAt).toZonedDateTimeISO(zone).toPlainDateTime().toString()).toBe(`${dueIn('UTC').dueOn}T23:59:59`)
      }),
      { numRuns: RUNS / 20 },
    )
  })

  test('show a sum that adds up, every day in it once', () => {
    fc.assert(
      fc.property(sample(), ({ ledger, calendar, now }) => {
        const { allowed, rows, cells, total, unit, due } = explainClock(ledger, calendar, now)
        expect(allowed.reduce((sum, { units }) => sum + units, 0)).toBe(total)
        expect(rows.at(-1)).toMatchObject({ soFar: total, to: due.on })
        // Time is shown with two decimals, so that a row may be out by half of the last.
        expect(Math.abs(rows.reduce((sum, { count }) => sum + count, 0) - total)).toBeLessThanOrEqual(/hours|minutes/.test(unit) ? rows.length * 0.005 + 1e-9 : 0)
        expect(rows.slice(1).map(({ from }) => from)).toEqual(rows.slice(0, -1).map(({ to }) => nextDay(to)))
        expect(cells.reduce((sum, { days }) => sum + days, 0)).toBe(daysBetween(rows[0]?.from ?? '', due.on) + 1)
        expect([cells.length <= 60, cells.at(-1)?.kind]).toEqual([true, 'due'])
      }),
      { numRuns: RUNS / 4 },
    )
  })
})

const INSTANTS = { min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1) }
/** Clocks change near these in one zone or another. */
const CLOCK_CHANGES = ['2025-03-09', '2025-03-30', '2025-04-06', '2025-04-25', '2025-09-07', '2025-10-05', '2025-10-26', '2025-10-31', '2025-11-02', '2026-03-29', '2026-10-25'].map((date) => Date.parse(date))

function startingInstant(): fc.Arbitrary<number> {
  const any = fc.integer({ min: INSTANTS.min / MINUTE, max: INSTANTS.max / MINUTE }).map((minute) => minute * MINUTE)
  const nearChange = fc.tuple(fc.constantFrom(...CLOCK_CHANGES), fc.integer({ min: -3 * 1440, max: 2 * 1440 })).map(([day, minutes]) => day + minutes * MINUTE)
  return fc.oneof(any, nearChange)
}

function sample(): fc.Arbitrary<Sample> {
  // Offsets in quarters of an hour, so that many pauses begin and end on a midnight, an opening or a closing.
  const pauses = fc.array(fc.record({ after: fc.integer({ min: -96, max: 5760 }), length: fc.option(fc.integer({ min: 0, max: 1920 })) }), { maxLength: 4 })
  const ends = { now: fc.integer({ min: 0, max: 11_520 }), end: fc.option(fc.integer({ min: -96, max: 11_520 }), { freq: 3 }) }
  const rare = (length: fc.Arbitrary<Allowance>) => fc.option(length, { nil: undefined, freq: 4 })
  const rule = { allow: fc.oneof(dayAllowance(), timeAllowance()), deemedAfter: rare(fc.oneof(fc.record({ workingDays: fc.integer({ min: 0, max: 5 }) }), fc.record({ hours: fc.integer({ min: 0, max: 60 }) }))), notBefore: rare(fc.oneof(dayAllowance(), timeAllowance())) }
  return fc.record({ instant: startingInstant(), onQuarter: fc.boolean(), pauses, ...rule, extensions: extensions(), calendar: calendar(), ...ends }).map((found) => {
    const quarter = DAY / 96
    const startedAt = found.onQuarter ? Math.floor(found.instant / quarter) * quarter : found.instant
    const at = (quarters: number) => new Date(startedAt + quarters * quarter).toISOString()
    const ledger = ledgerOf(found.allow, new Date(startedAt).toISOString(), {
      terms: { deemedAfter: found.deemedAfter, notBefore: found.notBefore },
      pauses: found.pauses.map(({ after, length }, index) => ({ from: at(after), to: length === null ? undefined : at(after + length), reason: 'no-access', hold: `hold.${index}` })),
      extensions: found.extensions,
      stopped: found.end === null ? undefined : { at: at(found.end), by: 'visit.completed', seq: 2 },
    })
    return { ledger, calendar: found.calendar, now: at(found.end === null ? found.now : Math.max(found.now, found.end)) }
  })
}

function dayAllowance(until: fc.Arbitrary<'closing' | undefined> = fc.constantFrom(undefined, undefined, 'closing')): fc.Arbitrary<Allowance> {
  const more = { inclusive: fc.boolean(), roll: fc.constantFrom(undefined, 'next-working-day' as const), until }
  return fc.oneof(
    fc.record({ workingDays: fc.integer({ min: 0, max: 60 }), until }),
    fc.record({ days: fc.integer({ min: 1, max: 90 }), ...more }),
    fc.record({ weeks: fc.integer({ min: 1, max: 14 }), ...more }),
    fc.record({ months: fc.integer({ min: 1, max: 14 }), ...more }),
  )
}

function timeAllowance(): fc.Arbitrary<Allowance> {
  return fc.oneof(
    fc.record({ hours: fc.integer({ min: 0, max: 800 }) }),
    fc.record({ minutes: fc.integer({ min: 0, max: 4000 }) }),
    fc.record({ workingHours: fc.integer({ min: 0, max: 40 }) }),
    fc.record({ workingMinutes: fc.integer({ min: 0, max: 2000 }) }),
  )
}

/** Mostly none; some in force, some not, all of one unit as a rule has it, which may be another than the clock's. */
function extensions(): fc.Arbitrary<ClockExtension[] | undefined> {
  const unit = fc.constantFrom('workingDays', 'days', 'weeks', 'months', 'hours', 'minutes', 'workingHours', 'workingMinutes')
  const given = fc.array(fc.record({ units: fc.integer({ min: 1, max: 12 }), state: fc.constantFrom('proposed', 'in-force', 'in-force', 'lapsed') }), { maxLength: 3 })
  const some = fc.tuple(unit, given).map(([key, all]) => all.map(({ units, state }, index): ClockExtension => ({ seq: index + 3, by: { [key]: units } as ClockExtension['by'], reason: 'Why', who: 'officer', askedAt: '2026-01-01T10:00:00Z', state: state as ClockExtension['state'] })))
  return fc.option(some, { nil: undefined, freq: 2 })
}

function calendar(): fc.Arbitrary<Calendar> {
  const day = fc.integer({ min: Date.UTC(2024, 11, 1) / DAY, max: Date.UTC(2027, 5, 1) / DAY })
  const yearly = fc.uniqueArray(fc.constantFrom('12-25', '12-26', '01-01', '02-29', '05-01'), { maxLength: 3 })
  const found = { zone: fc.constantFrom(...ZONES), weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), closed: fc.uniqueArray(day, { maxLength: 40 }), yearly, openingHours: openingHours() }
  return fc.record(found).map(({ zone, weekdays, closed, yearly: days, openingHours: hours }) => ({
    id: 'random', version: 1, name: 'Random', zone, workingWeekdays: weekdays, knownFrom: '2024-12-01', knownTo: '2027-06-01', openingHours: hours,
    closedDays: closed.toSorted((a, b) => a - b).map((at) => ({ date: isoDate(at), name: 'Closed' })),
    yearlyClosedDays: days.map((at) => ({ day: at, name: 'Every year' })),
  }))
}

const WEEKDAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Some weekdays, each with up to two breaks; also all day, and over the hours at which clocks change. */
function openingHours(): fc.Arbitrary<OpeningHours> {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 6, maxLength: 6 }).map((quarters) => quarters.toSorted((a, b) => a - b).map(timeOf))
  const day = fc.tuple(times, fc.integer({ min: 0, max: 2 })).map(([[opens, from, to, again, until, closes], breaks]): Opening => ({ opens: opens!, closes: closes!, breaks: [{ from: from!, to: to! }, { from: again!, to: until! }].slice(0, breaks) }))
  const allDay = fc.constant<Opening>({ opens: '00:00', closes: '24:00' })
  return fc.uniqueArray(fc.constantFrom(...WEEKDAY_NAMES), { minLength: 1 }).chain((names) => fc.tuple(...names.map(() => fc.oneof(day, day, allDay))).map((days) => Object.fromEntries(names.map((name, index) => [name, days[index]]))))
}

function timeOf(quarter: number): string {
  return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`
}

/** What the plain implementation needs to know of a ledger. */
function plain({ startedAt, terms, pauses, extensions = [], stopped }: ClockLedger): PlainLedger {
  return { startedAt, pauses, stopped, allow: terms.allow, notBefore: terms.notBefore, deemedAfter: terms.deemedAfter, extensions: extensions.filter(({ state }) => state === 'in-force').map(({ by }) => by) }
}

function nextDay(date: string): string {
  return isoDate(Date.parse(date) / DAY + 1)
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY
}
