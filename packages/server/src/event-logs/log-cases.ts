import type { EventLog, LineProblem, LogRow } from './event-log.ts'
import { LONGEST_VALUE } from './event-log.ts'
import type { Mapping } from './mapping.ts'
import { readMoment } from './read-moment.ts'

/** Ids, activities and people are keys and headings; longer ones are a sign of a wrong mapping. */
const LONGEST_NAME = 200

/** One task that was made and completed at its moment. */
export interface LogEvent {
  line: number
  activity: string
  at: string
  resource?: string
  group?: string
}

/** What a log says about one case, its events in the order they occurred; at equal moments the file's order holds. */
export interface LogCase {
  id: string
  /** Of its first row. */
  line: number
  openedAt: string
  endedAt?: string
  /** The record that it is about, by its id or reference. */
  subject?: string
  fields: Record<string, string>
  events: LogEvent[]
}

export interface LogCases {
  /** In the order they were opened. */
  cases: LogCase[]
  problems: LineProblem[]
  warnings: LineProblem[]
  /** What was left out or assumed, in sentences. */
  notes: string[]
}

export interface Reading {
  mapping: Mapping
  /** The landlord's time zone, for times without an offset. */
  zone: string
  /** Nothing after it is believed. */
  now: string
}

/** Understands a log: which rows are events, of which cases, and when. Rows that cannot be are told by line and reason. */
export function readLogCases(log: EventLog, reading: Reading): LogCases {
  const problems = [...log.problems]
  const rowsByCase = new Map<string, LogRow[]>()
  const eventsByCase = new Map<string, LogEvent[]>()
  const seen: Seen = { lifecycles: new Map(), withoutOffset: 0 }
  for (const row of log.rows) {
    const read = readEvent(row, { ...reading, seen })
    if (read === undefined) continue
    if ('reason' in read) problems.push({ line: row.line, reason: read.reason })
    else {
      append(eventsByCase, read.caseId, read.event)
      append(rowsByCase, read.caseId, row)
    }
  }
  const warnings: LineProblem[] = []
  const cases = [...eventsByCase].map(([id, events]) => makeCase({ id, events, rows: rowsByCase.get(id) ?? [] }, reading, warnings))
  return {
    cases: cases.sort((one, other) => compare(one.openedAt, other.openedAt)),
    problems: problems.sort((one, other) => one.line - other.line),
    warnings,
    notes: describeLeftOut(seen, reading),
  }
}

interface Seen {
  lifecycles: Map<string, number>
  withoutOffset: number
}

type ReadEvent = { caseId: string; event: LogEvent } | { reason: string } | undefined

/** Undefined for a row that is no completion: a task that was started or assigned. */
function readEvent(row: LogRow, { mapping, zone, now, seen }: Reading & { seen: Seen }): ReadEvent {
  const reason = refuseText(row)
  if (reason !== undefined) return { reason }
  const caseId = valueAt(row, mapping.case)
  const activity = valueAt(row, mapping.activity)
  if (caseId === '') return { reason: 'it names no case' }
  if (activity === '') return { reason: 'it names no activity' }
  if (Math.max(caseId.length, activity.length) > LONGEST_NAME) return { reason: `its case or activity has more than ${LONGEST_NAME} characters` }
  const lifecycle = valueAt(row, mapping.lifecycle)
  if (!['', 'complete'].includes(lifecycle.toLowerCase())) {
    seen.lifecycles.set(lifecycle, (seen.lifecycles.get(lifecycle) ?? 0) + 1)
    return undefined
  }
  const moment = readMoment(valueAt(row, mapping.time), zone)
  if ('reason' in moment) return { reason: moment.reason }
  if (moment.at > now) return { reason: `${moment.at} is in the future` }
  if (!moment.hasOffset) seen.withoutOffset += 1
  return { caseId, event: { line: row.line, activity, at: moment.at, resource: nameAt(row, mapping.resource), group: nameAt(row, mapping.group) } }
}

function refuseText({ values }: LogRow): string | undefined {
  if (values.some((value) => value.includes('\uFFFD'))) return 'it has characters that are not UTF-8: save the file as UTF-8'
  if (values.some((value) => value.includes('\0'))) return 'it has a NUL character'
  return values.some((value) => value.length > LONGEST_VALUE) ? `a value has more than ${LONGEST_VALUE} characters` : undefined
}

function makeCase({ id, events, rows }: { id: string; events: LogEvent[]; rows: LogRow[] }, { mapping, zone, now }: Reading, warnings: LineProblem[]): LogCase {
  const line = rows[0]?.line ?? 0
  const sorted = events.sort((one, other) => compare(one.at, other.at))
  const first = sorted[0]?.at ?? now
  const warn = (reason: string) => void warnings.push({ line, reason })
  const start = readEdge('start', firstValue(rows, mapping.start), { zone, now, warn })
  const end = readEdge('end', firstValue(rows, mapping.end), { zone, now, warn })
  const isTurned = start !== undefined && end !== undefined && start > end
  if (isTurned) warn('the case ends before it starts: its first event is taken as its start')
  const openedAt = isTurned ? earlier(first, end) : (start ?? first)
  for (const event of sorted) {
    if (event.at < openedAt) warnings.push({ line: event.line, reason: 'the row lies before the start of its case' })
    if (end !== undefined && event.at > end) warnings.push({ line: event.line, reason: 'the row lies after the end of its case' })
  }
  const fields = Object.entries(mapping.fields).map(([field, index]) => [field, firstValue(rows, index)]).filter(([, value]) => value !== '')
  const subject = firstValue(rows, mapping.subject) || undefined
  return { id, line, openedAt, endedAt: end, subject, fields: Object.fromEntries(fields), events: sorted }
}

/** The start or end of a case, where one is given that can be believed. */
function readEdge(edge: 'start' | 'end', text: string, { zone, now, warn }: { zone: string; now: string; warn: (reason: string) => void }): string | undefined {
  if (text === '') return undefined
  const moment = readMoment(text, zone)
  const instead = edge === 'start' ? 'its first event is taken instead' : 'the case is left open'
  if ('reason' in moment) warn(`the ${edge} of its case is not known, ${moment.reason}: ${instead}`)
  else if (moment.at > now) warn(`the ${edge} of its case is in the future: ${instead}`)
  else return moment.at
  return undefined
}

function describeLeftOut({ lifecycles, withoutOffset }: Seen, { mapping, zone }: Reading): string[] {
  const others = [...lifecycles.values()].reduce((sum, count) => sum + count, 0)
  const kinds = [...lifecycles].map(([name, count]) => `${name} ${count}`).join(', ')
  return [
    ...(others === 0 ? [] : [`${others} rows are not completions and were left out (${kinds}).`]),
    ...(withoutOffset === 0 ? [] : [`${withoutOffset} times have no offset from UTC and were read as times of ${zone}.`]),
    ...(mapping.unused.length === 0 ? [] : [`Columns that are not imported: ${mapping.unused.join(', ')}.`]),
  ]
}

function valueAt(row: LogRow, index: number | undefined): string {
  return index === undefined ? '' : (row.values[index] ?? '').trim()
}

function nameAt(row: LogRow, index: number | undefined): string | undefined {
  return valueAt(row, index).slice(0, LONGEST_NAME) || undefined
}

function firstValue(rows: LogRow[], index: number | undefined): string {
  const row = rows.find((row) => valueAt(row, index) !== '')
  return row === undefined ? '' : valueAt(row, index)
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** Instants are UTC text of one form, so they compare as text. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}

function earlier(one: string, other: string): string {
  return one < other ? one : other
}
