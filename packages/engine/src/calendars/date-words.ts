import { WEEKDAYS } from './calendar.ts'
import { civilParts, weekday } from './civil-date.ts'
import { localTime } from './zone.ts'

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const DAY_MINUTES = 24 * 60

/** A day the way people say it: "Tue 15 Dec", with the year when it is not the year spoken of. */
export function dateWords(day: number, spokenYear: number): string {
  const { year, month, dayOfMonth } = civilParts(day)
  const date = `${WEEKDAYS[weekday(day)]?.slice(0, 3)} ${dayOfMonth} ${MONTHS[month - 1]?.slice(0, 3)}`
  return year === spokenYear ? date : `${date} ${year}`
}

/** A day in full, for a sentence: "30 November 2026". */
export function longDateWords(day: number): string {
  const { year, month, dayOfMonth } = civilParts(day)
  return `${dayOfMonth} ${MONTHS[month - 1]} ${year}`
}

/** "Tue 1 – Fri 4 Dec": the month is named once where both days share it. */
export function dateRangeWords(from: number, to: number, spokenYear: number): string {
  if (from === to) return dateWords(from, spokenYear)
  const [first, last] = [civilParts(from), civilParts(to)]
  const isOneMonth = first.year === last.year && first.month === last.month
  const start = isOneMonth ? `${WEEKDAYS[weekday(from)]?.slice(0, 3)} ${first.dayOfMonth}` : dateWords(from, spokenYear)
  return `${start} – ${dateWords(to, spokenYear)}`
}

/** The wall clock at an instant: "9.41 am", "5 pm". */
export function timeWords(instant: number, zone: string): string {
  const minutes = ((Math.floor(localTime(instant, zone) / 60_000) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES
  const hour = Math.floor(minutes / 60)
  const minute = minutes % 60
  const clock = minute === 0 ? `${hour % 12 || 12}` : `${hour % 12 || 12}.${String(minute).padStart(2, '0')}`
  return `${clock} ${hour < 12 ? 'am' : 'pm'}`
}
