import { dayNumber, weekday } from './civil-date.ts'

/** Names by ISO weekday; there is no weekday 0. */
export const WEEKDAYS = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** One version of a calendar: which days count. Immutable; clocks keep the version they started with. */
export interface Calendar {
  id: string
  version: number
  name: string
  /** The landlord's time zone, for example Europe/London. */
  zone: string
  /** ISO weekdays that count as working days, 1 Monday to 7 Sunday. */
  workingWeekdays: number[]
  /** Days that do not count although their weekday does, sorted by date (civil dates, 2026-12-25). */
  closedDays: { date: string; name: string }[]
  /** The first civil date for which the closed days are known. */
  knownFrom: string
  /** The last civil date for which the closed days are known. */
  knownTo: string
}

/** Sums over the stretch from the first closed day to the last; outside it only weekdays matter. */
interface CalendarSums {
  closed: Map<number, string>
  works: boolean[]
  /** Working days a week. */
  perWeek: number
  firstDay: number
  lastDay: number
  /** For each day of the stretch, the working days from its first day up to and including it. */
  upTo: Int32Array
  /** The working days of the stretch, ascending. */
  workingDays: Int32Array
}

const sumsByCalendar = new WeakMap<Calendar, CalendarSums>()

/** Whether a day (a day number) counts as a working day. */
export function isWorkingDay(calendar: Calendar, day: number): boolean {
  const { works, closed } = sumsOf(calendar)
  return works[weekday(day)] === true && !closed.has(day)
}

/** The n-th working day after a day, before it when n is negative, the day itself when n is 0. */
export function addWorkingDays(calendar: Calendar, day: number, n: number): number {
  if (n === 0) return day
  const sums = sumsOf(calendar)
  return n > 0 ? workingDayAt(sums, upTo(sums, day) + n) : workingDayAt(sums, upTo(sums, day - 1) + n + 1)
}

/** The working days after `from` up to and including `to`; 0 when `to` is not later. */
export function countWorkingDays(calendar: Calendar, from: number, to: number): number {
  if (to <= from) return 0
  const sums = sumsOf(calendar)
  return upTo(sums, to) - upTo(sums, from)
}

/** Why a day does not count ("Saturday", "Good Friday"); undefined when it does. */
export function findClosure(calendar: Calendar, day: number): string | undefined {
  const { works, closed } = sumsOf(calendar)
  return works[weekday(day)] ? closed.get(day) : WEEKDAYS[weekday(day)]
}

function sumsOf(calendar: Calendar): CalendarSums {
  let sums = sumsByCalendar.get(calendar)
  if (!sums) sumsByCalendar.set(calendar, (sums = sumUp(calendar)))
  return sums
}

function sumUp(calendar: Calendar): CalendarSums {
  const works = WEEKDAYS.map((_, index) => calendar.workingWeekdays.includes(index))
  const perWeek = works.filter(Boolean).length
  if (perWeek === 0) throw new RangeError(`Calendar ${calendar.id} has no working weekday: give it at least one, 1 (Monday) to 7`)
  const closed = new Map(calendar.closedDays.map(({ date, name }) => [dayNumber(date), name]))
  const days = [...closed.keys()]
  const firstDay = days.reduce((least, day) => Math.min(least, day), days[0] ?? 0)
  const lastDay = days.reduce((most, day) => Math.max(most, day), firstDay)
  const workingDays: number[] = []
  const upTo = new Int32Array(lastDay - firstDay + 1)
  for (let day = firstDay; day <= lastDay; day += 1) {
    if (works[weekday(day)] && !closed.has(day)) workingDays.push(day)
    upTo[day - firstDay] = workingDays.length
  }
  return { closed, works, perWeek, firstDay, lastDay, upTo, workingDays: Int32Array.from(workingDays) }
}

/** Working days from the stretch's first day up to and including `day`; negative before the stretch. */
function upTo(sums: CalendarSums, day: number): number {
  if (day > sums.lastDay) return sums.workingDays.length + weekdaysWorked(sums, sums.lastDay, day)
  if (day < sums.firstDay) return -weekdaysWorked(sums, day, sums.firstDay - 1)
  return sums.upTo[day - sums.firstDay] ?? 0
}

/** The working day whose `upTo` is `rank`: 1 is the first of the stretch, 0 the last one before it. */
function workingDayAt(sums: CalendarSums, rank: number): number {
  const { workingDays, perWeek } = sums
  const known = workingDays[rank - 1]
  if (known !== undefined) return known
  const forward = rank > workingDays.length
  const left = forward ? rank - workingDays.length : 1 - rank
  const weeks = Math.floor((left - 1) / perWeek)
  const step = forward ? 1 : -1
  let day = (forward ? sums.lastDay : sums.firstDay) + step * weeks * 7
  for (let found = weeks * perWeek; found < left; ) {
    day += step
    if (sums.works[weekday(day)]) found += 1
  }
  return day
}

/** Working weekdays after `from` up to and including `to`, no closed day considered. */
function weekdaysWorked(sums: CalendarSums, from: number, to: number): number {
  const weeks = Math.floor((to - from) / 7)
  let count = weeks * sums.perWeek
  for (let day = from + weeks * 7 + 1; day <= to; day += 1) if (sums.works[weekday(day)]) count += 1
  return count
}
