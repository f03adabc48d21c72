import { addWorkingDays, countWorkingDays } from '../calendars/calendar.ts'
import type { Calendar } from '../calendars/calendar.ts'
import { epochMilliseconds, HOUR } from '../calendars/instant.ts'
import { civilDay, endOfDay, startOfDay } from '../calendars/zone.ts'
import type { Allowance, ClockLedger } from './clock.ts'
import { lengthOf } from './extension.ts'
import { unionOfPauses } from './pauses.ts'
import type { Pause } from './pauses.ts'

/** What a ledger comes to, in epoch milliseconds and day numbers. */
export interface DueDate {
  startedAt: number
  startDay: number
  /** When the clock was stopped or withdrawn; infinite while it runs. */
  endedAt: number
  dueAt: number
  dueDay: number
  /** The last millisecond at which the work is in time: a due day lasts until its last instant. */
  lastInstant: number
  pauses: Pause[]
  /** Where the sum in the clock's own unit ends; an extension in another unit goes on from there. */
  sumEnd: Pick<DueDate, 'dueAt' | 'dueDay'>
}

/** When a clock is due at `now`; an open pause is taken to end now. */
export function dueDateOf(ledger: ClockLedger, calendar: Calendar, now: number): DueDate {
  const { zone } = calendar
  const startedAt = epochMilliseconds(ledger.startedAt)
  const startDay = civilDay(startedAt, zone)
  const endedAt = endOfClock(ledger)
  const pauses = unionOfPauses(ledger, startedAt, endedAt)
  const start = { startedAt, startDay, endedAt, pauses }
  const { sum, further } = lengthOf(ledger)
  const end = dueAfter(start, { allow: sum, calendar }, now)
  const sumEnd = { dueAt: end.dueAt, dueDay: end.dueDay }
  if (!further) return { ...start, ...end, sumEnd }
  const goingOn = { startedAt: end.dueAt, startDay: end.dueDay, endedAt, pauses: pauses.filter(({ from }) => from > end.lastInstant) }
  return { ...start, ...dueAfter(goingOn, { allow: further, calendar }, now), sumEnd }
}

/** When a clock was stopped or withdrawn; infinite while it runs. */
export function endOfClock({ stopped, withdrawn }: Pick<ClockLedger, 'stopped' | 'withdrawn'>): number {
  const stoppedAt = stopped ? epochMilliseconds(stopped.at) : Number.POSITIVE_INFINITY
  const withdrawnAt = withdrawn ? epochMilliseconds(withdrawn.at) : Number.POSITIVE_INFINITY
  return Math.min(stoppedAt, withdrawnAt)
}

/** Moves a day forwards, or backwards when negative, by so many units of an allowance's kind. */
export function moveDay(day: number, units: number, { allow, calendar }: { allow: DayAllowance; calendar: Calendar }): number {
  return 'workingDays' in allow ? addWorkingDays(calendar, day, units) : day + units
}

export type DayAllowance = Exclude<Allowance, { hours: number }>

/** How many days an allowance moves a date: "42 days beginning with" the first moves it by 41. */
export function daysMoved(allow: DayAllowance): number {
  if ('workingDays' in allow) return allow.workingDays
  return allow.inclusive ? Math.max(0, allow.days - 1) : allow.days
}

/** The first day that a clock may count: the day after its start, or the start itself when the rule is inclusive. */
export function firstCountedDay(startDay: number, allow: DayAllowance): number {
  return 'days' in allow && allow.inclusive ? startDay : startDay + 1
}

type Start = Pick<DueDate, 'startedAt' | 'startDay' | 'endedAt' | 'pauses'>

function dueAfter(start: Start, { allow, calendar }: { allow: Allowance; calendar: Calendar }, now: number): Pick<DueDate, 'dueAt' | 'dueDay' | 'lastInstant'> {
  const { zone } = calendar
  if ('hours' in allow) {
    const dueAt = dueAfterHours(start, allow.hours, now)
    return { dueAt, dueDay: civilDay(dueAt, zone), lastInstant: dueAt }
  }
  const dueDay = dueAfterDays(start, { allow, calendar }, now)
  return { dueAt: endOfDay(dueDay, zone), dueDay, lastInstant: startOfDay(dueDay + 1, zone) - 1 }
}

/** Hours stop for exactly the overlap. A pause that begins once the clock has run out cannot save it. */
function dueAfterHours({ startedAt, endedAt, pauses }: Start, hours: number, now: number): number {
  let dueAt = startedAt + hours * HOUR
  for (const pause of pauses) {
    if (pause.from > dueAt) break
    dueAt += Math.max(0, pauseEnd(pause, endedAt, now) - pause.from)
  }
  return dueAt
}

/** Days stop for as many of the clock's own kind as begin inside the pauses (semantics 28). */
function dueAfterDays({ startDay, endedAt, pauses }: Start, rule: { allow: DayAllowance; calendar: Calendar }, now: number): number {
  const { allow, calendar } = rule
  let units = daysMoved(allow)
  let dueDay = moveDay(startDay, units, rule)
  const first = firstCountedDay(startDay, allow)
  for (const pause of pauses) {
    if (pause.from >= startOfDay(dueDay + 1, calendar.zone)) break
    const days = daysBeginningIn({ from: pause.from, to: pauseEnd(pause, endedAt, now) }, calendar.zone)
    units += countOwnDays({ from: Math.max(days.from, first), to: days.to }, rule)
    dueDay = moveDay(startDay, units, rule)
  }
  return dueDay
}

/** Where a pause ends for the sum: an open one now, and every one when the clock ends. */
export function pauseEnd(pause: Pause, endedAt: number, now: number): number {
  return Math.min(pause.to === Number.POSITIVE_INFINITY ? now : pause.to, endedAt)
}

/** The days whose first instant lies in a stretch of time, both ends included. */
function daysBeginningIn({ from, to }: { from: number; to: number }, zone: string): { from: number; to: number } {
  const fromDay = civilDay(from, zone)
  return { from: startOfDay(fromDay, zone) >= from ? fromDay : fromDay + 1, to: civilDay(to - 1, zone) }
}

/** The days of an allowance's kind from one day to another, both included. */
export function countOwnDays({ from, to }: { from: number; to: number }, { allow, calendar }: { allow: DayAllowance; calendar: Calendar }): number {
  if (to < from) return 0
  return 'workingDays' in allow ? countWorkingDays(calendar, from - 1, to) : to - from + 1
}
