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

/** The instant as text in UTC (2026-12-15T23:59:59.000Z): text of this form sorts by time. */
export function instantText(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

const UTC_TEXT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** Any RFC 3339 instant in the one form that sorts as text. */
export function utcText(instant: string): string {
  return UTC_TEXT.test(instant) ? instant : instantText(epochMilliseconds(instant))
}
