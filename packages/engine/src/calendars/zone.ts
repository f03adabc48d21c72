import { Temporal } from 'temporal-polyfill'
import { civilParts } from './civil-date.ts'

const DAY = 86_400_000
const SECOND = 1000
/** Local times differ from UTC by less than this, so a year's table reaches so far past both its ends. */
const MARGIN = 2 * DAY

/** The stretches of one year in one zone in which the clocks keep one offset from UTC. */
interface ZoneYear {
  /** The first millisecond of each stretch, ascending. */
  starts: number[]
  offsets: number[]
}

const yearsByZone = new Map<string, Map<number, ZoneYear>>()

/** The day number, in the zone, of an instant in epoch milliseconds. */
export function civilDay(instant: number, zone: string): number {
  return Math.floor(localTime(instant, zone) / DAY)
}

/** The wall clock in the zone at an instant, as milliseconds since 1970-01-01T00:00 of that wall clock. */
export function localTime(instant: number, zone: string): number {
  const { starts, offsets } = zoneYear(Math.floor(instant / DAY), zone)
  let stretch = starts.length - 1
  while (stretch > 0 && starts[stretch]! > instant) stretch -= 1
  return instant + offsets[stretch]!
}

/** The first instant of a day in the zone; where the clocks skip midnight, the moment they do. */
export function startOfDay(day: number, zone: string): number {
  const { starts, offsets } = zoneYear(day, zone)
  const midnight = day * DAY
  for (let stretch = 0; stretch < starts.length; stretch += 1) {
    const next = starts[stretch + 1] ?? Number.POSITIVE_INFINITY
    const instant = Math.max(midnight - offsets[stretch]!, starts[stretch]!)
    if (instant < next) return instant
  }
  throw new RangeError(`Day ${day} has no beginning in ${zone}`)
}

/** 23:59:59 of a day in the zone: the last whole second before the next day begins. */
export function endOfDay(day: number, zone: string): number {
  return startOfDay(day + 1, zone) - SECOND
}

function zoneYear(day: number, zone: string): ZoneYear {
  const year = civilParts(day).year
  let years = yearsByZone.get(zone)
  if (!years) yearsByZone.set(zone, (years = new Map()))
  let stretches = years.get(year)
  if (!stretches) years.set(year, (stretches = readZoneYear(year, zone)))
  return stretches
}

function readZoneYear(year: number, zone: string): ZoneYear {
  const from = Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime('UTC').epochMilliseconds - MARGIN
  const to = from + 366 * DAY + 2 * MARGIN
  let at: Temporal.ZonedDateTime | null = zonedDateTime(from, zone)
  const found: ZoneYear = { starts: [], offsets: [] }
  while (at && at.epochMilliseconds < to) {
    found.starts.push(at.epochMilliseconds)
    found.offsets.push(at.offsetNanoseconds / 1e6)
    at = at.getTimeZoneTransition('next')
  }
  return found
}

function zonedDateTime(instant: number, zone: string): Temporal.ZonedDateTime {
  try {
    return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  } catch (cause) {
    throw new RangeError(`"${zone}" is not a time zone: write it as Europe/London`, { cause })
  }
}
