import type { Calendar } from '../calendars/calendar.ts'
import { epochMilliseconds } from '../calendars/instant.ts'
import type { Allowance } from './allowance.ts'
import type { ClockLedger, ClockMoment } from './clock.ts'
import type { DueDate } from './due-date.ts'
import { isArmedByTarget } from './extension.ts'
import { reachAfter, reachBack } from './reach.ts'

/** The warning, of which every clock with a `warn` has one whether it escalates or not. */
export const WARNING_POINT = -1
/** The due moment, of which every clock has one. */
export const DUE_POINT = -2
/** The moment from which on it may be done, of a clock that says not before. */
export const OPENED_POINT = -3

/** The first instant of the warning day, or the exact instant, counted back from the due date in its own unit; never before the start. */
export function warningAt(warn: Allowance, due: DueDate, calendar: Calendar): number {
  return Math.max(due.startedAt, reachBack(due, { allow: warn, calendar }))
}

/** Why a clock ended that measured how long something is valid. */
export const expired = 'expired'

/** A moment of a clock in epoch milliseconds: most are never said. */
export type MomentInMilliseconds = Omit<ClockMoment, 'at'> & { at: number }

/** Every moment at which the clock speaks, by instant; at one instant the opening, the warning, the due moment, then the points as declared. */
export function momentsOf({ terms }: ClockLedger, due: DueDate, calendar: Calendar): MomentInMilliseconds[] {
  const warnAt = terms.warn && warningAt(terms.warn, due, calendar)
  const moments: MomentInMilliseconds[] = []
  if (due.opensAt !== undefined) moments.push({ point: OPENED_POINT, occurrence: 1, at: due.opensAt })
  if (warnAt !== undefined) moments.push({ point: WARNING_POINT, occurrence: 1, at: warnAt })
  moments.push({ point: DUE_POINT, occurrence: 1, at: due.dueAt })
  for (let point = 0; point < terms.escalate.length; point += 1) {
    const { at, after, repeat = 1 } = terms.escalate[point]!
    if (!after && at === 'warning' && warnAt === undefined) continue
    for (let occurrence = 1; occurrence <= (after ? repeat : 1); occurrence += 1) {
      moments.push({ point, occurrence, at: after ? reachAfter(due, { allow: after, calendar }, occurrence) : at === 'warning' ? warnAt! : due.dueAt })
    }
  }
  return inOrder(moments)
}

/** The sort is stable, so that moments of one instant keep the order in which they were put in; most are in order already. */
function inOrder(moments: MomentInMilliseconds[]): MomentInMilliseconds[] {
  for (let index = 1; index < moments.length; index += 1) if (moments[index]!.at < moments[index - 1]!.at) return moments.sort((a, b) => a.at - b.at)
  return moments
}

/** The earliest moment that has not fired: each fires once per target (semantics 33). */
export function findNextMoment(ledger: ClockLedger, moments: MomentInMilliseconds[]): MomentInMilliseconds | undefined {
  return moments.find((moment) => !ledger.fired.some((fired, index) => isSame(fired, moment) && !isArmedAgain(ledger, index, moment.at)))
}

function isSame(a: Omit<ClockMoment, 'at'>, b: Omit<ClockMoment, 'at'>): boolean {
  return a.point === b.point && a.occurrence === b.occurrence
}

/** A point that fired is armed again only by a new target, or by a pause that ended after it fired and moved its instant past that end (semantics 33). */
function isArmedAgain(ledger: ClockLedger, index: number, instant: number): boolean {
  const fired = epochMilliseconds(ledger.fired[index]!.at)
  if (instant <= fired) return false
  return isArmedByTarget(ledger, index, instant) || ledger.pauses.some(({ to }) => to !== undefined && epochMilliseconds(to) > fired && epochMilliseconds(to) < instant)
}
