import { parseArgs } from 'node:util'
import type { Pool } from 'pg'
import { createCasework } from '../cases/casework.ts'
import { createPool } from '../database/pool.ts'
import { importEventLog, type ImportOrder } from '../event-logs/import-event-log.ts'
import { showProgress } from '../event-logs/import-progress.ts'
import { reportLines, type ImportReport } from '../event-logs/import-report.ts'
import { readEventLog } from '../event-logs/read-event-log.ts'
import { readMapping } from '../event-logs/read-mapping.ts'
import { OperatorError } from '../operator-error.ts'
import { readSettings } from '../settings.ts'
import { openDatabase } from './open-database.ts'
import { forceStopLater, listenForStop } from './stop-request.ts'

const USAGE = 'casement import log FILE [--case-type ID] [--mapping FILE] [--landlord NAME] [--dry-run]'

/**
 * `casement import log FILE`: imports an event log, CSV or XES, as back-dated cases, beside a running server or without one.
 * @throws OperatorError when nothing could be imported, or the file cannot be read
 */
export async function importData(args: string[]): Promise<void> {
  const { file, caseType, mapping, landlord, isDryRun } = readArguments(args)
  const settings = readSettings()
  const written = mapping === undefined ? undefined : readMapping(mapping)
  const log = await readEventLog(file)
  const stop = listenForStop()
  const database = await openDatabase(settings, 'import')
  const pool = createPool({ url: database.appUrl, name: 'casement import', max: 2 })
  try {
    const order: ImportOrder = { landlordId: await findLandlord(pool, landlord), log, mapping: written, caseType, isDryRun, progress: showProgress, isStopWanted: stop.isMade }
    report(await importEventLog(createCasework(pool), order))
  } finally {
    await pool.end()
    forceStopLater()
    await database.close()
  }
}

function readArguments(args: string[]) {
  const { values, positionals } = parse(args)
  const [kind, file, ...more] = positionals
  if (kind !== 'log' || file === undefined || more.length > 0) throw new OperatorError('It is not said what to import.', `Write it as: ${USAGE}`)
  return { file, caseType: values['case-type'], mapping: values.mapping, landlord: values.landlord, isDryRun: values['dry-run'] }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { 'case-type': { type: 'string' }, mapping: { type: 'string' }, landlord: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
    })
  } catch (cause) {
    throw new OperatorError(cause instanceof Error ? cause.message : String(cause), `Write it as: ${USAGE}`, { cause })
  }
}

/** The landlord by its id or name; the only one when none is named. */
async function findLandlord(pool: Pool, named: string | undefined): Promise<string> {
  const { rows } = await pool.query<{ id: string; name: string }>('select id, name from casement.landlord order by name')
  const found = named === undefined ? rows : rows.filter(({ id, name }) => id === named || name === named)
  const [only, another] = found
  if (only !== undefined && another === undefined) return only.id
  if (rows.length === 0) throw new OperatorError('There is no landlord yet whose cases these could be.', 'Start Casement once ("npm start"), which makes one.')
  const names = rows.map(({ id, name }) => `"${name}" (${id})`).join(', ')
  throw new OperatorError(named === undefined ? 'There are several landlords.' : `There is no landlord ${named}, or several of that name.`, `Say whose cases these are with --landlord and one of: ${names}.`)
}

/** Findings go to standard error, the sum of it all to standard output. */
function report(done: ImportReport): void {
  const { findings, summary } = reportLines(done)
  for (const line of findings) console.error(line)
  for (const line of summary) console.log(line)
  if (done.cases === 0 && done.earlierCases === 0) throw new OperatorError('Nothing could be imported.', 'Put right the lines named above, or the mapping.')
}
