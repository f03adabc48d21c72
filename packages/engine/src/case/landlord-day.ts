import { civilDate, dayNumber } from '../calendars/civil-date.ts'
import { epochMilliseconds, instantText } from '../calendars/instant.ts'
import { civilDay, endOfDay, startOfDay } from '../calendars/zone.ts'

/** The civil date in the landlord's zone at an instant. */
export function dayAt(instant: string, zone: string): string {
  return civilDate(civilDay(epochMilliseconds(instant), zone))
}

/** 23:59:59 of a civil date in the landlord's zone. */
export function endOf(date: string, zone: string): string {
  return instantText(endOfDay(dayNumber(date), zone))
}

/** The first instant of a civil date in the landlord's zone. */
export function startOf(date: string, zone: string): string {
  return instantText(startOfDay(dayNumber(date), zone))
}

/** The next time the landlord's day turns. */
export function nextMidnight(instant: string, zone: string): string {
  return instantText(startOfDay(civilDay(epochMilliseconds(instant), zone) + 1, zone))
}
