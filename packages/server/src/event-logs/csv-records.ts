import { parse } from 'csv-parse/sync'
import { textLines, type TextLine } from './text-lines.ts'

/** One record of a CSV file, or why there is none at this line. */
export type CsvRecord = { line: number; values: string[] } | { line: number; reason: string }

/** A quote that is not closed within so many lines was opened by mistake: the lines after it are read anew. */
const MOST_LINES_OF_A_RECORD = 200

export interface CsvForm {
  delimiter: string
  /** How many values a record must have. */
  width: number
}

/**
 * The records of a CSV text. What cannot be read costs one line: reading goes on at the line after it, also where a
 * quote was opened and never closed. `formOf` reads the first record's line and says how the rest is written.
 */
export async function* csvRecords(pieces: AsyncIterable<string>, formOf: (header: string) => CsvForm): AsyncGenerator<CsvRecord> {
  let form: CsvForm | undefined
  let open: TextLine[] = []
  for await (const next of textLines(pieces)) {
    if (form === undefined && next.text.trim() === '') continue
    form ??= formOf(next.text)
    const read = readOn([...open, next], form)
    open = read.open
    yield* read.records
  }
  // The file ends inside a quote: its first line is the wrong one, those after it may be whole.
  if (form !== undefined) yield* readRest(open, form)
}

function readRest(lines: TextLine[], form: CsvForm): CsvRecord[] {
  const [first, ...after] = lines
  if (first === undefined) return []
  const { records, open } = readOn(after, form)
  return [{ line: first.line, reason: NEVER_CLOSED }, ...records, ...readRest(open, form)]
}

const NEVER_CLOSED = 'a quote is opened and never closed'

/** Reads as many records as the lines hold; what is left waits, inside a quote, for the next line. */
function readOn(lines: TextLine[], form: CsvForm): { records: CsvRecord[]; open: TextLine[] } {
  const records: CsvRecord[] = []
  let at = 0
  while (at < lines.length) {
    const end = findEnd(lines, at)
    if (end === undefined && lines.length - at < MOST_LINES_OF_A_RECORD) break
    const read = end === undefined ? { line: lines[at]?.line ?? 0, reason: NEVER_CLOSED } : readRecord(lines.slice(at, end), form)
    if (!('isBlank' in read)) records.push(read)
    at = end === undefined || 'reason' in read ? at + 1 : end
  }
  return { records, open: lines.slice(at) }
}

/** The index after the record's last line: a record is whole when its quotes come in pairs (RFC 4180). */
function findEnd(lines: TextLine[], from: number): number | undefined {
  let isOpen = false
  for (const [offset, { text }] of lines.slice(from).entries()) {
    if (quotesOf(text) % 2 === 1) isOpen = !isOpen
    if (!isOpen) return from + offset + 1
  }
  return undefined
}

function quotesOf(text: string): number {
  let count = 0
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count += 1
  return count
}

function readRecord(lines: TextLine[], { delimiter, width }: CsvForm): CsvRecord | { isBlank: true } {
  const line = lines[0]?.line ?? 0
  const text = lines.map((one) => one.text).join('\n')
  if (text.trim() === '') return { isBlank: true }
  if (lines.some(({ isTooLong }) => isTooLong)) return { line, reason: 'the line is too long to be one of a log' }
  const values = valuesOf(text, delimiter)
  if (values === undefined) return { line, reason: 'its quotes cannot be read: a value with a quote in it is written "like ""this"""' }
  if (values.length < width) return { line, reason: `it has ${values.length} of ${width} columns` }
  if (values.length > width) return { line, reason: `it has ${values.length} columns where the heading has ${width}` }
  return { line, values }
}

/** csv-parse takes some 50 µs for a record; one without quotes is only cut at its delimiters. */
function valuesOf(text: string, delimiter: string): string[] | undefined {
  if (!text.includes('"')) return text.split(delimiter)
  try {
    const [record] = parse(text, { delimiter, record_delimiter: '\r\n', relax_column_count: true })
    return record
  } catch {
    return undefined
  }
}
