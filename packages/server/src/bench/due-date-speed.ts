import { libraryCalendars } from '@casement/case-types'
import { type Allowance, type Calendar, type ClockLedger, readClock } from '@casement/engine'
import { bestOf } from './timed.ts'

const WARM_UP_SECONDS = 1
const DATES = 100_000
const RUNS = 5
const DAY = 86_400_000
const STARTS = 100
const FIRST_START = Date.UTC(2026, 0, 5, 9, 30)

/** The kinds of clocks, as often as a landlord has them: most are in working days. */
const RULES: Allowance[] = [
  { workingDays: 2 }, { workingDays: 10 }, { workingDays: 20 }, { workingDays: 5, until: 'closing' },
  { days: 28, inclusive: true }, { weeks: 12 }, { months: 1, roll: 'next-working-day' }, { hours: 24 }, { workingHours: 8 }, { workingMinutes: 30 },
]

/**
 * Due dates that are worked out in a second on one processor, by the clock and by its own time, each from a ledger not seen before, with its warning, three escalations
 * and, in every third, a hold.
 */
export function measureDueDates(): { perSecond: number; perCpuSecond: number } {
  const calendar = libraryCalendars()[0]!
  for (const end = performance.now() + WARM_UP_SECONDS * 1000; performance.now() < end; ) workOutAll(calendar)
  const { seconds, cpuSeconds } = bestOf(RUNS, () => {
    for (let dates = 0; dates < DATES; dates += LEDGERS.length) workOutAll(calendar)
  })
  return { perSecond: Math.round(DATES / seconds), perCpuSecond: Math.round(DATES / cpuSeconds) }
}

/** Works each rule out from a hundred starts; gives how many those are. What was read before is not worked out again, so each is a ledger of its own. */
export function workOutAll(calendar: Calendar): number {
  for (const ledger of LEDGERS) {
    const { dueAt } = readClock({ ...ledger }, calendar, ledger.startedAt)
    if (dueAt <= ledger.startedAt) throw new Error(`${JSON.stringify(ledger.terms.allow)} is due before it starts`)
  }
  return LEDGERS.length
}

const LEDGERS = RULES.flatMap((allow) => Array.from({ length: STARTS }, (_, run) => ledgerOf(allow, run)))

function ledgerOf(allow: Allowance, run: number): ClockLedger {
  const at = (days: number) => new Date(FIRST_START + (run * 3 + days) * DAY).toISOString()
  return {
    id: 'reply.1', startedAt: at(0), trigger: { name: 'case.opened', seq: 1 }, fired: [],
    terms: { id: 'reply', name: 'Reply', basis: 'landlord', allow, warn: { workingDays: 1 }, pausedBy: ['no-access'], escalate: [{ at: 'warning', do: [] }, { at: 'due', do: [] }, { after: { workingDays: 1 }, do: [] }], calendar: 'england-and-wales', calendarVersion: 1 },
    pauses: run % 3 === 0 ? [{ from: at(0.1), to: at(2), reason: 'no-access', hold: 'hold.1' }] : [],
  }
}
