import { epochMilliseconds } from '../calendars/instant.ts'
import type { ClockLedger } from './clock.ts'

/** A stretch in which a clock stands, in epoch milliseconds; the end is not part of it, and is infinite while open. */
export interface Pause {
  from: number
  to: number
  reasons: string[]
}

/**
 * The union of a clock's pauses, ascending: nested and overlapping ones count once (semantics 28).
 * One that begins before the start or after the end, or that lasts no time, changes nothing.
 */
export function unionOfPauses(ledger: ClockLedger, startedAt: number, endedAt: number): Pause[] {
  if (ledger.pauses.length === 0) return []
  const union: Pause[] = []
  for (const pause of pausesThatCount(ledger, startedAt, endedAt)) {
    const last = union.at(-1)
    if (last && pause.from <= last.to) union[union.length - 1] = join(last, pause)
    else union.push(pause)
  }
  return union
}

/** The pause that holds an instant, if any. */
export function findPauseAt(pauses: Pause[], instant: number): Pause | undefined {
  return pauses.find(({ from, to }) => from <= instant && instant < to)
}

/** The pauses that stop a clock, ascending; they may overlap. */
export function pausesThatCount({ pauses }: ClockLedger, startedAt: number, endedAt: number): Pause[] {
  return pauses
    .map(({ from, to, reason }) => ({ from: epochMilliseconds(from), to: to === undefined ? Number.POSITIVE_INFINITY : epochMilliseconds(to), reasons: [reason] }))
    .filter(({ from, to }) => from >= startedAt && from < endedAt && to > from)
    .sort((a, b) => a.from - b.from)
}

function join(a: Pause, b: Pause): Pause {
  return { from: a.from, to: Math.max(a.to, b.to), reasons: [...new Set([...a.reasons, ...b.reasons])] }
}
