const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * The instant at which the clocks of a zone show a wall-clock time, both in milliseconds. An hour that comes twice in
 * autumn is read as its first coming, one that is left out in spring as if the clocks had not been put forward.
 */
export function wallClockInstant(local: number, zone: string): number {
  const before = local - offsetAt(local - 86_400_000, zone)
  if (before + offsetAt(before, zone) === local) return before
  const after = local - offsetAt(local + 86_400_000, zone)
  return after + offsetAt(after, zone) === local ? after : before
}

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const part = Object.fromEntries(formatFor(zone).formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  const shown = Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'], part['hour'], part['minute'], part['second'])
  return shown - Math.floor(instant / 1000) * 1000
}

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' })
    formats.set(zone, format)
  }
  return format
}
