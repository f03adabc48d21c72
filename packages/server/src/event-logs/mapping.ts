import { z } from 'zod'
import { OperatorError } from '../operator-error.ts'
import { SOURCE_CASE } from './derive-case-type.ts'
import { camelCase, unique } from './names.ts'

const column = z.string().min(1)

/** What a mapping file may say: which column of the log is what. */
export const mappingFile = z.strictObject({
  case: column.optional(),
  activity: column.optional(),
  time: column.optional(),
  resource: column.optional(),
  group: column.optional(),
  lifecycle: column.optional(),
  start: column.optional(),
  end: column.optional(),
  subject: column.optional(),
  fields: z.record(z.string().regex(/^[a-z][a-zA-Z0-9]*$/, { error: 'A field is one word with capitals inside, such as plannedEnd.' }), column).optional(),
  activities: z.record(z.string().min(1), z.string().min(1)).optional(),
})

export type WrittenMapping = z.infer<typeof mappingFile>

type Part = 'case' | 'activity' | 'time' | 'resource' | 'group' | 'lifecycle' | 'start' | 'end' | 'subject'

/** Where each part of a row is, as positions among the log's columns. */
export interface Mapping extends Partial<Record<Part, number>> {
  case: number
  activity: number
  time: number
  /** Columns of what is known about the whole case, by the field that keeps them. */
  fields: Record<string, number>
  /** Steps of a case type, by the activity that stands for them. */
  activities: Record<string, string>
  /** Columns that nothing reads. */
  unused: string[]
}

/** The names that XES gives to what an event log must say; CSV logs often keep them. */
const WELL_KNOWN: Record<Part, string> = {
  case: 'case:concept:name',
  activity: 'concept:name',
  time: 'time:timestamp',
  resource: 'org:resource',
  group: 'org:group',
  lifecycle: 'lifecycle:transition',
  start: 'case:startdate',
  end: 'case:enddate',
  subject: 'case:subject',
}
/** So many columns are named where one is missing. */
const MOST_COLUMNS_NAMED = 50

const NEEDED = ['case', 'activity', 'time'] as const

/**
 * Finds the parts of a row among the columns: where the mapping file says, else under their well-known names.
 * Without `fields`, every other column `case:…` becomes a field of the case. @throws OperatorError when a part is missing
 */
export function mapColumns(columns: string[], written: WrittenMapping = {}): Mapping {
  const parts = findParts(columns, written)
  const missing = NEEDED.filter((part) => parts[part] === undefined)
  if (missing.length > 0) throw describeMissing(missing, columns)
  const taken = new Set(Object.values(parts))
  const fields = written.fields === undefined ? fieldsOfCase(columns, taken) : namedFields(columns, written.fields)
  const used = new Set([...taken, ...Object.values(fields)])
  const { case: ofCase = 0, activity = 0, time = 0 } = parts
  return { ...parts, case: ofCase, activity, time, fields, activities: written.activities ?? {}, unused: columns.filter((_, index) => !used.has(index)) }
}

function findParts(columns: string[], written: WrittenMapping): Partial<Record<Part, number>> {
  const parts: Partial<Record<Part, number>> = {}
  for (const [part, wellKnown] of Object.entries(WELL_KNOWN) as [Part, string][]) {
    const name = written[part]
    const index = columns.indexOf(name ?? wellKnown)
    if (index !== -1) parts[part] = index
    else if (name !== undefined) throw noSuchColumn(part, name, columns)
  }
  return parts
}

function namedFields(columns: string[], fields: Record<string, string>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, name]) => {
      if (!columns.includes(name)) throw noSuchColumn(`fields.${field}`, name, columns)
      return [field, columns.indexOf(name)]
    }),
  )
}

function fieldsOfCase(columns: string[], taken: Set<number | undefined>): Record<string, number> {
  const ids = new Set([SOURCE_CASE])
  const fields: Record<string, number> = {}
  for (const [index, name] of columns.entries()) {
    if (!name.startsWith('case:') || taken.has(index)) continue
    fields[unique(camelCase(name) || 'attribute', { taken: ids, join: '' })] = index
  }
  return fields
}

function describeMissing(missing: readonly Part[], columns: string[]): OperatorError {
  const known = missing.map((part) => `${part} (known as ${WELL_KNOWN[part]})`)
  const example = NEEDED.map((part) => `${part}: ${columns.includes(WELL_KNOWN[part]) ? WELL_KNOWN[part] : '…'}`)
  return new OperatorError(
    `The log does not say which column is: ${known.join(', ')}. Its columns are: ${columnsWords(columns)}.`,
    `Write a mapping file, for example map.yaml with the lines "${example.join('", "')}", and give it with --mapping map.yaml.`,
  )
}

function noSuchColumn(part: string, name: string, columns: string[]): OperatorError {
  return new OperatorError(`The mapping says ${part}: ${name}, and the log has no such column. Its columns are: ${columnsWords(columns)}.`, 'Correct the mapping file.')
}

function columnsWords(columns: string[]): string {
  const more = columns.length - MOST_COLUMNS_NAMED
  return `${columns.slice(0, MOST_COLUMNS_NAMED).join(', ')}${more > 0 ? ` and ${more.toLocaleString('en-GB')} more` : ''}`
}
