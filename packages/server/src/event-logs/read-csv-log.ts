import { OperatorError } from '../operator-error.ts'
import { csvRecords, type CsvForm, type CsvRecord } from './csv-records.ts'
import { MOST_ROWS, type LogContent } from './event-log.ts'

/** Control characters, and what stands where bytes were no UTF-8. */
const NOT_TEXT = /(?![\t\n\r])\p{Cc}|\ufffd/u

const DELIMITERS = [',', ';', '\t']

/** Reads a CSV log: a heading, then one row a line. Lines that cannot be read are told by number. @throws OperatorError */
export async function readCsvLog(pieces: AsyncIterable<string>): Promise<LogContent> {
  const content: LogContent = { columns: [], rows: [], problems: [] }
  for await (const record of csvRecords(pieces, readForm)) {
    if (content.columns.length === 0) content.columns = readHeading(record)
    else if ('reason' in record) content.problems.push(record)
    else content.rows.push(record)
    if (content.rows.length > MOST_ROWS) throw new OperatorError(`The log has more than ${MOST_ROWS.toLocaleString('en-GB')} rows.`, 'Divide it by case into several files and import them one after the other.')
  }
  if (content.columns.length === 0) throw new OperatorError('The file is empty.', 'Name a file of CSV whose first line names the columns, or of XES. Nothing was changed.')
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

/** Without its heading no line of a log can be understood, so nothing is read past one that is wrong. */
function readHeading(record: CsvRecord): string[] {
  if ('reason' in record) throw new OperatorError(`The heading, line ${record.line}, cannot be read: ${record.reason}.`, 'Put it right: the first line must name the columns. Nothing was changed.')
  const columns = record.values.map((name) => name.trim())
  const text = columns.join('')
  if (NOT_TEXT.test(text)) throw new OperatorError('The file is not CSV or XES: its first line is not text of UTF-8 or UTF-16.', 'Save a spreadsheet as CSV in UTF-8, and name that file. Nothing was changed.')
  if (text.includes('\r')) throw new OperatorError('The lines of the file end with a carriage return alone.', 'Save it with the line ends of Windows or Unix. Nothing was changed.')
  const twice = columns.find((name, index) => columns.indexOf(name) < index)
  if (twice !== undefined) throw new OperatorError(`The heading has the column "${twice}" twice.`, 'Give each column a name of its own.')
  return columns
}
