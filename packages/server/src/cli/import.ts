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
import { importCalendar } from './import-calendar.ts'
import { importCaseType } from './import-case-type.ts'
import { importFragment } from './import-fragment.ts'
import { openDatabase } from './open-database.ts'
import { forceStopLater, listenForStop } from './stop-request.ts'

interface ImportOptions {
  'case-type'?: string
  mapping?: string
  landlord?: string
  'dry-run'?: boolean
}

/** What of a procedure is published from a file. */
const PUBLISHED = { 'case-type': importCaseType, calendar: importCalendar, fragment: importFragment }

/**
 * `casement import log FILE`, or `casement import case-type FILE`, `calendar FILE` or `fragment FILE`, beside a running server or without one.
 * @throws OperatorError when it is not said what to import, or when it cannot be imported
 */
export async function importData([kind = '', file]: string[], options: ImportOptions): Promise<void> {
  if (kind === 'log' && file !== undefined) return importLog(file, options)
  if (Object.hasOwn(PUBLISHED, kind) && file !== undefined) return publishFile(kind as keyof typeof PUBLISHED, file, options)
  throw new OperatorError('It is not said what to import.', 'Write it as: casement import log FILE, casement import case-type FILE, casement import calendar FILE, or casement import fragment FILE')
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

/** Publishes what a file holds for a landlord. What only an event log takes is refused, above all a dry run that would be none. */
async function publishFile(kind: keyof typeof PUBLISHED, file: string, { landlord, ...ofLogs }: ImportOptions): Promise<void> {
  const [other] = Object.keys(ofLogs)
  const looks = kind === 'case-type' ? '; "npx casement check-case-types FILE" only looks' : ''
  if (other !== undefined) throw new OperatorError(`casement import ${kind} does not take --${other}. Nothing was done.`, `Write it as: casement import ${kind} FILE [--landlord NAME]${looks}.`)
  const text = readCaseTypeText(file, inWords(kind))
  await withDatabase(readSettings(), async (pool) => PUBLISHED[kind](pool, { file, text, landlord: await findLandlord(pool, landlord) }))
}

function inWords(kind: string): string {
  return kind.replace('-', ' ')
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
