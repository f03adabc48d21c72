import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildLandlord, openCasework } from '../testing/build-landlord.ts'
import { runCasement } from '../testing/casement-process.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'

const RECEIPT_LOG = resolve(import.meta.dirname, '../event-logs/testing/receipt-log.csv.gz')

let database: TestDatabase
let folder: string

beforeAll(async () => {
  database = await createTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'casement-import-'))
  const { pool } = openCasework(database.appUrl)
  await buildLandlord({ pool })
  await pool.end()
})

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await database.drop()
})

/** Runs `casement import` on the test's database. */
function importWith(...args: string[]) {
  return runCasement(['import', ...args], { DATABASE_URL: database.ownerUrl, CASEMENT_APP_DATABASE_URL: database.appUrl })
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

describe('casement import log', () => {
  test('examines a real log in a dry run and says what it would do, line by line where there is no terminal', async () => {
    const { code, printed } = await importWith('log', RECEIPT_LOG, '--dry-run')
    expect([code, printed]).toEqual([0, expect.stringContaining('receipt-log.csv.gz: 1,434 cases, 8,577 events, 27 activities; 0 bad lines, 194 warnings.')])
    expect(printed).toContain('warning: the row lies before the start of its case (lines ')
    expect(printed).toContain('Columns that are not imported: concept:instance.')
    expect(printed).toContain('Examined 1434 of 1434 cases')
    expect(printed).toContain('Case type: Receipt log (receipt-log version 1), derived from the log.')
    expect(printed).toContain('This was a dry run: nothing was changed.')
  })

  test('reports bad lines by number and reason, imports the rest by a mapping, and ends well', async () => {
    const log = file('Jobs 2025.csv', 'Ref;What;When\n1;Visit;2025-01-02 10:00\n2;Visit\n;Visit;2025-01-02 10:00\n3;Visit;soon\n')
    const mapping = file('map.yaml', 'case: Ref\nactivity: What\ntime: When\n')
    const { code, printed } = await importWith('log', log, '--mapping', mapping)
    expect(code).toBe(0)
    expect(printed).toContain('line 3: not imported, it has 2 of 3 columns.')
    expect(printed).toContain('line 4: not imported, it names no case.')
    expect(printed).toContain('line 5: not imported, "soon" is not a time')
    expect(printed).toContain('1 times have no offset from UTC and were read as times of Europe/London.')
    expect(printed).toContain('Jobs 2025.csv: 1 case, 1 event, 1 activity; 3 bad lines, 0 warnings.')
    expect(printed).toContain('Case type: Jobs 2025 (jobs-2025 version 1), derived from the log.')
  })

  test('goes on where it stopped when it is started again: here, that all is done', async () => {
    const log = file('again.csv', 'case:concept:name,concept:name,time:timestamp\n1,Visit,2025-01-02T10:00:00Z\n')
    expect((await importWith('log', log)).printed).toContain('Imported 1 of 1 cases')
    const { code, printed } = await importWith('log', log)
    expect([code, printed]).toEqual([0, expect.stringContaining('1 case of it had been imported before and was left alone.')])
  })

  test.each([
    ['without a file', () => ['log'], 'It is not said what to import.'],
    ['of a file that is not there', () => ['log', join(folder, 'none.csv')], 'there is no such file'],
    ['of columns that it does not know', () => ['log', file('odd.csv', 'Ref,What\n1,Visit\n')], 'Its columns are: Ref, What.'],
    ['of which no line can be read', () => ['log', file('bad.csv', 'case:concept:name,concept:name,time:timestamp\n1,Visit,soon\n')], 'Nothing could be imported.'],
    ['by a mapping that says what it may not', () => ['log', RECEIPT_LOG, '--mapping', file('bad.yaml', 'cases: Ref\n')], 'The mapping file'],
    ['for a landlord that is not here', () => ['log', RECEIPT_LOG, '--landlord', 'Nobody'], 'There is no landlord Nobody'],
  ])('fails %s, with a remedy', async (_how, args, words) => {
    const { code, printed } = await importWith(...args())
    expect([code, printed]).toEqual([1, expect.stringContaining(words)])
    expect(printed).toContain('What to do:')
  })
})
