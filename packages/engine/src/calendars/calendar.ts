import { civilDate, dayNumber, weekday } from './civil-date.ts'
import { daySums, findReached, findReachedBack, sumOfDays, type DaySums } from './day-sums.ts'

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
  /** Days that do not count in any year, by month and day (12-25). */
  yearlyClosedDays?: { day: string; name: string }[]
  /** When somebody is there, by weekday; what working hours are counted in. A closed day has none. Where nobody said, working days from 9 to 5. */
  openingHours?: OpeningHours
  /** The first civil date for which the closed days are known. */
  knownFrom: string
  /** The last civil date for which the closed days are known. */
  knownTo: string
}

export type WeekdayName = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'

/** A weekday that is left out is closed all day. */
export type OpeningHours = Partial<Record<WeekdayName, Opening>>

/** Wall clock times of one day, 09:00 to 17:00; 24:00 is its end. */
export interface Opening {
  opens: string
  closes: string
  /** Ascending, without overlap, inside the opening. */
  breaks?: { from: string; to: string }[]
}

/** What a calendar says of each day, looked up once. */
interface Days {
  works: boolean[]
  closed: Map<number, string>
  yearly: Map<string, string>
  workingDays: DaySums
}

const daysByCalendar = new WeakMap<Calendar, Days>()

/** Whether a day (a day number) counts as a working day. */
export function isWorkingDay(calendar: Calendar, day: number): boolean {
  return sumOfDays(daysOf(calendar).workingDays, day, day) === 1
}

/** The n-th working day after a day, before it when n is negative, the day itself when n is 0. */
export function addWorkingDays(calendar: Calendar, day: number, n: number): number {
  if (n === 0) return day
  const { workingDays } = daysOf(calendar)
  const found = n > 0 ? findReached(workingDays, day + 1, n) : findReachedBack(workingDays, day - 1, -n)
  if (!found) throw new RangeError(`Calendar ${calendar.id} has too few working days: all its weekdays are closed in most years`)
  return found.day
}

/** The working days after `from` up to and including `to`; 0 when `to` is not later. */
export function countWorkingDays(calendar: Calendar, from: number, to: number): number {
  return sumOfDays(daysOf(calendar).workingDays, from + 1, to)
}

/** Finds a calendar by its id, in the version given or the last. Throws when there is none. */
export function calendarAmong(calendars: readonly Calendar[]): (id: string, version?: number) => Calendar {
  return (id, version) => {
    const found = calendars.findLast((one) => one.id === id && (version === undefined || one.version === version))
    if (!found) throw new Error(`There is no calendar ${id}`)
    return found
  }
}

/** Why a day does not count ("Saturday", "Good Friday"); undefined when it does. */
export function findClosure(calendar: Calendar, day: number): string | undefined {
  const days = daysOf(calendar)
  return days.works[weekday(day)] ? findHoliday(days, day) : WEEKDAYS[weekday(day)]
}

/** The name of the closed day that a day is, on whatever weekday. */
export function findClosedDay(calendar: Calendar, day: number): string | undefined {
  return findHoliday(daysOf(calendar), day)
}

function findHoliday({ closed, yearly }: Pick<Days, 'closed' | 'yearly'>, day: number): string | undefined {
  return closed.get(day) ?? (yearly.size === 0 ? undefined : yearly.get(civilDate(day).slice(5)))
}

function daysOf(calendar: Calendar): Days {
  let days = daysByCalendar.get(calendar)
  if (!days) daysByCalendar.set(calendar, (days = readDays(calendar)))
  return days
}

function readDays(calendar: Calendar): Days {
  const works = WEEKDAYS.map((_, index) => calendar.workingWeekdays.includes(index))
  if (!works.includes(true)) throw new RangeError(`Calendar ${calendar.id} has no working weekday: give it at least one, 1 (Monday) to 7`)
  const closed = new Map(calendar.closedDays.map(({ date, name }) => [dayNumber(date), name]))
  const yearly = new Map(calendar.yearlyClosedDays?.map(({ day, name }) => [day, name]))
  const workingDays = daySums((day) => (works[weekday(day)] && findHoliday({ closed, yearly }, day) === undefined ? 1 : 0))
  return { works, closed, yearly, workingDays }
}
