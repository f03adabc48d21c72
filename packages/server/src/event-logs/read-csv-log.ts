import { OperatorError } from '../operator-error.ts'
import { csvRecords, type CsvForm } from './csv-records.ts'
import { MOST_ROWS, type LogContent } from './event-log.ts'

const DELIMITERS = [',', ';', '\t']

/** Reads a CSV log: a heading, then one row a line. Lines that cannot be read are told by number. @throws OperatorError */
export async function readCsvLog(pieces: AsyncIterable<string>): Promise<LogContent> {
  const content: LogContent = { columns: [], rows: [], problems: [] }
  for await (const record of csvRecords(pieces, readForm)) {
    if ('reason' in record) content.problems.push(record)
    else if (content.columns.length === 0) content.columns = readHeading(record.values)
    else content.rows.push(record)
    if (content.rows.length > MOST_ROWS) throw new OperatorError(`The log has more than ${MOST_ROWS.toLocaleString('en-GB')} rows.`, 'Divide it by case into several files and import them one after the other.')
  }
  if (content.columns.length === 0) throw new OperatorError('The log has no heading.', 'Its first line must name the columns.')
  return content
}

/** The mark that cuts the heading into most columns is the one that the file is written with. */
function readForm(heading: string): CsvForm {
  const widths = DELIMITERS.map((delimiter) => ({ delimiter, width: cellsOf(heading, delimiter) }))
  return widths.reduce((most, next) => (next.width > most.width ? next : most))
}

function cellsOf(heading: string, delimiter: string): number {
  return heading.replaceAll(/"[^"]*"/g, '').split(delimiter).length
}

function readHeading(values: string[]): string[] {
  const columns = values.map((name) => name.trim())
  const twice = columns.find((name, index) => columns.indexOf(name) < index)
  if (twice !== undefined) throw new OperatorError(`The heading has the column "${twice}" twice.`, 'Give each column a name of its own.')
  return columns
}
