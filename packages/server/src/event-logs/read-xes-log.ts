import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { OperatorError } from '../operator-error.ts'
import { MOST_ROWS, type LogContent } from './event-log.ts'

const MOST_NESTED = 32
const MOST_COLUMNS = 1000
/** Between two tags of a log there is nothing but white space. */
const MOST_WITHOUT_A_TAG = 1_000_000
/** Attributes of XES that hold one value; lists and containers are not kept. */
const VALUES = new Set(['string', 'date', 'int', 'float', 'boolean', 'id'])

type Attributes = Map<string, string>

interface Reading {
  /** The names of the open elements, outermost first. */
  open: string[]
  columns: Map<string, number>
  content: LogContent
  trace?: { line: number; attributes: Attributes; events: { line: number; attributes: Attributes }[] }
  event?: Attributes
  lastTag: number
}

/**
 * Reads an XES log: a row for each event, its trace's attributes as columns named `case:…`. Streams; a document type,
 * entities of its own and deep nesting are refused. @throws OperatorError when it is not well-formed
 */
export async function readXesLog(pieces: AsyncIterable<string>): Promise<LogContent> {
  const parser = new SaxesParser({ xmlns: false, position: true })
  const reading: Reading = { open: [], columns: new Map(), content: { columns: [], rows: [], problems: [] }, lastTag: 0 }
  const refuse = (problem: string) => new OperatorError(`The XES log cannot be read at line ${parser.line}: ${problem.replace(/\.$/, '')}.`, 'Put the file right, or export it anew. Nothing was changed.')
  parser.on('error', ({ message }) => {
    throw refuse(message.replace(/^\d+:\d+: /, ''))
  })
  parser.on('doctype', () => {
    throw refuse('it declares a document type, which a log does not need and which is never read')
  })
  parser.on('opentag', (tag) => {
    reading.lastTag = parser.position
    openElement(tag, parser.line, { reading, refuse })
  })
  parser.on('closetag', (tag) => {
    reading.lastTag = parser.position
    closeElement(localName(tag.name), reading)
  })
  for await (const piece of pieces) {
    parser.write(piece)
    if (parser.position - reading.lastTag > MOST_WITHOUT_A_TAG) throw refuse('there are a million characters without a tag')
  }
  parser.close()
  return { ...reading.content, columns: [...reading.columns.keys()], rows: reading.content.rows.map((row) => widen(row, reading.columns.size)) }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

type Situation = { reading: Reading; refuse: (problem: string) => OperatorError }

function openElement(tag: SaxesTagPlain, line: number, { reading, refuse }: Situation): void {
  const name = localName(tag.name)
  const parent = reading.open.at(-1)
  if (parent === undefined && name !== 'log') throw refuse(`it begins with <${tag.name}>, where an XES log begins with <log>`)
  reading.open.push(name)
  if (reading.open.length > MOST_NESTED) throw refuse(`its elements are nested more than ${MOST_NESTED} deep`)
  if (name === 'trace' && parent === 'log') reading.trace = { line, attributes: new Map(), events: [] }
  else if (name === 'event' && (parent === 'trace' || parent === 'log')) openEvent(line, reading)
  else if (VALUES.has(name)) keepValue(tag.attributes, parent, reading)
}

function openEvent(line: number, reading: Reading): void {
  reading.event = new Map()
  if (reading.trace === undefined) reading.content.problems.push({ line, reason: 'the event is in no trace, so it belongs to no case' })
  else reading.trace.events.push({ line, attributes: reading.event })
}

/** Only what stands directly in a trace or an event; attributes of attributes are not kept. */
function keepValue({ key, value }: Record<string, string>, parent: string | undefined, reading: Reading): void {
  if (key === undefined || value === undefined) return
  if (parent === 'event') reading.event?.set(key, value)
  if (parent === 'trace') reading.trace?.attributes.set(key, value)
}

function closeElement(name: string, reading: Reading): void {
  reading.open.pop()
  if (name !== 'trace' || reading.trace === undefined || reading.open.length !== 1) return
  const { line, attributes, events } = reading.trace
  if (events.length === 0) reading.content.problems.push({ line, reason: 'the trace has no events' })
  for (const event of events) addRow(event, attributes, reading)
  reading.trace = undefined
}

function addRow({ line, attributes }: { line: number; attributes: Attributes }, ofTrace: Attributes, { columns, content }: Reading): void {
  const values: string[] = []
  const set = (column: string, value: string) => {
    const index = columns.get(column) ?? columns.size
    columns.set(column, index)
    values[index] = value
  }
  for (const [key, value] of ofTrace) set(`case:${key}`, value)
  for (const [key, value] of attributes) set(key, value)
  content.rows.push({ line, values })
  if (columns.size > MOST_COLUMNS) throw new OperatorError(`The log has more than ${MOST_COLUMNS} different attributes.`, 'Leave out those that are not needed.')
  if (content.rows.length > MOST_ROWS) throw new OperatorError(`The log has more than ${MOST_ROWS.toLocaleString('en-GB')} events.`, 'Divide it by case into several files and import them one after the other.')
}

function widen({ line, values }: { line: number; values: string[] }, width: number) {
  return { line, values: Array.from({ length: width }, (_, index) => values[index] ?? '') }
}
