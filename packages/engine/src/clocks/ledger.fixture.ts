import type { Allowance } from './allowance.ts'
import type { ClockLedger, ClockTerms } from './clock.ts'

/** A clock run with everything ordinary left out: say what the test is about. */
export function ledgerOf(allow: Allowance, startedAt: string, changes: Partial<Omit<ClockLedger, 'terms'>> & { terms?: Partial<ClockTerms> } = {}): ClockLedger {
  return {
    id: 'first-visit.1',
    startedAt,
    trigger: { name: 'case.opened', seq: 1 },
    pauses: [],
    fired: [],
    ...changes,
    terms: { id: 'first-visit', name: 'First visit', basis: 'landlord', allow, pausedBy: ['no-access'], escalate: [], calendar: 'england-and-wales', calendarVersion: 1, ...changes.terms },
  }
}

/** One hold that stops the clock. */
export function pause(from: string, to?: string, reason = 'no-access'): ClockLedger['pauses'][number] {
  return { from, to, reason, hold: 'hold.1' }
}
