import { findClosure } from '../calendars/calendar.ts'
import type { Calendar } from '../calendars/calendar.ts'
import { civilDate } from '../calendars/civil-date.ts'
import { HOUR } from '../calendars/instant.ts'
import { civilDay, startOfDay } from '../calendars/zone.ts'
import type { Allowance } from './clock.ts'
import { lengthWords, unitsWords } from './clock-words.ts'
import { firstCountedDay, pauseEnd } from './due-date.ts'
import type { DueDate } from './due-date.ts'

const MOST_CELLS = 60

export type DayKind = 'start' | 'counted' | 'closed' | 'paused' | 'to-come' | 'today'

/** One line of the ledger: a run of days that count, or do not, for one reason. Dates are civil, both included. */
export interface ExplainedRow {
  from: string
  to: string
  kind: DayKind
  words: string
  /** Units counted in the run, and since the start. */
  count: number
  soFar: number
}

/** One cell of the day strip; where the clock is long, one cell stands for several days. */
export interface ExplainedCell {
  date: string
  kind: DayKind | 'due'
  days: number
  /** Past the first target. */
  extended?: true
}

/** One day between start and due, with what it adds to the sum. */
export interface CountedDay {
  day: number
  kind: DayKind
  words: string
  /** Days, or milliseconds of a clock in hours. */
  amount: number
  extended?: true
}

export interface Count {
  /** What the sum is made of, extensions in the clock's own unit included, and what goes on after it in another. */
  allow: Allowance
  further?: Allowance
  due: DueDate
  /** The last day of the first target. */
  firstDueDay: number
  calendar: Calendar
  now: number
}

/** Every day from the start to the due day, once, with why it counts or does not. The amounts add up to the allowance. */
export function countDays(count: Count): CountedDay[] {
  const { due, calendar, now } = count
  const running = due.endedAt === Number.POSITIVE_INFINITY
  const lastPast = civilDay(running ? now : due.endedAt, calendar.zone)
  const days: CountedDay[] = []
  for (let day = due.startDay; day <= due.dueDay; day += 1) {
    const { amount, why } = day > due.sumEnd.dueDay ? furtherOf(day, count) : 'hours' in count.allow ? hoursOf(day, count) : dayOf(day, count)
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

/** Runs of days of one kind and reason become one row; the start and today stand alone. */
export function rowsOf(days: CountedDay[], isHours: boolean): ExplainedRow[] {
  const rows: (ExplainedRow & { amount: number })[] = []
  let amount = 0
  for (const { day, kind, words, amount: own } of days) {
    const date = civilDate(day)
    const last = rows.at(-1)
    const before = amount
    amount += own
    const soFar = unitsOf(amount, isHours)
    if (last && last.kind === kind && last.words === words && kind !== 'today') Object.assign(last, { to: date, soFar, amount: last.amount + own })
    else rows.push({ from: date, to: date, kind, words, amount: own, count: 0, soFar: unitsOf(before + own, isHours) })
  }
  return rows.map(({ amount: own, ...row }) => ({ ...row, count: unitsOf(own, isHours) }))
}

/** At most 60 cells; the last one holds the due day. */
export function cellsOf(days: CountedDay[]): ExplainedCell[] {
  const perCell = Math.ceil(days.length / MOST_CELLS)
  const first = days.filter((_, index) => index % perCell === 0)
  return first.map(({ day, extended }, index) => {
    const folded = days.slice(index * perCell, (index + 1) * perCell)
    return { date: civilDate(day), kind: index === first.length - 1 ? 'due' : kindOfCell(folded), days: folded.length, ...(extended && { extended }) }
  })
}

/** Days as they are, milliseconds as hours with two decimals. */
export function unitsOf(amount: number, isHours: boolean): number {
  return isHours ? Math.round((amount / HOUR) * 100) / 100 : amount
}

type Why = Pick<CountedDay, 'kind' | 'words'>

function dayOf(day: number, { allow, due, calendar, now }: Count): { amount: number; why?: Why } {
  if ('hours' in allow || day < firstCountedDay(due.startDay, allow)) return { amount: 0 }
  const begins = startOfDay(day, calendar.zone)
  const pause = due.pauses.find((found) => found.from <= begins && begins < pauseEnd(found, due.endedAt, now))
  if (pause) return { amount: 0, why: { kind: 'paused', words: pausedWords(pause.reasons) } }
  const closure = 'workingDays' in allow ? findClosure(calendar, day) : undefined
  if (closure) return { amount: 0, why: { kind: 'closed', words: /^(Saturday|Sunday)$/.test(closure) ? 'Weekend' : closure } }
  return { amount: 1 }
}

/** A day of an extension in another unit: it adds nothing to the sum, which ended before it. */
function furtherOf(day: number, count: Count): { amount: number; why?: Why } {
  const { further, due } = count
  if (!further) return { amount: 0 }
  const { why } = dayOf(day, { ...count, allow: further, due: { ...due, startDay: due.sumEnd.dueDay } })
  return { amount: 0, why: why ?? { kind: 'counted', words: `Extended by ${lengthWords(further)}` } }
}

function hoursOf(day: number, { due, calendar, now }: Count): { amount: number; why?: Why } {
  const from = Math.max(startOfDay(day, calendar.zone), due.startedAt)
  const to = Math.min(startOfDay(day + 1, calendar.zone), due.sumEnd.dueAt)
  const stood = due.pauses
    .map((pause) => ({ reasons: pause.reasons, overlap: Math.min(to, pauseEnd(pause, due.endedAt, now)) - Math.max(from, pause.from) }))
    .filter(({ overlap }) => overlap > 0)
  const pausedFor = stood.reduce((sum, { overlap }) => sum + overlap, 0)
  const amount = to - from - pausedFor
  if (pausedFor === 0) return { amount }
  const words = pausedWords([...new Set(stood.flatMap(({ reasons }) => reasons))])
  if (amount === 0) return { amount, why: { kind: 'paused', words } }
  return { amount, why: { kind: 'counted', words: `${words}, ${unitsWords(unitsOf(pausedFor, true), 'hours')} not counted` } }
}

function toCome(running: boolean, words: string): Why {
  if (!running) return { kind: 'to-come', words: 'Not needed' }
  return { kind: 'to-come', words: words === 'Counted' ? 'To come' : words }
}

/** Hold reasons are ids in a ledger: "police-request" reads "police request". */
function pausedWords(reasons: string[]): string {
  return `Paused: ${reasons.map((reason) => (reason.includes(' ') ? reason : reason.replaceAll('-', ' '))).join(', ')}`
}

function kindOfCell(days: CountedDay[]): DayKind {
  const kinds = new Set(days.map(({ kind }) => kind))
  return (['start', 'today', 'paused', 'counted', 'to-come'] as const).find((kind) => kinds.has(kind)) ?? 'closed'
}
