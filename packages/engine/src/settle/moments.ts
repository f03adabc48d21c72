import type { Calendar } from '../calendars/calendar.ts'
import { getStep, leavesOf, type CaseType } from '../case-type/case-type.ts'
import { epochMilliseconds } from '../calendars/instant.ts'
import { nextMidnight } from '../case/landlord-day.ts'
import { isOnHold, isUnfinished, type CaseClock, type CaseState, type Hold, type Item } from '../case/state.ts'
import type { Context } from '../case/turn.ts'
import { unfinishedOf } from '../case/unfinished.ts'
import { findNextMomentOf, readClock, type ClockMoment, type ClockReading } from '../clocks/clock.ts'
import { awaitsDay } from './for-each.ts'
import { isFull } from './ready.ts'
import { isRunning, mayStart, runsOf } from './clocks.ts'

/** A moment at which time alone changes a case. */
export type Moment =
  | { kind: 'clock'; at: string; clock: string; moment: ClockMoment }
  | { kind: 'wait'; at: string; item: string }
  | { kind: 'start'; at: string; item: string }
  | { kind: 'hold'; at: string; hold: string; on?: string }
  | { kind: 'midnight'; at: string }

export type TimeContext = Pick<Context, 'calendar' | 'caseType'>

/**
 * The earliest moment at which time alone would change this case; undefined when it would not.
 * At one instant clocks come first, then waits, then what recurs or was planned, each in path order, then holds, and the turn of the day (semantics 14).
 * @param from the instant after which a turn of the day is looked for
 */
export function findNextMoment(state: CaseState, context: TimeContext, from: string): Moment | undefined {
  if (state.status !== 'open' || state.stalled !== undefined) return undefined
  const { version } = state
  const { caseType, calendar } = context
  const isKnown = found?.state === state && found.version === version && found.from === from && found.caseType === caseType && found.calendar === calendar
  if (!isKnown) found = { state, version, from, caseType, calendar, moment: search(state, context, from) }
  return found!.moment
}

/** Each turn ends with the question with which whoever stores the case, and the turn after it, begin. A case that is changed in place has another version. */
let found: (TimeContext & { state: CaseState; version: number; from: string; moment: Moment | undefined }) | undefined

function search(state: CaseState, context: TimeContext, from: string): Moment | undefined {
  let next: Moment | undefined
  const consider = (moment: Moment | undefined) => {
    if (moment && (!next || moment.at < next.at || (moment.at === next.at && comesBefore(moment, next, { state, caseType: context.caseType })))) next = moment
  }
  considerClocks(state, { ...context, now: epochMilliseconds(from) }, consider)
  for (const item of unfinishedOf(state, context.caseType.datedWaits)) if (item.until !== undefined) consider(waitMoment(state, item, item.until))
  for (const item of unfinishedOf(state, context.caseType.planned)) consider(startMoment(state, context, item))
  for (const moment of holdMoments(state)) consider(moment)
  consider(findTurnOfDay(state, context, from))
  return next
}

const ORDER: Moment['kind'][] = ['clock', 'wait', 'start', 'hold', 'midnight']

/** Of two moments at one instant; what has the same place keeps the order in which it was found. */
function comesBefore(one: Moment, other: Moment, at: { state: CaseState; caseType: CaseType }): boolean {
  const kinds = ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind)
  if (kinds !== 0) return kinds < 0
  const [a, b] = [placeOf(one, at), placeOf(other, at)]
  return a.order < b.order || (a.order === b.order && a.run < b.run)
}

/** What is the case's own comes as declared, and then what belongs to a step in path order. */
function placeOf(moment: Moment, { state, caseType }: { state: CaseState; caseType: CaseType }): { order: number; run: number } {
  if (moment.kind === 'midnight' || (moment.kind === 'hold' && moment.on === undefined)) return { order: 0, run: 0 }
  const clock = moment.kind === 'clock' ? state.clocks[moment.clock]! : undefined
  const declared = clock === undefined ? -1 : caseType.clocks.findIndex(({ id }) => id === clock.rule)
  if (declared >= 0) return { order: declared, run: 0 }
  const { step, run } = state.items[moment.kind === 'wait' || moment.kind === 'start' ? moment.item : moment.kind === 'hold' ? moment.on! : clock!.of!]!
  return { order: caseType.clocks.length + getStep(caseType, step).order, run }
}

function considerClocks(state: CaseState, { calendar, now }: TimeContext & { now: number }, consider: (moment: Moment | undefined) => void): void {
  for (const id in state.clocks) {
    const clock = state.clocks[id]!
    if (!isRunning(clock)) continue
    const moment = findNextMomentOf(clock, calendarOf(clock, calendar), now)
    if (!moment) continue
    if (clock.wait) consider(waitMoment(state, state.items[clock.of!], moment.at))
    else consider({ kind: 'clock', at: moment.at, clock: clock.id, moment })
  }
}

/** A wait on hold elapses in silence and acts at the release. */
function waitMoment(state: CaseState, item: Item | undefined, elapsed: string): Moment | undefined {
  if (!item || item.state !== 'live' || isOnHold(state, item)) return undefined
  return { kind: 'wait', at: actsAt(state, elapsed), item: item.id }
}

/** Starts wait for the release of a hold; a slot is skipped during one, unless it says otherwise (semantics 28, 34). */
function startMoment(state: CaseState, { caseType }: TimeContext, item: Item): Moment | undefined {
  if (item.state !== 'waiting' || item.plannedAt === undefined) return undefined
  const { recurs, repeat } = getStep(caseType, item.step)
  if (isOnHold(state, item)) return item.slot && recurs?.onHold === 'skip' ? { kind: 'start', at: item.plannedAt, item: item.id } : undefined
  return !item.slot && isFull(state, item, repeat) ? undefined : { kind: 'start', at: actsAt(state, item.plannedAt), item: item.id }
}

function actsAt(state: CaseState, elapsed: string): string {
  return state.releasedAt !== undefined && state.releasedAt > elapsed ? state.releasedAt : elapsed
}

function holdMoments(state: CaseState): Moment[] {
  if (state.holdsMade === 0) return []
  const ends = (holds: Hold[], on?: string) => holds.flatMap((hold): Moment[] => (hold.until === undefined ? [] : [{ kind: 'hold', at: hold.until, hold: hold.id, on }]))
  return [...ends(state.holds), ...Object.values(state.items).filter(isUnfinished).flatMap((item) => ends(item.holds, item.id))]
}

/** A rule, or the gate of a finish that waits, is read again when the landlord's day turns if it mentions today. Under a hold cancel rules and clocks act (semantics 28). */
function findTurnOfDay(state: CaseState, { caseType, calendar }: TimeContext, from: string): Moment | undefined {
  const asks = unfinishedOf(state, caseType.daily).some((item) => {
    const { usesToday, cancelUsesToday } = getStep(caseType, item.step)
    return cancelUsesToday || (usesToday && !isOnHold(state, item))
  })
  const clocks = caseType.clocks.some((rule) => (rule.startUsesToday === true && mayStart(state, rule)) || (rule.endUsesToday === true && runsOf(state, rule.id).some(isRunning)))
  const finishes = caseType.gates.some(({ when }) => when.usesToday) && unfinishedOf(state, caseType.scopeEnds).some((item) => item.kind === 'finish' && item.state === 'live')
  const sets = caseType.forEach.some((step) => awaitsDay(state, step))
  return asks || clocks || finishes || sets ? { kind: 'midnight', at: nextMidnight(from, calendar(caseType.definition.calendar).zone) } : undefined
}

/** What a clock of a case says at `now`, by the calendar version that it started with. */
export function readCaseClock(clock: CaseClock, calendar: (id: string, version?: number) => Calendar, now: string): ClockReading {
  return readClock(clock, calendarOf(clock, calendar), now)
}

function calendarOf({ terms }: CaseClock, calendar: Context['calendar']): Calendar {
  return calendar(terms.calendar, terms.calendarVersion)
}

/** When the sweeper must look at the case next. */
export function wakeAt(state: CaseState, caseType: CaseType, { calendar, now }: Pick<Context, 'calendar' | 'now'>): string | undefined {
  return findNextMoment(state, { caseType, calendar }, now)?.at
}

/** An open case in which nothing is live, offered, timed or able to be heard from: someone must look (semantics 12). */
export function isStalled(state: CaseState, context: TimeContext & Pick<Context, 'now'>): boolean {
  if (state.status !== 'open') return false
  if (state.stalled !== undefined) return true
  const items = Object.values(state.items)
  if (items.some((item) => (item.kind !== 'stage' && item.state === 'live') || item.state === 'offered')) return false
  if (findNextMoment(state, context, context.now)) return false
  return !items.some((item) => item.state === 'waiting' && leavesOf(context.caseType.step[item.step]?.after).some(({ written }) => written.startsWith('outside.')))
}
