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
  /** The first civil date for which the closed days are known. */
  knownFrom: string
  /** The last civil date for which the closed days are known. */
  knownTo: string
}
