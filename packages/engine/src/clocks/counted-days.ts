import { findClosedDay, findClosure, type Calendar } from '../calendars/calendar.ts'
import { weekday } from '../calendars/civil-date.ts'
import { stretchesOf } from '../calendars/opening-time.ts'
import { civilDay, startOfDay } from '../calendars/zone.ts'
import { isInDays, isInOpeningHours, millisecondsOf, unitOf, type Allowance, type DayAllowance, type TimeAllowance } from './allowance.ts'
import { allowanceOf, lengthWords, reasonWords, unitsWords, type ClockUnit } from './clock-words.ts'
import type { DueDate } from './due-date.ts'
import type { DayKind } from './explained-rows.ts'
import { pauseEnd } from './paused-sum.ts'
import { firstCountedDay, ownTimeBetween, reachDay } from './reach.ts'

const FRIDAY = 5

/** One day between start and due, with what it adds to the sum. */
export interface CountedDay {
  day: number
  kind: DayKind
  words: string
  /** Days, or milliseconds of a clock that counts time. */
  amount: number
  extended?: true
}

export interface Count {
  /** What the sum is made of, extensions in the clock's own unit included, and what goes on after it in another. */
  allow: Allowance
  further?: Allowance
  /** Whether the date was set by hand: what is counted until then is the sum. */
  isSet: boolean
  /** Why the due date came at once, though the sum ended before. */
  atOnce?: string
  due: DueDate
  /** The last day of the first target. */
  firstDueDay: number
  calendar: Calendar
  now: number
}

/** In what a sum is counted: weeks and months are counted out in days. */
export function countedUnit(allow: Allowance): ClockUnit {
  return 'weeks' in allow || 'months' in allow ? 'days' : allowanceOf(allow).unit
}

/** How many days, or how much time, an allowance comes to from a day. */
export function countedTotal(allow: Allowance, startDay: number, calendar: Calendar): number {
  if (!('weeks' in allow) && !('months' in allow)) return allowanceOf(allow).total
  const { roll: _rolled, ...plain } = allow
  return reachDay(startDay, { allow: plain, calendar }) - firstCountedDay(startDay, allow) + 1
}

/** Days as they are, milliseconds in their unit with two decimals. */
export function unitsOf(amount: number, allow: Allowance): number {
  return isInDays(allow) ? amount : Math.round((amount / millisecondsOf(unitOf(allow))) * 100) / 100
}

/** Every day from the start to the due day, once, with why it counts or does not. The amounts add up to the allowance. */
export function countDays(count: Count): CountedDay[] {
  const { due, calendar, now, allow } = count
  const running = due.endedAt === Number.POSITIVE_INFINITY
  const lastPast = civilDay(running ? now : due.endedAt, calendar.zone)
  const total = isInDays(allow) && !count.isSet ? countedTotal(allow, due.startDay, calendar) : Number.POSITIVE_INFINITY
  const days: CountedDay[] = []
  let sum = 0
  for (let day = due.startDay; day <= due.dueDay; day += 1) {
    const { amount, why } = day > due.sumEnd.dueDay ? furtherOf(day, count) : isInDays(allow) ? dayOf(day, { ...count, allow }, sum >= total) : timeOf(day, { ...count, allow })
    sum += amount
    const counted = { day, amount, ...(why ?? { kind: 'counted' as const, words: 'Counted' }) }
    if (counted.kind === 'counted' && day > lastPast) Object.assign(counted, toCome(running, counted.words))
    if (day > count.firstDueDay) Object.assign(counted, { extended: true, words: EXTENDED_WORDS[counted.words] ?? counted.words })
    if (running && day === lastPast) Object.assign(counted, { kind: 'today', words: why ? `Today: ${why.words}` : 'Today' })
    if (day === due.startDay) Object.assign(counted, { kind: 'start', words: why ? `Start; ${why.words}` : 'Start' })
    days.push(counted)
  }
  return days
}

/** How the days that an extension gave are told apart. */
const EXTENDED_WORDS: Partial<Record<string, string>> = { Counted: 'Counted, extended', 'To come': 'To come, extended' }

type Why = Pick<CountedDay, 'kind' | 'words'>
type Counted = { amount: number; why?: Why }

function dayOf(day: number, { allow, due, calendar, now }: Count & { allow: DayAllowance }, isOver: boolean): Counted {
  if (day < firstCountedDay(due.startDay, allow)) return { amount: 0 }
  const begins = startOfDay(day, calendar.zone)
  const pause = due.pauses.find((found) => found.from <= begins && begins < pauseEnd(found, due.endedAt, now))
  if (pause) return { amount: 0, why: { kind: 'paused', words: pausedWords(pause.reasons) } }
  if (isOver) return { amount: 0, why: rolledTo(calendar, day) }
  const closure = 'workingDays' in allow ? findClosure(calendar, day) : undefined
  return closure ? { amount: 0, why: { kind: 'closed', words: closureWords(closure) } } : { amount: 1 }
}

/** The sum is full; its last day was no working day. */
function rolledTo(calendar: Calendar, day: number): Why {
  const closure = findClosure(calendar, day)
  return closure ? { kind: 'closed', words: closureWords(closure) } : { kind: 'counted', words: 'The next working day' }
}

/** A day of what goes on from the sum: it adds nothing to it. */
function furtherOf(day: number, count: Count): Counted {
  const { further, due, calendar, now, atOnce } = count
  if (atOnce !== undefined) return { amount: 0, why: { kind: 'counted', words: atOnce } }
  if (!further) return { amount: 0 }
  const going = { ...count, due: { ...due, startDay: due.sumEnd.dueDay }, calendar, now }
  const { why } = isInDays(further) ? dayOf(day, { ...going, allow: further }, false) : timeOf(day, { ...going, allow: further })
  return { amount: 0, why: why ?? { kind: 'counted', words: `Extended by ${lengthWords(further)}` } }
}

function timeOf(day: number, { allow, due, calendar, now }: Count & { allow: TimeAllowance }): Counted {
  const counting = { allow, calendar }
  const from = Math.max(startOfDay(day, calendar.zone), due.startedAt)
  const to = Math.min(startOfDay(day + 1, calendar.zone), due.sumEnd.dueAt)
  const stood = due.pauses
    .map((pause) => ({ reasons: pause.reasons, overlap: ownTimeBetween(Math.max(from, pause.from), Math.min(to, pauseEnd(pause, due.endedAt, now)), counting) }))
    .filter(({ overlap }) => overlap > 0)
  const pausedFor = stood.reduce((sum, { overlap }) => sum + overlap, 0)
  const amount = ownTimeBetween(from, to, counting) - pausedFor
  if (pausedFor === 0) return amount === 0 && isInOpeningHours(allow) ? { amount, why: { kind: 'closed', words: closedWords(calendar, day) } } : { amount }
  const words = pausedWords([...new Set(stood.flatMap(({ reasons }) => reasons))])
  if (amount === 0) return { amount, why: { kind: 'paused', words } }
  return { amount, why: { kind: 'counted', words: `${words}, ${unitsWords(unitsOf(pausedFor, allow), allowanceOf(allow).unit)} not counted` } }
}

/** Why no opening time of a day counts. */
function closedWords(calendar: Calendar, day: number): string {
  if (stretchesOf(calendar, day).length > 0) return 'Outside opening hours'
  return findClosedDay(calendar, day) ?? (weekday(day) > FRIDAY ? 'Weekend' : 'Closed')
}

function closureWords(closure: string): string {
  return /^(Saturday|Sunday)$/.test(closure) ? 'Weekend' : closure
}

function toCome(running: boolean, words: string): Why {
  if (!running) return { kind: 'to-come', words: 'Not needed' }
  return { kind: 'to-come', words: words === 'Counted' ? 'To come' : words }
}

function pausedWords(reasons: string[]): string {
  return `Paused: ${reasons.map(reasonWords).join(', ')}`
}
