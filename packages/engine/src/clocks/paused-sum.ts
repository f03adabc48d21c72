import type { Calendar } from '../calendars/calendar.ts'
import { civilDay, startOfDay } from '../calendars/zone.ts'
import { isInDays, type DayAllowance, type TimeAllowance } from './allowance.ts'
import type { Reached } from './due-date.ts'
import type { Pause } from './pauses.ts'
import { countOwnDays, endOfDueDay, firstCountedDay, lengthOfTime, moveOn, ownTimeBetween, reachDay, reachInstant, type Counting } from './reach.ts'

/** From what a sum is counted, and what stands in its way. */
export interface Sum {
  startedAt: number
  startDay: number
  endedAt: number
  pauses: Pause[]
  /** A due day, or instant, that was set in place of one that a sum comes to. */
  set?: number
}

/** Where an allowance ends with its pauses (semantics 28): days stop for as many of their own kind as begin inside them, time for exactly the overlap. */
export function addPauses(sum: Sum, { allow, calendar }: Counting, now: number): Reached {
  if (!isInDays(allow)) {
    const dueAt = dueAtInstant(sum, { allow, calendar }, now)
    return { dueAt, dueDay: civilDay(dueAt, calendar.zone), lastInstant: dueAt }
  }
  const dueDay = dueOnDay(sum, { allow, calendar }, now)
  const { dueAt, lastInstant } = endOfDueDay(dueDay, { allow, calendar })
  return { dueAt, dueDay, lastInstant }
}

/** A pause that begins once the clock has run out cannot save it. */
function dueAtInstant({ startedAt, endedAt, pauses, set }: Sum, counting: Counting<TimeAllowance>, now: number): number {
  let length = set === undefined ? lengthOfTime(counting.allow) : 0
  const from = set ?? startedAt
  let dueAt = reachInstant(from, counting, length)
  for (const pause of pauses) {
    if (pause.from > dueAt) break
    length += ownTimeBetween(pause.from, pauseEnd(pause, endedAt, now), counting)
    dueAt = reachInstant(from, counting, length)
  }
  return dueAt
}

function dueOnDay({ startDay, endedAt, pauses, set }: Sum, counting: Counting<DayAllowance>, now: number): number {
  const { allow, calendar } = counting
  const reach = (paused: number) => (set === undefined ? reachDay(startDay, counting, paused) : moveOn(set, counting, paused))
  let dueDay = reach(0)
  if (pauses.length === 0) return dueDay
  const first = firstCountedDay(startDay, allow)
  let paused = 0
  for (const pause of pauses) {
    if (pause.from > endOfDueDay(dueDay, counting).lastInstant) break
    const days = daysBeginningIn({ from: pause.from, to: pauseEnd(pause, endedAt, now) }, calendar)
    paused += countOwnDays({ from: Math.max(days.from, first), to: days.to }, counting)
    dueDay = reach(paused)
  }
  return dueDay
}

/** Where a pause ends for the sum: an open one now, and every one when the clock ends. */
export function pauseEnd(pause: Pause, endedAt: number, now: number): number {
  return Math.min(pause.to === Number.POSITIVE_INFINITY ? now : pause.to, endedAt)
}

/** The days whose first instant lies in a stretch of time, both ends included. */
function daysBeginningIn({ from, to }: { from: number; to: number }, { zone }: Calendar): { from: number; to: number } {
  const fromDay = civilDay(from, zone)
  return { from: startOfDay(fromDay, zone) >= from ? fromDay : fromDay + 1, to: civilDay(to - 1, zone) }
}
