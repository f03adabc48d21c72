import { type Calendar, civilDate, dayAt, dayNumber, isWorkingDay, startOf } from '@casement/engine'
import type { NotifyErrand } from './errands-of-events.ts'

const HOUR_MS = 60 * 60 * 1000
const WORK_BEGINS = 8
const WORK_ENDS = 18
/** A calendar without a working day in so long is at fault; then the notice does not wait. */
const MOST_DAYS = 31
const OF_CLOCKS: ReadonlySet<NotifyErrand['what']> = new Set(['warning', 'due', 'overdue'])

/**
 * Before when, in the landlord's time, a notice is not told; undefined where it is told at once. What a clock says waits for working hours
 * unless it is urgent, and with a digest for the next morning.
 */
export function toldNotBefore({ what, urgent, digest }: NotifyErrand, { now, calendar }: { now: string; calendar: Calendar }): string | undefined {
  if (!OF_CLOCKS.has(what) || urgent) return undefined
  const today = dayAt(now, calendar.zone)
  const isOpen = isWorkingDay(calendar, dayNumber(today)) && now >= at(today, WORK_BEGINS, calendar) && now < at(today, WORK_ENDS, calendar)
  if (isOpen && !digest) return undefined
  for (let day = dayNumber(today); day < dayNumber(today) + MOST_DAYS; day++) {
    const morning = at(civilDate(day), WORK_BEGINS, calendar)
    if (isWorkingDay(calendar, day) && morning >= now) return morning
  }
  return undefined
}

function at(day: string, hour: number, { zone }: Calendar): string {
  return new Date(Date.parse(startOf(day, zone)) + hour * HOUR_MS).toISOString()
}
