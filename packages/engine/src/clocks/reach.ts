import { addWorkingDays, countWorkingDays, isWorkingDay, type Calendar } from '../calendars/calendar.ts'
import { addMonths } from '../calendars/civil-date.ts'
import { addOpenTime, findClosing, openTimeBetween, subtractOpenTime } from '../calendars/opening-time.ts'
import { endOfDay, startOfDay } from '../calendars/zone.ts'
import { amountOf, isInDays, isInOpeningHours, millisecondsOf, unitOf, withAmount, type Allowance, type DayAllowance, type TimeAllowance } from './allowance.ts'

const DAYS_OF_A_WEEK = 7

/** A rule and the calendar it is counted by. */
export interface Counting<Kind extends Allowance = Allowance> {
  allow: Kind
  calendar: Calendar
}

/** The day that an allowance reaches from another, `more` further days of its kind added before it rolls. */
export function reachDay(from: number, { allow, calendar }: Counting<DayAllowance>, more = 0): number {
  if ('workingDays' in allow) return addWorkingDays(calendar, from, allow.workingDays + more)
  const day = ('months' in allow ? addMonths(from, allow.months) : from + daysOf(allow)) + more - (allow.inclusive && amountOf(allow) > 0 ? 1 : 0)
  return allow.roll && !isWorkingDay(calendar, day) ? addWorkingDays(calendar, day, 1) : day
}

/** Days and weeks in calendar days. */
export function daysOf(allow: { days: number } | { weeks: number }): number {
  return 'days' in allow ? allow.days : allow.weeks * DAYS_OF_A_WEEK
}

/** So many more days of an allowance's kind from a day that was set by hand: it is neither counted anew nor rolled. */
export function moveOn(day: number, { allow, calendar }: Counting<DayAllowance>, more: number): number {
  return 'workingDays' in allow ? addWorkingDays(calendar, day, more) : day + more
}

/** The day from which an allowance reaches another, counted backwards. */
export function reachDayBack(from: number, { allow, calendar }: Counting<DayAllowance>): number {
  if ('workingDays' in allow) return addWorkingDays(calendar, from, -allow.workingDays)
  const inclusive = allow.inclusive && amountOf(allow) > 0 ? 1 : 0
  return ('months' in allow ? addMonths(from, -allow.months) : from - daysOf(allow)) + inclusive
}

/** The first day that a clock may count: the day after its start, or the start itself when the rule is inclusive. */
export function firstCountedDay(startDay: number, allow: DayAllowance): number {
  return 'inclusive' in allow && allow.inclusive ? startDay : startDay + 1
}

/** The days of an allowance's kind from one day to another, both included: of weeks and months calendar days. */
export function countOwnDays({ from, to }: { from: number; to: number }, { allow, calendar }: Counting<DayAllowance>): number {
  if (to < from) return 0
  return 'workingDays' in allow ? countWorkingDays(calendar, from - 1, to) : to - from + 1
}

/** An allowance of time in milliseconds. */
export function lengthOfTime(allow: TimeAllowance): number {
  return amountOf(allow) * millisecondsOf(unitOf(allow))
}

/** The instant by which so much time of an allowance's kind has passed. */
export function reachInstant(from: number, { allow, calendar }: Counting<TimeAllowance>, milliseconds: number): number {
  return isInOpeningHours(allow) ? addOpenTime(calendar, from, milliseconds) : from + milliseconds
}

/** Time of an allowance's kind between two instants. */
export function ownTimeBetween(from: number, to: number, { allow, calendar }: Counting<TimeAllowance>): number {
  return isInOpeningHours(allow) ? openTimeBetween(calendar, from, to) : Math.max(0, to - from)
}

/** So much earlier than a due date: the first instant of a day, or the exact instant. */
export function reachBack({ dueAt, dueDay }: { dueAt: number; dueDay: number }, { allow, calendar }: Counting): number {
  if (isInDays(allow)) return startOfDay(reachDayBack(dueDay, { allow, calendar }), calendar.zone)
  return isInOpeningHours(allow) ? subtractOpenTime(calendar, dueAt, lengthOfTime(allow)) : dueAt - lengthOfTime(allow)
}

/** `times` times so long after a due date, at the end of a day or the exact instant. */
export function reachAfter({ dueAt, dueDay }: { dueAt: number; dueDay: number }, { allow, calendar }: Counting, times: number): number {
  if (!isInDays(allow)) return reachInstant(dueAt, { allow, calendar }, lengthOfTime(allow) * times)
  return endOfDay(reachDay(dueDay, { allow: withAmount(allow, amountOf(allow) * times), calendar }), calendar.zone)
}

/** A due day as instants: when it is said to end, and the last at which it is in time. */
export function endOfDueDay(dueDay: number, { allow, calendar }: Counting): { dueAt: number; lastInstant: number } {
  const closing = 'until' in allow && allow.until ? findClosing(calendar, dueDay) : undefined
  if (closing !== undefined) return { dueAt: closing, lastInstant: closing }
  return { dueAt: endOfDay(dueDay, calendar.zone), lastInstant: startOfDay(dueDay + 1, calendar.zone) - 1 }
}
