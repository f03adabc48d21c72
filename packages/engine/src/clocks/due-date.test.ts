import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { Calendar } from '../calendars/calendar.ts'
import { HOUR } from '../calendars/instant.ts'
import { readClock } from './clock.ts'
import type { Allowance, ClockLedger } from './clock.ts'
import type { ClockExtension } from './extension.ts'
import { explainClock } from './explain.ts'
import { ledgerOf } from './ledger.fixture.ts'

declare const process: { env: Record<string, string | undefined> }

/** Nightly a million, else enough to find a fault in a minute. */
const RUNS = process.env['CASEMENT_NIGHTLY'] ? 1_000_000 : 10_000
const DAY = 86_400_000
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
        const { dueAt, dueOn, late, first } = readClock(ledger, calendar, now)
        expect({ dueAt, dueOn, late }).toEqual(steppedDueDate(ledger, calendar, now))
        if (first) expect(first).toMatchObject({ dueAt: steppedDueDate({ ...ledger, extensions: [] }, calendar, now).dueAt })
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
      fc.property(fc.tuple(wallClock, dayAllowance(), calendar(), fc.constantFrom(...ZONES)), ([at, allow, found, zone]) => {
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
        // Hours are shown with two decimals, so that a row may be out by half of the last.
        expect(Math.abs(rows.reduce((sum, { count }) => sum + count, 0) - total)).toBeLessThanOrEqual(unit === 'hours' ? rows.length * 0.005 + 1e-9 : 0)
        expect(rows.slice(1).map(({ from }) => from)).toEqual(rows.slice(0, -1).map(({ to }) => nextDay(to)))
        expect(cells.reduce((sum, { days }) => sum + days, 0)).toBe(daysBetween(rows[0]?.from ?? '', due.on) + 1)
        expect([cells.length <= 60, cells.at(-1)?.kind]).toEqual([true, 'due'])
      }),
      { numRuns: RUNS / 4 },
    )
  })
})

function sample(): fc.Arbitrary<Sample> {
  const instant = fc.integer({ min: Date.UTC(2025, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 }).map((minute) => minute * 60_000)
  // Offsets in quarters of an hour, so that many pauses begin and end on a midnight.
  const pauses = fc.array(fc.record({ after: fc.integer({ min: -96, max: 5760 }), length: fc.option(fc.integer({ min: 0, max: 1920 })) }), { maxLength: 4 })
  const ends = { now: fc.integer({ min: 0, max: 11_520 }), end: fc.option(fc.integer({ min: -96, max: 11_520 }), { freq: 3 }) }
  return fc.record({ instant, onQuarter: fc.boolean(), pauses, allow: fc.oneof(dayAllowance(), fc.record({ hours: fc.integer({ min: 0, max: 800 }) })), extensions: extensions(), calendar: calendar(), ...ends }).map((found) => {
    const quarter = DAY / 96
    const startedAt = found.onQuarter ? Math.floor(found.instant / quarter) * quarter : found.instant
    const at = (quarters: number) => new Date(startedAt + quarters * quarter).toISOString()
    const ledger = ledgerOf(found.allow, new Date(startedAt).toISOString(), {
      pauses: found.pauses.map(({ after, length }, index) => ({ from: at(after), to: length === null ? undefined : at(after + length), reason: 'no-access', hold: `hold.${index}` })),
      extensions: found.extensions,
      stopped: found.end === null ? undefined : { at: at(found.end), by: 'visit.completed', seq: 2 },
    })
    return { ledger, calendar: found.calendar, now: at(found.end === null ? found.now : Math.max(found.now, found.end)) }
  })
}

function dayAllowance(): fc.Arbitrary<Allowance> {
  return fc.oneof(fc.record({ workingDays: fc.integer({ min: 0, max: 60 }) }), fc.record({ days: fc.integer({ min: 1, max: 90 }), inclusive: fc.boolean() }))
}

/** Mostly none; some in force, some not, all of one unit as a rule has it, which may be another than the clock's. */
function extensions(): fc.Arbitrary<ClockExtension[] | undefined> {
  const unit = fc.constantFrom('workingDays', 'days', 'hours')
  const given = fc.array(fc.record({ units: fc.integer({ min: 1, max: 30 }), state: fc.constantFrom('proposed', 'in-force', 'in-force', 'lapsed') }), { maxLength: 3 })
  const some = fc.tuple(unit, given).map(([key, all]) => all.map(({ units, state }, index): ClockExtension => ({ seq: index + 3, by: { [key]: units } as ClockExtension['by'], reason: 'Why', who: 'officer', askedAt: '2026-01-01T10:00:00Z', state: state as ClockExtension['state'] })))
  return fc.option(some, { nil: undefined, freq: 2 })
}

function calendar(): fc.Arbitrary<Calendar> {
  const day = fc.integer({ min: Date.UTC(2024, 11, 1) / DAY, max: Date.UTC(2027, 5, 1) / DAY })
  return fc.record({ zone: fc.constantFrom(...ZONES), weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), closed: fc.uniqueArray(day, { maxLength: 40 }) }).map(({ zone, weekdays, closed }) => ({
    id: 'random', version: 1, name: 'Random', zone, workingWeekdays: weekdays, knownFrom: '2024-12-01', knownTo: '2027-06-01',
    closedDays: closed.toSorted((a, b) => a - b).map((found) => ({ date: isoDate(found), name: 'Closed' })),
  }))
}

/** The rule as it reads: step from the trigger a day at a time, and let each pause met on the way add its days. */
function steppedDueDate(ledger: ClockLedger, calendar: Calendar, now: string): { dueAt: string; dueOn: string; late: boolean } {
  const start = Date.parse(ledger.startedAt)
  const end = ledger.stopped ? Date.parse(ledger.stopped.at) : undefined
  const union = joined(ledger.pauses.map(({ from, to }) => [Date.parse(from), to === undefined ? Infinity : Date.parse(to)]), start, end)
  const stretches = union.map(([from, to]) => [from, Math.min(to === Infinity ? Date.parse(now) : to, end ?? Infinity)] as const)
  const judged = end ?? Date.parse(now)
  const standing = union.find(([from, to]) => from <= judged && judged < to)?.[0] ?? judged
  let due = { at: start, day: localDay(start, calendar.zone), last: start }
  for (const [index, leg] of legsOf(ledger).entries()) {
    const before = due
    due = steppedLeg(before, leg, { stretches: index === 0 ? stretches : stretches.filter(([from]) => from > before.last), calendar })
  }
  return { dueAt: new Date(due.at).toISOString(), dueOn: isoDate(due.day), late: standing > due.last }
}

/** An extension in the clock's own unit makes the sum longer; in another it is a sum of its own from the due date. */
function legsOf({ terms: { allow }, extensions = [] }: ClockLedger): Allowance[] {
  const amounts = (key: string) => extensions.filter(({ by, state }) => state === 'in-force' && key in by).reduce((sum, { by }) => sum + Object.values(by)[0]!, 0)
  const unit = (['workingDays', 'days', 'hours'] as const).find((key) => key in allow)!
  const sum = { ...allow, [unit]: (allow as Record<string, number>)[unit]! + amounts(unit) } as Allowance
  return [sum, ...['workingDays', 'days', 'hours'].filter((key) => key !== unit && amounts(key) > 0).map((key) => ({ [key]: amounts(key) }) as Allowance)]
}

interface Due {
  at: number
  day: number
  last: number
}

function steppedLeg(from: Due, allow: Allowance, { stretches, calendar }: { stretches: (readonly [number, number])[]; calendar: Calendar }): Due {
  if ('hours' in allow) {
    let at = from.at + allow.hours * HOUR
    for (const [begun, to] of stretches) if (begun <= at) at += Math.max(0, to - begun)
    return { at, day: localDay(at, calendar.zone), last: at }
  }
  const isOwn = (day: number) => 'days' in allow || (calendar.workingWeekdays.includes(new Date(day * DAY).getUTCDay() || 7) && !closedSet(calendar).has(isoDate(day)))
  const first = from.day + ('days' in allow && allow.inclusive ? 0 : 1)
  const day = stepped({ first, wanted: 'days' in allow ? allow.days : allow.workingDays, isOwn, stretches, zone: calendar.zone })
  const next = midnight(day + 1, calendar.zone)
  return { at: next - 1000, day, last: next - 1 }
}

function stepped({ first, wanted, isOwn, stretches, zone }: { first: number; wanted: number; isOwn: (day: number) => boolean; stretches: (readonly [number, number])[]; zone: string }): number {
  const reachedBy = (units: number) => {
    let day = first - 1
    for (let counted = 0; counted < units; ) {
      day += 1
      if (isOwn(day)) counted += 1
    }
    return day
  }
  const daysBegunIn = ([from, to]: readonly [number, number]) => {
    let begun = 0
    for (let day = first; midnight(day, zone) < to; day += 1) if (midnight(day, zone) >= from && isOwn(day)) begun += 1
    return begun
  }
  let due = reachedBy(wanted)
  for (let before = Number.NaN; before !== due; ) {
    before = due
    const inForce = stretches.filter(([from]) => from < midnight(before + 1, zone))
    due = reachedBy(wanted + inForce.reduce((added, stretch) => added + daysBegunIn(stretch), 0))
  }
  return due
}

function joined(pauses: [number, number][], start: number, end = Infinity): [number, number][] {
  let found = pauses.filter(([from, to]) => from >= start && from < end && to > from)
  for (let changed = true; changed; ) {
    changed = false
    for (const a of found) {
      const b = found.find((other) => other !== a && other[0] <= a[1] && a[0] <= other[1])
      if (!b) continue
      found = [...found.filter((other) => other !== a && other !== b), [Math.min(a[0], b[0]), Math.max(a[1], b[1])]]
      changed = true
      break
    }
  }
  return found.toSorted((a, b) => a[0] - b[0])
}

const midnights = new Map<string, number>()

function midnight(day: number, zone: string): number {
  const key = `${zone} ${day}`
  let found = midnights.get(key)
  if (found === undefined) midnights.set(key, (found = Temporal.PlainDate.from(isoDate(day)).toZonedDateTime(zone).epochMilliseconds))
  return found
}

/** The day whose midnights an instant lies between, looked for near the day in UTC. */
function localDay(instant: number, zone: string): number {
  let day = Math.floor(instant / DAY) - 2
  while (midnight(day + 1, zone) <= instant) day += 1
  return day
}

const closedSets = new WeakMap<Calendar, Set<string>>()

function closedSet(calendar: Calendar): Set<string> {
  let found = closedSets.get(calendar)
  if (!found) closedSets.set(calendar, (found = new Set(calendar.closedDays.map(({ date }) => date))))
  return found
}

function isoDate(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

function nextDay(date: string): string {
  return isoDate(Date.parse(date) / DAY + 1)
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY
}
