import type { Calendar } from '../calendars/calendar.ts'
import { civilDate, civilParts, dayNumber } from '../calendars/civil-date.ts'
import { dateRangeWords, dateWords, timeWords } from '../calendars/date-words.ts'
import { epochMilliseconds, instantText } from '../calendars/instant.ts'
import { civilDay } from '../calendars/zone.ts'
import { readClock } from './clock.ts'
import type { ClockLedger, ClockReading, ClockTerms } from './clock.ts'
import { allowedRows } from './allowed-rows.ts'
import type { AllowedRow } from './allowed-rows.ts'
import { allowanceOf, BASIS_WORDS, leftWords, ruleSentence, triggerWords } from './clock-words.ts'
import type { ClockUnit, NamedLedger } from './clock-words.ts'
import { cellsOf, countDays, rowsOf, unitsOf } from './counted-days.ts'
import type { Count, ExplainedCell, ExplainedRow } from './counted-days.ts'
import { countOwnDays, dueDateOf } from './due-date.ts'
import { lengthOf } from './extension.ts'
import { findPauseAt } from './pauses.ts'

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
  calendar: { id: string; name: string; version: number; knownTo: string; warning?: string }
  /** Units left, or late by, at `now` or when the clock ended. */
  left: { units: number; late: boolean; words: string }
}

/** Shows the working of a clock's due date: each day or hour counted, each one skipped and why (design: clocks). */
export function explainClock(ledger: NamedLedger, calendar: Calendar, now: string): ClockExplanation {
  const { terms } = ledger
  const reading = readClock(ledger, calendar, now)
  const count = countOf(ledger, { calendar, now: epochMilliseconds(now), firstDueOn: reading.first?.dueOn ?? reading.dueOn })
  const { total, unit } = allowanceOf(count.allow)
  const year = spokenYear(count)
  const left = leftOf(count, reading)
  const started = timeWords(count.due.startedAt, calendar.zone)
  const dueDate = dateWords(count.due.dueDay, year)
  return {
    title: `${terms.name} by ${dueDate}`,
    rule: ruleSentence(ledger),
    basis: terms.basis,
    source: terms.source,
    start: { at: instantText(count.due.startedAt), words: `${triggerWords(ledger.trigger)}, ${dateWords(count.due.startDay, year)}, ${started}` },
    allowed: allowedRows(ledger, { zone: calendar.zone, year, proposedOn: reading.proposed?.dueOn }),
    total,
    unit,
    ...worked(ledger, count, { started, left: left.words }),
    due: { on: civilDate(count.due.dueDay), at: instantText(count.due.dueAt), words: `${dueDate}, ${isToMidnight(count) ? 'to midnight' : timeWords(count.due.dueAt, calendar.zone)}` },
    firstDue: reading.first && { on: reading.first.dueOn, at: reading.first.dueAt, words: dateWords(dayNumber(reading.first.dueOn), year) },
    calendar: { id: calendar.id, name: calendar.name, version: calendar.version, knownTo: calendar.knownTo, warning: findCalendarWarning(count, year) },
    left,
  }
}

/** The whole explanation as plain text, one row a line. */
export function explanationText(explanation: ClockExplanation): string {
  const { title, rule, basis, source, start, allowed, total, unit, rows, due, firstDue, calendar, left } = explanation
  const year = civilParts(dayNumber(due.on)).year
  const known = dateWords(dayNumber(calendar.knownTo), year)
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
    ...(firstDue ? [`First target: ${firstDue.words}`] : []),
    left.words,
    `Calendar: ${calendar.name}, version ${calendar.version}, closed days known to ${known}`,
    ...(calendar.warning ? [calendar.warning] : []),
  ].join('\n')
}

function countOf(ledger: ClockLedger, { calendar, now, firstDueOn }: { calendar: Calendar; now: number; firstDueOn: string }): Count {
  const { sum, further } = lengthOf(ledger)
  return { allow: sum, further, due: dueDateOf(ledger, calendar, now), firstDueDay: dayNumber(firstDueOn), calendar, now }
}

/** Days last to midnight, hours to their minute. */
function isToMidnight({ allow, further }: Count): boolean {
  return !('hours' in (further ?? allow))
}

/** Rows and cells; the start says what set the clock going, today says what is left. */
function worked({ terms, trigger }: NamedLedger, count: Count, words: { started: string; left: string }): Pick<ClockExplanation, 'rows' | 'cells'> {
  const days = countDays(count)
  const rows = rowsOf(days, 'hours' in terms.allow).map((row) => {
    if (row.kind === 'start') return { ...row, words: row.words.replace('Start', () => `Start: ${triggerWords(trigger)}, ${words.started}`) }
    return row.kind === 'today' ? { ...row, words: `${row.words}, ${lowered(words.left)}` } : row
  })
  return { rows, cells: cellsOf(days) }
}

function leftOf(count: Count, { state, late }: ClockReading): ClockExplanation['left'] {
  const units = state === 'withdrawn' ? 0 : unitsBetween(count, late)
  return { units, late, words: leftWords(state, { units, late, unit: allowanceOf(count.allow).unit }) }
}

/** From now, or from the end, to the due date; or, when late, from the due date until then or until it was paused. */
function unitsBetween(count: Count, late: boolean): number {
  const { allow, further, due, calendar, now } = count
  const end = due.endedAt === Number.POSITIVE_INFINITY ? now : due.endedAt
  const at = late ? (findPauseAt(due.pauses, end)?.from ?? end) : end
  if ('hours' in allow) return unitsOf(Math.abs(due.dueAt - Math.max(at, Math.min(due.startedAt, due.dueAt))), true)
  const day = Math.max(civilDay(at, calendar.zone), due.startDay)
  if (late) return countOwnDays({ from: due.dueDay + 1, to: day }, { allow, calendar })
  if (further) return countOwnDays({ from: day + 1, to: due.dueDay }, { allow, calendar })
  return countDays(count).reduce((sum, counted) => sum + (counted.day > day ? counted.amount : 0), 0)
}

function findCalendarWarning({ allow, due, calendar }: Count, year: number): string | undefined {
  if (!('workingDays' in allow)) return undefined
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
