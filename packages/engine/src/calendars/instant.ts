const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

/** Milliseconds since 1970-01-01T00:00Z of an RFC 3339 instant. Throws when it has no offset or is no instant. */
export function epochMilliseconds(instant: string): number {
  const milliseconds = INSTANT.test(instant) ? Date.parse(instant) : Number.NaN
  if (Number.isNaN(milliseconds)) {
    throw new RangeError(`"${instant}" is not a moment: write it as 2026-12-15T09:41:00Z, with its offset`)
  }
  return milliseconds
}

/** An hour, in milliseconds. */
export const HOUR = 3_600_000

/** Twenty-four of them: days of 23 and 25 hours are the calendar's. */
export const DAY = 24 * HOUR
const MOST_DAYS_KEPT = 4096
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))
/** Of many moments most lie on few days, and to write the day is most of the work. */
const daysWritten = new Map<number, string>()

/** The instant as text in UTC (2026-12-15T23:59:59.000Z): text of this form sorts by time. */
export function instantText(milliseconds: number): string {
  const day = Math.floor(milliseconds / DAY)
  const rest = milliseconds - day * DAY
  const seconds = Math.floor(rest / 1000)
  const minutes = Math.floor(seconds / 60)
  const thousandths = String(Math.floor(rest - seconds * 1000)).padStart(3, '0')
  return `${dayWritten(day)}${TWO_DIGITS[Math.floor(minutes / 60)]}:${TWO_DIGITS[minutes % 60]}:${TWO_DIGITS[seconds % 60]}.${thousandths}Z`
}

function dayWritten(day: number): string {
  let written = daysWritten.get(day)
  if (written === undefined) {
    if (daysWritten.size >= MOST_DAYS_KEPT) daysWritten.clear()
    daysWritten.set(day, (written = new Date(day * DAY).toISOString().slice(0, -'00:00:00.000Z'.length)))
  }
  return written
}

const UTC_TEXT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** Any RFC 3339 instant in the one form that sorts as text. */
export function utcText(instant: string): string {
  return UTC_TEXT.test(instant) ? instant : instantText(epochMilliseconds(instant))
}
