import { type Calendar, addWorkingDays, civilDate, dayAt, dayNumber, startOf } from '@casement/engine'

/** Days that a load is shown for: today and the working days after it. */
const DAYS = 10

/** A stretch of time from its first moment up to, not with, its last; null means without end. */
export interface Stretch {
  from: string | null
  to: string | null
}

/** The days of a load, and the moments between overdue, each day and later. What is due on a closed day stands at the day before it. */
export interface LoadDays {
  days: string[]
  /** Now, the beginning of each day after today, and of the first working day after them all. */
  bounds: string[]
}

export function loadDays(now: string, { zone, calendar }: { zone: string; calendar: Calendar }): LoadDays {
  const today = dayAt(now, zone)
  const after = Array.from({ length: DAYS }, (_, index) => nthDayAfter(today, index + 1, calendar))
  return { days: [today, ...after.slice(0, -1)], bounds: [now, ...after.map((day) => startOf(day, zone))] }
}

/** The stretch that a filter of tasks means: overdue, later, or the working day of a load. */
export function stretchOf(due: string | undefined, { days, bounds }: LoadDays, { zone, calendar }: { zone: string; calendar: Calendar }): Stretch {
  if (due === undefined) return { from: null, to: null }
  if (due === 'overdue') return { from: null, to: bounds[0] ?? null }
  if (due === 'later') return { from: bounds.at(-1) ?? null, to: null }
  const place = days.indexOf(due)
  if (place >= 0) return { from: bounds[place] ?? null, to: bounds[place + 1] ?? null }
  return { from: startOf(due, zone), to: startOf(nthDayAfter(due, 1, calendar), zone) }
}

function nthDayAfter(day: string, n: number, calendar: Calendar): string {
  return civilDate(addWorkingDays(calendar, dayNumber(day), n))
}
