/** A civil day as `2026-12-15`. */
export type Day = string

/** The day and the landlord's calendar that all date words are measured from. */
export type Almanac = {
  /** Milliseconds since 1970, by the server's clock. */
  now: number
  today: Day
  zone: string
  /** Days other than weekends on which the landlord is closed. */
  closedDays: ReadonlySet<Day>
}

export const LONDON = 'Europe/London'
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** The almanac at an instant. */
export function makeAlmanac({ now, zone = LONDON, closedDays = [] }: { now: number; zone?: string; closedDays?: readonly Day[] }): Almanac {
  return { now, zone, today: dayOf(now, zone), closedDays: new Set(closedDays) }
}

/** The civil day of an instant in a zone. */
export function dayOf(instant: number | string, zone = LONDON): Day {
  const parts = clockParts(instant, zone)
  return `${parts.year}-${parts.month}-${parts.day}`
}

/** "Tue 15 Dec", with the year only when it is not this one: "Fri 1 Jan 2027". */
export function dayInWords(day: Day, today: Day): string {
  const { weekday, date, month, year } = nameDay(day, 'short')
  const words = `${weekday} ${date} ${month}`
  return year === today.slice(0, 4) ? words : `${words} ${year}`
}

/** "Tue 15", where the month stands near by. */
export function shortDay(day: Day): string {
  const { weekday, date } = nameDay(day, 'short')
  return `${weekday} ${date}`
}

/** "Thursday 10 December". */
export function longDayInWords(day: Day): string {
  const { weekday, date, month } = nameDay(day, 'long')
  return `${weekday} ${date} ${month}`
}

/** "9.41 am", "5 pm", "12 pm" for noon: as the engine says it where it explains a date. */
export function timeInWords(instant: number | string, zone = LONDON): string {
  const { hour, minute } = clockParts(instant, zone)
  const [hours, minutes] = [Number(hour), Number(minute)]
  const clock = hours % 12 === 0 ? 12 : hours % 12
  return `${clock}${minutes === 0 ? '' : `.${minute}`} ${hours < 12 ? 'am' : 'pm'}`
}

/** "09:41", as a time is typed. */
export function timeOf(instant: number | string, zone = LONDON): string {
  const { hour, minute } = clockParts(instant, zone)
  return `${hour}:${minute}`
}

/** "Tue 8 Dec, 9.41 am"; today's moments are named by time alone: "today, 9.41 am". */
export function momentInWords(instant: number | string, almanac: Almanac): string {
  const day = dayOf(instant, almanac.zone)
  const time = timeInWords(instant, almanac.zone)
  return day === almanac.today ? `today, ${time}` : `${dayInWords(day, almanac.today)}, ${time}`
}

/** "Thu 26 – Mon 30 Nov"; one day when both are the same. */
export function spanInWords(from: Day, to: Day, today: Day): string {
  if (from === to) return dayInWords(from, today)
  const end = dayInWords(to, today)
  const start = nameDay(from, 'short')
  return from.slice(0, 7) === to.slice(0, 7) ? `${start.weekday} ${start.date} – ${end}` : `${dayInWords(from, today)} – ${end}`
}

/** How far a day is: "today", "next working day", "in 3 working days", "2 working days ago". */
export function distanceInWords(day: Day, almanac: Almanac): string {
  if (day === almanac.today) return 'today'
  const count = countWorkingDays(almanac.today, day, almanac)
  if (count === 0) return calendarDistance(almanac.today, day)
  if (count === 1) return 'next working day'
  if (count > 1) return `in ${count} working days`
  return count === -1 ? '1 working day ago' : `${-count} working days ago`
}

/** How long ago something happened; what has happened is never ahead, even when this page's time is behind. */
export function agoInWords(day: Day, almanac: Almanac): string {
  return day >= almanac.today ? 'today' : distanceInWords(day, almanac)
}

/** "Tue 15 Dec (in 3 working days)". */
export function dayWithDistance(day: Day, almanac: Almanac): string {
  return `${dayInWords(day, almanac.today)} (${distanceInWords(day, almanac)})`
}

/** What stands under a due state: the day and how far it is, or for today the hour and what is left. */
export function dueInWords(due: { dueAt: string; dueOn?: string | null }, almanac: Almanac): { date: string; distance: string } {
  const day = due.dueOn ?? dayOf(due.dueAt, almanac.zone)
  const endOfDay = isEndOfDay(due.dueAt, almanac.zone)
  if (day !== almanac.today) {
    const time = endOfDay ? '' : `, ${timeInWords(due.dueAt, almanac.zone)}`
    return { date: `${dayInWords(day, almanac.today)}${time}`, distance: distanceInWords(day, almanac) }
  }
  const left = Date.parse(due.dueAt) - almanac.now
  if (left < 0) return { date: timeInWords(due.dueAt, almanac.zone), distance: `${spanOfTime(-left)} ago` }
  return { date: endOfDay ? 'end of day' : `by ${timeInWords(due.dueAt, almanac.zone)}`, distance: `${spanOfTime(left)} left` }
}

/** Working days after `from` up to and with `to`; negative when `to` is earlier. */
export function countWorkingDays(from: Day, to: Day, almanac: Pick<Almanac, 'closedDays'>): number {
  if (to < from) return -countWorkingDays(to, from, almanac)
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, almanac)) count += 1
  return count
}

export function isWorkingDay(day: Day, almanac: Pick<Almanac, 'closedDays'>): boolean {
  return !isWeekend(day) && !almanac.closedDays.has(day)
}

export function isWeekend(day: Day): boolean {
  return new Date(`${day}T00:00:00Z`).getUTCDay() % 6 === 0
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)
}

/** Days from one to another, weekends included; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

/** The next `count` working days after today. */
export function nextWorkingDays(almanac: Almanac, count: number): Day[] {
  const days: Day[] = []
  for (let day = addDays(almanac.today, 1); days.length < count; day = addDays(day, 1)) if (isWorkingDay(day, almanac)) days.push(day)
  return days
}

/** The instant of a civil day and a time of day ("09:41") in a zone; the earlier one where clocks go back. */
export function instantOf(day: Day, time: string, zone = LONDON): string {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  const offsets = [wanted - DAY_MS, wanted + DAY_MS].map((near) => offsetAt(near, zone))
  const found = offsets.map((offset) => wanted - offset).filter((at) => at + offsetAt(at, zone) === wanted)
  return new Date(Math.min(...(found.length > 0 ? found : [wanted - (offsets[0] ?? 0)]))).toISOString()
}

function offsetAt(instant: number, zone: string): number {
  const { year, month, day, hour, minute } = clockParts(instant, zone)
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`) - Math.floor(instant / 60_000) * 60_000
}

function calendarDistance(today: Day, day: Day): string {
  const days = daysBetween(today, day)
  if (days === 1) return 'tomorrow'
  if (days === -1) return 'yesterday'
  return days > 0 ? `in ${days} days` : `${-days} days ago`
}

function spanOfTime(milliseconds: number): string {
  const hours = Math.floor(milliseconds / HOUR_MS)
  if (hours >= 1) return hours === 1 ? '1 hour' : `${hours} hours`
  const minutes = Math.max(1, Math.floor(milliseconds / 60_000))
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}

function isEndOfDay(instant: string, zone: string): boolean {
  const { hour, minute } = clockParts(instant, zone)
  return hour === '23' && minute === '59'
}

function nameDay(day: Day, length: 'short' | 'long') {
  const parts = formatter(`day-${length}`, { weekday: length, day: 'numeric', month: length, year: 'numeric', timeZone: 'UTC' }).formatToParts(Date.parse(`${day}T00:00:00Z`))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? ''
  // Some engines shorten September to four letters; every other month has three.
  const month = length === 'short' ? part('month').slice(0, 3) : part('month')
  return { weekday: part('weekday'), date: part('day'), month, year: part('year') }
}

function clockParts(instant: number | string, zone: string) {
  const at = typeof instant === 'number' ? instant : Date.parse(instant)
  const parts = formatter(`clock-${zone}`, { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? ''
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') }
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs a hundred times more than using it, so each is made once. */
function formatter(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', options)
  formatters.set(key, made)
  return made
}
