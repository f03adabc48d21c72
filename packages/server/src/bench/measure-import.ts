import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const CASEMENT = resolve(import.meta.dirname, '../../bin/casement.mjs')
const RECEIPT_LOG = resolve(import.meta.dirname, '../event-logs/testing/receipt-log.csv.gz')

/** Seconds in which `casement import log` imports the receipt log, from its start to its end. */
export async function measureImport(ownerUrl: string): Promise<number> {
  const started = performance.now()
  await promisify(execFile)(process.execPath, [CASEMENT, 'import', 'log', RECEIPT_LOG], { env: { PATH: process.env['PATH'], DATABASE_URL: ownerUrl } })
  return (performance.now() - started) / 1000
}
