import type { Calendar } from '../calendars/calendar.ts'
import { dayNumber } from '../calendars/civil-date.ts'
import type { Allowance } from './allowance.ts'
import type { ClockLedger, ClockTarget } from './clock.ts'
import { countedTotal, unitsOf, type Count, type CountedDay } from './counted-days.ts'
import { dueDateOf } from './due-date.ts'
import { extensionsAfter, lengthOf } from './extension.ts'
import { allowNow } from './targets.ts'

/** What is to be counted for the target that a clock has now. */
export function countingOf(ledger: ClockLedger, { calendar, now, firstDueOn }: { calendar: Calendar; now: number; firstDueOn: string }): Count {
  const due = dueDateOf(ledger, calendar, now)
  const target = ledger.targets?.at(-1)
  const { sum, further } = lengthNow(ledger, target)
  const atOnce = due.atOnce ? `Due at once ${target!.why}` : undefined
  return { allow: sum, further, isSet: target !== undefined && !target.allow, atOnce, due, firstDueDay: Math.min(dayNumber(firstDueOn), due.dueDay), calendar, now }
}

/** What the sum comes to: until a date that was set by hand, whatever counts until then. */
export function totalOf(count: Count, days: CountedDay[]): number {
  if (!count.isSet) return countedTotal(count.allow, count.due.startDay, count.calendar)
  return unitsOf(days.reduce((sum, { amount }) => sum + amount, 0), count.allow)
}

function lengthNow(ledger: ClockLedger, target: ClockTarget | undefined): { sum: Allowance; further?: Allowance } {
  if (!target) return lengthOf(ledger)
  if (target.allow) return lengthOf(ledger, target.allow, target.how === 'revised' ? target : undefined)
  return { sum: inDays(ledger.terms.allow), further: extensionsAfter(ledger, target) }
}

/** Until a date that was set by hand no weeks or months are counted, but days. */
function inDays(allow: Allowance): Allowance {
  return 'weeks' in allow || 'months' in allow ? { days: 0 } : allow
}

/** The target that a clock had before each of the later ones, first to last: its own length, or the date that was set. */
export function earlierTargets(ledger: ClockLedger): { allow?: Allowance; set?: ClockTarget; until: ClockTarget; ledger: ClockLedger }[] {
  return (ledger.targets ?? []).map((until, index, targets) => {
    const before = { ...ledger, targets: index === 0 ? undefined : targets.slice(0, index) }
    const set = targets[index - 1]
    return { allow: set && !set.allow ? undefined : allowNow(before), set, until, ledger: before }
  })
}
