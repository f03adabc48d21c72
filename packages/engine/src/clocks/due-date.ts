import type { Calendar } from '../calendars/calendar.ts'
import { dayNumber } from '../calendars/civil-date.ts'
import { epochMilliseconds } from '../calendars/instant.ts'
import { civilDay, startOfDay } from '../calendars/zone.ts'
import { isInDays, type Allowance } from './allowance.ts'
import type { ClockLedger, ClockTarget } from './clock.ts'
import { extensionsAfter, lengthOf } from './extension.ts'
import { addPauses, type Sum } from './paused-sum.ts'
import { unionOfPauses, type Pause } from './pauses.ts'
import { reachDay, reachInstant, lengthOfTime, type Counting } from './reach.ts'

/** What a ledger comes to, in epoch milliseconds and day numbers. */
export interface DueDate extends Start, Reached {
  /** Where the sum in the clock's own unit ends; what goes on from there is an extension in another unit, or a target that holds at once. */
  sumEnd: Pick<Reached, 'dueAt' | 'dueDay'>
  /** The first instant at which the work may be done, where a rule says not before; absent otherwise. */
  opensAt?: number
  /** It was past due already when a change of severity brought its target in: it came due there and then. */
  atOnce?: boolean
}

interface Start {
  /** When it begins to count: a letter that is deemed received later starts it then. */
  startedAt: number
  startDay: number
  /** When the clock was stopped or withdrawn; infinite while it runs. */
  endedAt: number
  pauses: Pause[]
}

export interface Reached {
  dueAt: number
  dueDay: number
  /** The last millisecond at which the work is in time: a due day lasts until its last instant. */
  lastInstant: number
}

type Due = Reached & Pick<DueDate, 'sumEnd' | 'atOnce'>

/** When a clock is due at `now`; an open pause is taken to end now. */
export function dueDateOf(ledger: ClockLedger, calendar: Calendar, now: number): DueDate {
  const start = startOf(ledger, calendar)
  const { notBefore, allow } = ledger.terms
  let due = dueByLength(start, { ledger, allow, calendar, now })
  if (ledger.targets) for (const target of ledger.targets) due = dueByTarget(start, { ledger, target, before: due, calendar, now })
  const opensAt = notBefore && opening(start, { allow: notBefore, calendar }, now)
  return opensAt === undefined ? { ...start, ...due } : { ...start, ...due, opensAt }
}

/** When a clock was stopped or withdrawn; infinite while it runs. */
export function endOfClock({ stopped, withdrawn }: Pick<ClockLedger, 'stopped' | 'withdrawn'>): number {
  const stoppedAt = stopped ? epochMilliseconds(stopped.at) : Number.POSITIVE_INFINITY
  const withdrawnAt = withdrawn ? epochMilliseconds(withdrawn.at) : Number.POSITIVE_INFINITY
  return Math.min(stoppedAt, withdrawnAt)
}

/** When a letter that went out then is taken to have been received: on a day from its beginning, or at an exact instant. */
export function deemedStart(sentAt: number, { allow, calendar }: Counting): number {
  if (isInDays(allow)) return startOfDay(reachDay(civilDay(sentAt, calendar.zone), { allow, calendar }), calendar.zone)
  return reachInstant(sentAt, { allow, calendar }, lengthOfTime(allow))
}

function startOf(ledger: ClockLedger, calendar: Calendar): Start {
  const { deemedAfter } = ledger.terms
  const begunAt = epochMilliseconds(ledger.startedAt)
  const startedAt = deemedAfter ? deemedStart(begunAt, { allow: deemedAfter, calendar }) : begunAt
  const endedAt = endOfClock(ledger)
  return { startedAt, startDay: civilDay(startedAt, calendar.zone), endedAt, pauses: unionOfPauses(ledger, startedAt, endedAt) }
}

interface Working {
  ledger: ClockLedger
  calendar: Calendar
  now: number
}

/** The whole sum from the start, and what an extension in another unit adds to its end (semantics 32). */
function dueByLength(start: Start, { ledger, allow, calendar, now }: Working & { allow: Allowance }, after?: ClockTarget): Due {
  const { sum, further } = lengthOf(ledger, allow, after)
  const end = addPauses(start, { allow: sum, calendar }, now)
  const sumEnd = { dueAt: end.dueAt, dueDay: end.dueDay }
  return further ? { ...goOn(start, { from: end, counting: { allow: further, calendar } }, now), sumEnd } : { ...end, sumEnd }
}

function goOn({ endedAt, pauses }: Start, { from, counting }: { from: Reached; counting: Counting }, now: number): Reached {
  const later: Sum = { startedAt: from.dueAt, startDay: from.dueDay, endedAt, pauses: pauses.filter((pause) => pause.from > from.lastInstant) }
  return addPauses(later, counting, now)
}

/**
 * A later target: a length counts again from the original start, a date set by hand holds as it is but for what is paused after it.
 * A length that a change of severity brings in, and by which it is past due already, means due now, and never later than it was (semantics 31).
 */
function dueByTarget(start: Start, { target, before, ...working }: Working & { target: ClockTarget; before: Due }): Due {
  const at = epochMilliseconds(target.at)
  if (target.allow) {
    const due = dueByLength(start, { ...working, allow: target.allow }, target.how === 'revised' ? target : undefined)
    if (target.how === 'revised' || due.lastInstant >= at || due.dueAt >= before.dueAt) return due
    const dueAt = Math.min(at, before.dueAt)
    return { dueAt, dueDay: civilDay(dueAt, working.calendar.zone), lastInstant: dueAt, sumEnd: due.sumEnd, atOnce: true }
  }
  return dueBySetDate(start, { ...working, target, at })
}

/** What is paused is what comes after the date was set. */
function dueBySetDate(start: Start, { ledger, target, at, calendar, now }: Working & { target: ClockTarget; at: number }): Due {
  const { allow } = ledger.terms
  const pauses = start.pauses.map((pause) => (pause.from < at ? { ...pause, from: at } : pause)).filter(({ from, to }) => to > from)
  const set = isInDays(allow) ? dayNumber(target.on!) : epochMilliseconds(target.dueAt!)
  const end = addPauses({ ...start, pauses, set }, { allow, calendar }, now)
  const sumEnd = { dueAt: end.dueAt, dueDay: end.dueDay }
  const further = extensionsAfter(ledger, target)
  return further ? { ...goOn(start, { from: end, counting: { allow: further, calendar } }, now), sumEnd } : { ...end, sumEnd }
}

/** "More than six months after": from the day after, or from the very instant. */
function opening(start: Start, counting: Counting, now: number): number {
  const { lastInstant, dueAt } = addPauses(start, counting, now)
  return isInDays(counting.allow) ? lastInstant + 1 : dueAt
}
