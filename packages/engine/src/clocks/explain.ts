import type { Calendar } from '../calendars/calendar.ts'
import { civilDate, civilParts, dayNumber } from '../calendars/civil-date.ts'
import { dateRangeWords, dateWords, timeWords } from '../calendars/date-words.ts'
import { epochMilliseconds, instantText } from '../calendars/instant.ts'
import { civilDay } from '../calendars/zone.ts'
import { readClock } from './clock.ts'
import type { ClockReading, ClockTerms } from './clock.ts'
import { allowedRows } from './allowed-rows.ts'
import type { AllowedRow } from './allowed-rows.ts'
import { isInDays, usesCalendar, type Allowance } from './allowance.ts'
import { BASIS_WORDS, leftWords, ruleSentence, triggerWords, unitsWords } from './clock-words.ts'
import type { ClockUnit, NamedLedger } from './clock-words.ts'
import { countDays, countedUnit, unitsOf } from './counted-days.ts'
import type { Count, CountedDay } from './counted-days.ts'
import { countingOf, totalOf } from './counting.ts'
import { cellsOf, rowsOf } from './explained-rows.ts'
import type { ExplainedCell, ExplainedRow } from './explained-rows.ts'
import { expired } from './moments.ts'
import { findPauseAt } from './pauses.ts'
import { countOwnDays, ownTimeBetween } from './reach.ts'
import { allowNow } from './targets.ts'

/** The sum behind a due date, for the screen and for the evidence file. */
export interface ClockExplanation {
  title: string
  rule: string
  basis: ClockTerms['basis']
  source?: string
  start: { at: string; words: string }
  /** Rows of the sum allowed: the rule, then each extension. One that is not in force adds nothing. */
  allowed: AllowedRow[]
  total: number
  unit: ClockUnit
  /** Every day from the start to the due day, once; the last soFar is the total. */
  rows: ExplainedRow[]
  cells: ExplainedCell[]
  due: { on: string; at: string; words: string }
  /** The due date before any extension. */
  firstDue?: { on: string; at: string; words: string }
  /** From when on it may be done, where a rule says not before. */
  opens?: { on: string; at: string; words: string }
  calendar: { id: string; name: string; version: number; knownTo: string; warning?: string }
  /** Units used until `now` or until the clock ended. */
  elapsed: Amount & { words: string }
  /** Units left, or late by, at `now` or when the clock ended. */
  left: Amount & { late: boolean; words: string }
}

/** Units with two decimals; of a clock that counts time also exactly. */
interface Amount {
  units: number
  milliseconds?: number
}

/** Shows the working of a clock's due date: each day or hour counted, each one skipped and why (design: clocks). */
export function explainClock(ledger: NamedLedger, calendar: Calendar, now: string): ClockExplanation {
  const { terms } = ledger
  const reading = readClock(ledger, calendar, now)
  const moment = epochMilliseconds(now)
  const count = countingOf(ledger, { calendar, now: moment, firstDueOn: reading.first?.dueOn ?? reading.dueOn })
  const days = countDays(count)
  const total = totalOf(count, days)
  const year = spokenYear(count)
  const left = leftOf(count, { days, reading, validity: terms.validity && (ledger.withdrawn?.reason ?? expired) === expired })
  const { dueDay, startDay } = count.due
  const dueDate = dateWords(dueDay, year)
  const told = { calendar, now: moment, startDay, year, total, proposedOn: reading.proposed?.dueOn }
  return {
    title: `${terms.name} ${terms.validity ? 'until' : 'by'} ${dueDate}`,
    rule: ruleSentence(ledger, allowNow(ledger)),
    basis: terms.basis,
    source: terms.source,
    start: { at: instantText(count.due.startedAt), words: startWords(ledger, count, year) },
    allowed: allowedRows(ledger, told),
    total,
    unit: countedUnit(count.allow),
    ...worked(ledger, days, { allow: count.allow, started: timeWords(epochMilliseconds(ledger.startedAt), calendar.zone), left: left.words }),
    due: { on: civilDate(dueDay), at: instantText(count.due.dueAt), words: `${dueDate}, ${isToMidnight(count) ? 'to midnight' : timeWords(count.due.dueAt, calendar.zone)}` },
    firstDue: reading.first && { on: reading.first.dueOn, at: reading.first.dueAt, words: dateWords(dayNumber(reading.first.dueOn), year) },
    opens: opensOf(count, year),
    calendar: { id: calendar.id, name: calendar.name, version: calendar.version, knownTo: calendar.knownTo, warning: findCalendarWarning(count, year) },
    elapsed: elapsedOf(count, { days, left }),
    left,
  }
}

/** A calendar that is known until then is known for ever. */
const END_OF_TIME = '9999-12-31'

/** The whole explanation as plain text, one row a line. */
export function explanationText(explanation: ClockExplanation): string {
  const { title, rule, basis, source, start, allowed, total, unit, rows, due, firstDue, opens, calendar, left } = explanation
  const year = civilParts(dayNumber(due.on)).year
  const known = calendar.knownTo < END_OF_TIME ? `, closed days known to ${dateWords(dayNumber(calendar.knownTo), year)}` : ''
  return [
    title,
    rule,
    source ? `${BASIS_WORDS[basis]}: ${source}` : BASIS_WORDS[basis],
    `Started: ${start.words}`,
    '',
    'Allowed',
    ...allowed.map(({ label, detail, units }) => `${label}: ${detail}: ${units}`),
    `Total: ${total} ${unit}`,
    '',
    `Counted (${unit}, so far)`,
    ...rows.map((row) => `${dateRangeWords(dayNumber(row.from), dayNumber(row.to), year)}: ${row.words}: ${row.count === 0 ? '–' : row.count}, ${row.soFar}`),
    '',
    `Due: ${due.words}: ${total}`,
    ...(opens ? [`Not before: ${opens.words}`] : []),
    ...(firstDue ? [`First target: ${firstDue.words}`] : []),
    left.words,
    `Calendar: ${calendar.name}, version ${calendar.version}${known}`,
    ...(calendar.warning ? [calendar.warning] : []),
  ].join('\n')
}

/** A due day lasts to its midnight; hours, a closing time and what came due at once to their minute. */
function isToMidnight({ due }: Count): boolean {
  return due.lastInstant !== due.dueAt
}

function startWords({ startedAt, trigger, terms }: NamedLedger, { due, calendar }: Count, year: number): string {
  const begun = epochMilliseconds(startedAt)
  const words = `${triggerWords(trigger)}, ${dateWords(civilDay(begun, calendar.zone), year)}, ${timeWords(begun, calendar.zone)}`
  return terms.deemedAfter ? `${words}; taken as received ${dateWords(due.startDay, year)}` : words
}

function opensOf({ due: { opensAt }, calendar }: Count, year: number): ClockExplanation['opens'] {
  if (opensAt === undefined) return undefined
  const day = civilDay(opensAt, calendar.zone)
  return { on: civilDate(day), at: instantText(opensAt), words: `${dateWords(day, year)}, ${timeWords(opensAt, calendar.zone)}` }
}

/** Rows and cells; the start says what set the clock going, today says what is left. */
function worked({ trigger }: NamedLedger, days: CountedDay[], { allow, started, left }: { allow: Allowance; started: string; left: string }): Pick<ClockExplanation, 'rows' | 'cells'> {
  const rows = rowsOf(days, allow).map((row) => {
    if (row.kind === 'start') return { ...row, words: row.words.replace('Start', () => `Start: ${triggerWords(trigger)}, ${started}`) }
    return row.kind === 'today' ? { ...row, words: `${row.words}, ${lowered(left)}` } : row
  })
  return { rows, cells: cellsOf(days) }
}

function leftOf(count: Count, { days, reading: { state, late, early }, validity }: { days: CountedDay[]; reading: ClockReading; validity?: boolean }): ClockExplanation['left'] {
  const left = amountIn(count, state === 'withdrawn' ? 0 : amountBetween(count, days, late))
  return { ...left, late, words: leftWords(state, { units: left.units, late, unit: countedUnit(count.allow), validity, early }) }
}

/** What of the sum has been used, and what it is late by on top. */
function elapsedOf(count: Count, { days, left }: { days: CountedDay[]; left: ClockExplanation['left'] }): ClockExplanation['elapsed'] {
  const rest = left.milliseconds ?? left.units
  const elapsed = amountIn(count, Math.max(0, days.reduce((sum, { amount }) => sum + amount, 0) + (left.late ? rest : -rest)))
  return { ...elapsed, words: unitsWords(elapsed.units, countedUnit(count.allow)) }
}

function amountIn({ allow }: Count, amount: number): Amount {
  return isInDays(allow) ? { units: amount } : { units: unitsOf(amount, allow), milliseconds: amount }
}

/** In days or milliseconds: from now, or from the end, to the due date; or, when late, from the due date until then or until it was paused. */
function amountBetween(count: Count, days: CountedDay[], late: boolean): number {
  const { allow, further, due, calendar, now } = count
  const end = due.endedAt === Number.POSITIVE_INFINITY ? now : due.endedAt
  const at = late ? (findPauseAt(due.pauses, end)?.from ?? end) : end
  if (!isInDays(allow)) {
    const reckoned = Math.max(at, Math.min(due.startedAt, due.dueAt))
    return ownTimeBetween(Math.min(reckoned, due.dueAt), Math.max(reckoned, due.dueAt), { allow, calendar })
  }
  const day = Math.max(civilDay(at, calendar.zone), due.startDay)
  if (late) return countOwnDays({ from: due.dueDay + 1, to: day }, { allow, calendar })
  if (further) return countOwnDays({ from: day + 1, to: due.dueDay }, { allow, calendar })
  return days.reduce((sum, counted) => sum + (counted.day > day ? counted.amount : 0), 0)
}

function findCalendarWarning({ allow, further, due, calendar }: Count, year: number): string | undefined {
  if (!usesCalendar(allow) && !(further && usesCalendar(further))) return undefined
  if (due.dueDay > dayNumber(calendar.knownTo)) return `The closed days of ${calendar.name} are known to ${dateWords(dayNumber(calendar.knownTo), year)}; later ones are not yet left out.`
  if (due.startDay < dayNumber(calendar.knownFrom)) return `The closed days of ${calendar.name} are known from ${dateWords(dayNumber(calendar.knownFrom), year)}; earlier ones are not left out.`
  return undefined
}

function spokenYear({ now, calendar }: Count): number {
  return civilParts(civilDay(now, calendar.zone)).year
}

function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}
