import { Temporal } from 'temporal-polyfill'
import { civilParts } from './civil-date.ts'
import { DAY } from './instant.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
/** Local times differ from UTC by less than this, so a year's table reaches so far past both its ends. */
const MARGIN = 2 * DAY

/** A time in which the clocks of a zone keep one offset from UTC, in milliseconds; the end is not part of it. */
interface Stretch {
  start: number
  end: number
  offset: number
}

/** Per zone and year, its stretches in order. */
const yearsByZone = new Map<string, Map<number, Stretch[]>>()

/** The day number, in the zone, of an instant in epoch milliseconds. */
export function civilDay(instant: number, zone: string): number {
  return Math.floor(localTime(instant, zone) / DAY)
}

/** The wall clock in the zone at an instant, as milliseconds since 1970-01-01T00:00 of that wall clock. */
export function localTime(instant: number, zone: string): number {
  let local = instant
  for (const { start, offset } of stretchesOf(Math.floor(instant / DAY), zone)) {
    if (start > instant) break
    local = instant + offset
  }
  return local
}

/** What the clock on the wall shows at an instant, with its offset: 2026-06-15T10:41:00+01:00. */
export function localText(instant: string, zone: string): string {
  const at = Date.parse(instant)
  const local = localTime(at, zone)
  const minutes = Math.round((local - at) / MINUTE)
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((part) => String(part).padStart(2, '0'))
  return `${new Date(local).toISOString().slice(0, 19)}${minutes < 0 ? '-' : '+'}${hours}:${rest}`
}

export function isTimeZone(name: string): boolean {
  try {
    return zonedDateTime(0, name) !== undefined
  } catch {
    return false
  }
}

/** The first instant of a day in the zone; where the clocks skip midnight, the moment they do. */
export function startOfDay(day: number, zone: string): number {
  return instantOf(day, 0, zone)
}

/** The first instant at which the wall clock of a day has reached a time (milliseconds since midnight); where clocks skip it, the moment they do. */
export function instantOf(day: number, sinceMidnight: number, zone: string): number {
  const local = day * DAY + sinceMidnight
  for (const { start, end, offset } of stretchesOf(Math.floor(local / DAY), zone)) {
    const instant = Math.max(local - offset, start)
    if (instant < end) return instant
  }
  throw new RangeError(`Day ${day} has no such time in ${zone}`)
}

/** 23:59:59 of a day in the zone: the last whole second before the next day begins. */
export function endOfDay(day: number, zone: string): number {
  return startOfDay(day + 1, zone) - SECOND
}

function stretchesOf(day: number, zone: string): Stretch[] {
  const year = civilParts(day).year
  let years = yearsByZone.get(zone)
  if (!years) yearsByZone.set(zone, (years = new Map()))
  let stretches = years.get(year)
  if (!stretches) years.set(year, (stretches = readStretches(year, zone)))
  return stretches
}

function readStretches(year: number, zone: string): Stretch[] {
  const from = Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime('UTC').epochMilliseconds - MARGIN
  const to = from + 366 * DAY + 2 * MARGIN
  const stretches: Stretch[] = []
  let at: Temporal.ZonedDateTime | null = zonedDateTime(from, zone)
  while (at && at.epochMilliseconds < to) {
    const next: Temporal.ZonedDateTime | null = at.getTimeZoneTransition('next')
    stretches.push({ start: at.epochMilliseconds, end: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY, offset: at.offsetNanoseconds / 1e6 })
    at = next
  }
  return stretches
}

function zonedDateTime(instant: number, zone: string): Temporal.ZonedDateTime {
  try {
    return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  } catch (cause) {
    throw new RangeError(`"${zone}" is not a time zone: write it as Europe/London`, { cause })
  }
}
