import { epochMilliseconds, instantText } from '../calendars/instant.ts'
import type { ClockLedger } from './clock.ts'
import { endOfClock } from './due-date.ts'
import { pausesThatCount } from './pauses.ts'

/** A stretch in which a clock stood, under one reason; without an end while it stands. */
export interface PausedStretch {
  from: string
  to?: string
  reason: string
}

/**
 * When a clock stood, ascending and without overlap, so that it can be added up. Where several holds stopped it at once, the
 * time is put down to the one that began first.
 */
export function pausedStretches(ledger: ClockLedger): PausedStretch[] {
  const endedAt = endOfClock(ledger)
  const stretches: PausedStretch[] = []
  let counted = Number.NEGATIVE_INFINITY
  for (const { from, to, reasons } of pausesThatCount(ledger, epochMilliseconds(ledger.startedAt), endedAt)) {
    const begin = Math.max(from, counted)
    const end = Math.min(to, endedAt)
    if (begin >= end) continue
    stretches.push({ from: instantText(begin), ...(end === Number.POSITIVE_INFINITY ? {} : { to: instantText(end) }), reason: reasons[0]! })
    counted = end
  }
  return stretches
}
