import type { Calendar } from '../calendars/calendar.ts'
import { epochMilliseconds } from '../calendars/instant.ts'
import type { Allowance } from './allowance.ts'
import type { ClockLedger, ClockMoment, EscalationPoint } from './clock.ts'
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

/** A moment of a clock in epoch milliseconds: most are never said. */
export type MomentInMilliseconds = Omit<ClockMoment, 'at'> & { at: number }

/** Every moment at which the clock speaks, by instant; at one instant the warning, the due moment, then the points as declared. */
export function momentsOf({ terms }: ClockLedger, due: DueDate, calendar: Calendar): MomentInMilliseconds[] {
  const warnAt = terms.warn && warningAt(terms.warn, due, calendar)
  const moments: MomentInMilliseconds[] = [{ point: DUE_POINT, occurrence: 1, at: due.dueAt }]
  if (due.opensAt !== undefined) moments.unshift({ point: OPENED_POINT, occurrence: 1, at: due.opensAt })
  if (warnAt !== undefined) moments.unshift({ point: WARNING_POINT, occurrence: 1, at: warnAt })
  for (const [index, point] of terms.escalate.entries()) {
    for (const [before, at] of instantsOf(point, { warnAt, due, calendar }).entries()) moments.push({ point: index, occurrence: before + 1, at })
  }
  // The sort is stable, so that moments of one instant keep the order in which they were put in.
  return moments.sort((a, b) => a.at - b.at)
}

/** The earliest moment that has not fired: each fires once per target (semantics 33). */
export function findNextMoment(ledger: ClockLedger, moments: MomentInMilliseconds[]): MomentInMilliseconds | undefined {
  return moments.find((moment) => !ledger.fired.some((fired, index) => isSame(fired, moment) && !isArmedAgain(ledger, index, moment.at)))
}

function instantsOf({ at, after, repeat = 1 }: EscalationPoint, reading: { warnAt?: number; due: DueDate; calendar: Calendar }): number[] {
  if (after) return Array.from({ length: repeat }, (_, before) => reachAfter(reading.due, { allow: after, calendar: reading.calendar }, before + 1))
  if (at === 'warning') return reading.warnAt === undefined ? [] : [reading.warnAt]
  return [reading.due.dueAt]
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
