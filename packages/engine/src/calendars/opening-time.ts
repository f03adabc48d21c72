import { findClosedDay, WEEKDAYS, type Calendar, type Opening, type WeekdayName } from './calendar.ts'
import { weekday } from './civil-date.ts'
import { daySums, findReached, findReachedBack, sumOfDays, type DaySums } from './day-sums.ts'
import { civilDay, instantOf } from './zone.ts'

/** A stretch of time, in epoch milliseconds; the end is not part of it. */
export interface Stretch {
  from: number
  to: number
}

const MINUTE = 60_000

interface Hours {
  /** By ISO weekday, the stretches of wall clock time, in milliseconds since midnight. */
  byWeekday: Stretch[][]
  openTime: DaySums
}

const hoursByCalendar = new WeakMap<Calendar, Hours>()

/** The instant by which a calendar has been open for so many milliseconds since another. */
export function addOpenTime(calendar: Calendar, instant: number, milliseconds: number): number {
  if (milliseconds === 0) return instant
  const day = civilDay(instant, calendar.zone)
  const found = findReached(hoursOf(calendar).openTime, day, milliseconds + openOn(calendar, day, { from: Number.NEGATIVE_INFINITY, to: instant }))
  if (!found) throw tooLittle(calendar)
  let { left } = found
  for (const { from, to } of stretchesOf(calendar, found.day)) {
    if (to - from >= left) return from + left
    left -= to - from
  }
  throw tooLittle(calendar)
}

/** The last instant from which on a calendar is open for so many milliseconds until another. */
export function subtractOpenTime(calendar: Calendar, instant: number, milliseconds: number): number {
  if (milliseconds === 0) return instant
  const day = civilDay(instant, calendar.zone)
  const found = findReachedBack(hoursOf(calendar).openTime, day, milliseconds + openOn(calendar, day, { from: instant, to: Number.POSITIVE_INFINITY }))
  if (!found) throw tooLittle(calendar)
  let { left } = found
  for (const { from, to } of stretchesOf(calendar, found.day).toReversed()) {
    if (to - from >= left) return to - left
    left -= to - from
  }
  throw tooLittle(calendar)
}

/** For how many milliseconds a calendar is open between two instants. */
export function openTimeBetween(calendar: Calendar, from: number, to: number): number {
  if (to <= from) return 0
  const [first, last] = [civilDay(from, calendar.zone), civilDay(to, calendar.zone)]
  const open = openOn(calendar, first, { from, to })
  return first === last ? open : open + sumOfDays(hoursOf(calendar).openTime, first + 1, last - 1) + openOn(calendar, last, { from, to })
}

/** When a calendar closes for the day; undefined on a day on which it does not open. */
export function findClosing(calendar: Calendar, day: number): number | undefined {
  return stretchesOf(calendar, day).at(-1)?.to
}

/** The part of a day's opening that lies in a stretch. */
export function openOn(calendar: Calendar, day: number, { from, to }: Stretch): number {
  let open = 0
  for (const stretch of stretchesOf(calendar, day)) open += Math.max(0, Math.min(to, stretch.to) - Math.max(from, stretch.from))
  return open
}

/**
 * The stretches of a day in which a calendar is open. It opens when the wall clock first shows the time, also on days of 23 or
 * 25 hours; where clocks skip the time, the moment they do.
 */
export function stretchesOf(calendar: Calendar, day: number): Stretch[] {
  return stretchesOn(calendar, hoursOf(calendar).byWeekday, day)
}

function stretchesOn(calendar: Calendar, byWeekday: Stretch[][], day: number): Stretch[] {
  const hours = byWeekday[weekday(day)]!
  if (hours.length === 0 || findClosedDay(calendar, day) !== undefined) return []
  const { zone } = calendar
  const stretches: Stretch[] = []
  for (const { from, to } of hours) {
    const stretch = { from: instantOf(day, from, zone), to: instantOf(day, to, zone) }
    if (stretch.to > stretch.from) stretches.push(stretch)
  }
  return stretches
}

function hoursOf(calendar: Calendar): Hours {
  let hours = hoursByCalendar.get(calendar)
  if (!hours) hoursByCalendar.set(calendar, (hours = readHours(calendar)))
  return hours
}

/** The opening hours of working days where a calendar says nothing. */
const USUAL_HOURS: Opening = { opens: '09:00', closes: '17:00' }

function readHours(calendar: Calendar): Hours {
  const { openingHours, workingWeekdays } = calendar
  const byWeekday = WEEKDAYS.map((name, index) => {
    const usual = workingWeekdays.includes(index) ? USUAL_HOURS : undefined
    const opening = openingHours ? openingHours[name.toLowerCase() as WeekdayName] : usual
    return opening ? wallClockStretches(opening) : []
  })
  return { byWeekday, openTime: daySums((day) => stretchesOn(calendar, byWeekday, day).reduce((open, { from, to }) => open + to - from, 0)) }
}

/** From the opening to the closing, the breaks taken out. */
function wallClockStretches({ opens, closes, breaks = [] }: Opening): Stretch[] {
  const starts = [opens, ...breaks.map(({ to }) => to)]
  const ends = [...breaks.map(({ from }) => from), closes]
  return starts.map((from, index) => ({ from: sinceMidnight(from), to: sinceMidnight(ends[index]!) })).filter(({ from, to }) => to > from)
}

function sinceMidnight(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE
}

function tooLittle({ id }: Calendar): RangeError {
  return new RangeError(`Calendar ${id} has too few opening hours: give it some, such as monday: { opens: 09:00, closes: 17:00 }`)
}
