import { addWorkingDays, type Calendar } from '../calendars/calendar.ts'
import { addMonths } from '../calendars/civil-date.ts'
import { epochMilliseconds, instantText } from '../calendars/instant.ts'
import { civilDay, startOfDay } from '../calendars/zone.ts'
import { amountOf, millisecondsOf, unitOf, type MoreTime } from './allowance.ts'

/** How far one moment lies from another. */
export type Length = Exclude<MoreTime, { workingHours: number } | { workingMinutes: number }>

const DAYS_OF_A_WEEK = 7

/**
 * The moment so far after another, or before it when `times` is negative: hours and minutes exactly, anything longer at the first instant of its day.
 * `dayOfMonth` keeps a series of months on its day after a month that was too short for it.
 */
export function momentFrom(instant: string, length: Length, { calendar, times = 1, dayOfMonth }: { calendar: Calendar; times?: number; dayOfMonth?: number }): string {
  const from = epochMilliseconds(instant)
  if ('hours' in length || 'minutes' in length) return instantText(from + times * amountOf(length) * millisecondsOf(unitOf(length)))
  return instantText(startOfDay(dayFrom(civilDay(from, calendar.zone), length, { calendar, times, dayOfMonth }), calendar.zone))
}

function dayFrom(day: number, length: Exclude<Length, { hours: number } | { minutes: number }>, { calendar, times, dayOfMonth }: { calendar: Calendar; times: number; dayOfMonth?: number }): number {
  if ('workingDays' in length) return addWorkingDays(calendar, day, times * length.workingDays)
  if ('months' in length) return addMonths(day, times * length.months, dayOfMonth)
  return day + times * ('weeks' in length ? length.weeks * DAYS_OF_A_WEEK : length.days)
}
