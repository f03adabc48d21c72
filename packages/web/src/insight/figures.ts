const WHOLE = new Intl.NumberFormat('en-GB')
const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** From here on a tenth of a day says nothing more. */
const MANY_DAYS = 10

/** "1,434". */
export function figure(count: number): string {
  return WHOLE.format(count)
}

/** "88%"; a share that is not quite all or not quite nothing never reads as such. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100)
  if (rounded === 100 && share < 1) return '99%'
  return rounded === 0 && share > 0 ? '1%' : `${rounded}%`
}

/** "31 sec", "6 min", "2.4 hours", "3.1 days", "45 days": as exact as it helps. */
export function timeTaken(seconds: number): string {
  if (seconds < MINUTE) return `${Math.round(seconds)} sec`
  if (seconds < HOUR) return `${Math.round(seconds / MINUTE)} min`
  if (seconds < DAY) return units(seconds / HOUR, 'hour')
  return units(seconds / DAY, 'day')
}

function units(amount: number, unit: string): string {
  const shown = amount < MANY_DAYS ? Math.round(amount * 10) / 10 : Math.round(amount)
  return `${figure(shown)} ${unit}${shown === 1 ? '' : 's'}`
}
