const CIVIL_DATE = /^(\d{4})-(\d\d)-(\d\d)$/
const DAYS_PER_ERA = 146_097

/** Days from 1970-01-01 to a civil date (2026-12-15). Throws on a date that does not exist. */
export function dayNumber(date: string): number {
  if (!CIVIL_DATE.test(date)) throw new RangeError(`"${date}" is not a date: write it as 2026-12-15`)
  const day = findDay(date)
  if (day === undefined) throw new RangeError(`There is no day ${date} in the calendar`)
  return day
}

/** A date that exists, written as 2026-12-15. */
export function isCivilDate(text: string): boolean {
  return findDay(text) !== undefined
}

/** The civil date (2026-12-15) of a day number. */
export function civilDate(day: number): string {
  const { year, month, dayOfMonth } = civilParts(day)
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`
}

/** The ISO weekday of a day number: 1 Monday to 7 Sunday. 1970-01-01 was a Thursday. */
export function weekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** Year, month and day of the month of a day number, in the proleptic Gregorian calendar. */
export function civilParts(day: number): { year: number; month: number; dayOfMonth: number } {
  // Howard Hinnant's "days from civil" read backwards: years begin in March, so that leap days come last.
  const sinceEra = day + 719_468
  const era = Math.floor(sinceEra / DAYS_PER_ERA)
  const dayOfEra = sinceEra - era * DAYS_PER_ERA
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

/** The corresponding day so many months on, or back; in a short month its last day. `dayOfMonth` where the day itself was such a last one. */
export function addMonths(day: number, months: number, dayOfMonth = civilParts(day).dayOfMonth): number {
  const { year, month } = civilParts(day)
  const target = year * 12 + month - 1 + months
  return Math.min(firstOfMonth(target) + dayOfMonth, firstOfMonth(target + 1)) - 1
}

function firstOfMonth(monthNumber: number): number {
  return dayOf(Math.floor(monthNumber / 12), (((monthNumber % 12) + 12) % 12) + 1, 1)
}

function findDay(text: string): number | undefined {
  const parts = CIVIL_DATE.exec(text)
  const day = parts ? dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined
  return day !== undefined && civilDate(day) === text ? day : undefined
}

function dayOf(year: number, month: number, dayOfMonth: number): number {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * DAYS_PER_ERA + dayOfEra - 719_468
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
