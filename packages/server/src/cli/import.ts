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

interface ImportOptions {
  'case-type'?: string
  mapping?: string
  landlord?: string
  'dry-run'?: boolean
}

/**
 * `casement import log FILE`: imports an event log, CSV or XES, as back-dated cases, beside a running server or without one.
 * @throws OperatorError when nothing could be imported, or the file cannot be read
 */
export async function importData([kind, file]: string[], { 'case-type': caseType, mapping, landlord, 'dry-run': isDryRun = false }: ImportOptions): Promise<void> {
  if (kind !== 'log' || file === undefined) throw new OperatorError('It is not said what to import.', 'Write it as: casement import log FILE')
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
