import { realNow } from '../clock/now.ts'

const FIRST_MS = 30_000
const LONGEST_MS = 60 * 60 * 1000

/** When to try again after so many failures: half a minute, then each time twice as long, up to an hour. Real time. */
export function tryAgainAt(failures: number): string {
  const pause = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1))
  return new Date(Date.parse(realNow()) + pause).toISOString()
}
