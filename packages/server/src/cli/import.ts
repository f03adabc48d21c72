import type { Pool } from 'pg'
import { createCasework } from '../cases/casework.ts'
import { createPool } from '../database/pool.ts'
import { importEventLog, type ImportOrder } from '../event-logs/import-event-log.ts'
import { showProgress } from '../event-logs/import-progress.ts'
import { reportLines, type ImportReport } from '../event-logs/import-report.ts'
import { readEventLog } from '../event-logs/read-event-log.ts'
import { readMapping } from '../event-logs/read-mapping.ts'
import { OperatorError } from '../operator-error.ts'
import { type Settings, readSettings } from '../settings.ts'
import { readCaseTypeText } from './case-type-findings.ts'
import { findLandlord } from './find-landlord.ts'
import { importCaseType } from './import-case-type.ts'
import { openDatabase } from './open-database.ts'
import { forceStopLater, listenForStop } from './stop-request.ts'

interface ImportOptions {
  'case-type'?: string
  mapping?: string
  landlord?: string
  'dry-run'?: boolean
}

/**
 * `casement import log FILE` or `casement import case-type FILE`, beside a running server or without one.
 * @throws OperatorError when it is not said what to import, or when it cannot be imported
 */
export async function importData([kind, file]: string[], options: ImportOptions): Promise<void> {
  if (kind === 'log' && file !== undefined) return importLog(file, options)
  if (kind === 'case-type' && file !== undefined) return importCaseTypeFile(file, options)
  throw new OperatorError('It is not said what to import.', 'Write it as: casement import log FILE, or casement import case-type FILE')
}

/** Imports an event log, CSV or XES, as back-dated cases. */
async function importLog(file: string, { 'case-type': caseType, mapping, landlord, 'dry-run': isDryRun = false }: ImportOptions): Promise<void> {
  const settings = readSettings()
  const written = mapping === undefined ? undefined : readMapping(mapping)
  const log = await readEventLog(file)
  const stop = listenForStop()
  await withDatabase(settings, async (pool) => {
    const { id } = await findLandlord(pool, landlord)
    const order: ImportOrder = { landlordId: id, log, mapping: written, caseType, isDryRun, progress: showProgress, isStopWanted: stop.isMade }
    report(await importEventLog(createCasework(pool), order))
  })
}

/** Publishes a case type for a landlord. What only an event log takes is refused, above all a dry run that would be none. */
async function importCaseTypeFile(file: string, { landlord, ...ofLogs }: ImportOptions): Promise<void> {
  const [other] = Object.keys(ofLogs)
  if (other !== undefined) throw new OperatorError(`casement import case-type does not take --${other}. Nothing was done.`, 'Write it as: casement import case-type FILE [--landlord NAME]; "npx casement check-case-types FILE" only looks.')
  const text = readCaseTypeText(file)
  await withDatabase(readSettings(), async (pool) => importCaseType(pool, { file, text, landlord: await findLandlord(pool, landlord) }))
}

async function withDatabase(settings: Settings, work: (pool: Pool) => Promise<void>): Promise<void> {
  const database = await openDatabase(settings, 'import')
  const pool = createPool({ url: database.appUrl, name: 'casement import', max: 2 })
  try {
    await work(pool)
  } finally {
    await pool.end()
    forceStopLater()
    await database.close()
  }
}

/** Findings go to standard error, the sum of it all to standard output. */
function report(done: ImportReport): void {
  const { findings, summary } = reportLines(done)
  for (const line of findings) console.error(line)
  for (const line of summary) console.log(line)
  if (done.cases === 0 && done.earlierCases === 0) throw new OperatorError('Nothing could be imported.', 'Put right the lines named above, or the mapping.')
}
