import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { libraryCaseTypes } from '@casement/case-types'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildLandlord, openCasework } from '../testing/build-landlord.ts'
import { runCasement } from '../testing/casement-process.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'
import { voidVisit } from '../testing/void-visit.ts'

const RECEIPT_LOG = resolve(import.meta.dirname, '../event-logs/testing/receipt-log.csv.gz')

let database: TestDatabase
let folder: string

beforeAll(async () => {
  database = await createTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'casement-import-'))
  const { pool } = openCasework(database.appUrl)
  await buildLandlord({ pool, caseTypes: [voidVisit, ...libraryCaseTypes().map(({ definition }) => definition)] })
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

const HEADING = 'case:concept:name,concept:name,time:timestamp\n'
const LINE = '1,Visit,2025-01-02T10:00:00Z\n'

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content)
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

  test('takes the mapping of the how-to, and with what it adds for a case type, makes cases of that type', async () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../../../docs/how-to/import-an-event-log.md'), 'utf8')
    const [columns = '', activities = ''] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block]) => block)
    const heading = 'Job,Done,When,Who,Team,Status,Opened,Closed,Tenancy,Reported by\n'
    const rows = `${heading}1,"Visited, tenant lives there",2025-01-02T10:00:00Z,Ann,Visits,complete,2025-01-01T10:00:00Z,,TN-20001,neighbour\n`
    const derived = await importWith('log', file('jobs.csv', rows), '--mapping', file('columns.yaml', columns))
    expect([derived.code, derived.printed]).toEqual([0, expect.stringContaining('Case type: Jobs (jobs version 1), derived from the log.')])
    const typed = await importWith('log', file('visits.csv', rows), '--case-type', 'suspected-abandonment', '--mapping', file('both.yaml', columns + activities))
    expect([typed.code, typed.printed]).toEqual([0, expect.stringContaining('visits.csv: 1 case, 1 event, 1 activity; 0 bad lines, 0 warnings.\nCase type: Suspected abandonment (suspected-abandonment version 1).')])
  })

  test('goes on where it stopped when it is started again: here, that all is done', async () => {
    const log = file('again.csv', 'case:concept:name,concept:name,time:timestamp\n1,Visit,2025-01-02T10:00:00Z\n')
    expect((await importWith('log', log)).printed).toContain('Imported 1 of 1 cases')
    const { code, printed } = await importWith('log', log)
    expect([code, printed]).toEqual([0, expect.stringContaining('1 case of it had been imported before and was left alone.')])
  })

  test('counts as imported only the cases that were', async () => {
    const log = file('visits.csv', 'Job,What,When,Home\nodd-1,Collect the keys,2026-01-02T10:00:00Z,nowhere\nodd-2,Collect the keys,2026-01-02T10:00:00Z,14 Wharf Street\n')
    const mapping = file('visits.yaml', 'case: Job\nactivity: What\ntime: When\nsubject: Home\n')
    const { printed } = await importWith('log', log, '--case-type', 'void-visit', '--mapping', mapping)
    expect(printed).toContain('Imported 0 of 2 cases, 2 could not be')
    expect(printed).toContain('visits.csv: 0 cases')
  })

  test('takes a log as spreadsheets of Windows save it', async () => {
    const { code, printed } = await importWith('log', file('windows.csv', `\ufeff${HEADING}1,Visit,2025-01-02T10:00:00Z\n`.replaceAll('\n', '\r\n')))
    expect([code, printed]).toEqual([0, expect.stringContaining('windows.csv: 1 case, 1 event, 1 activity; 0 bad lines, 0 warnings.')])
  })

  test.each([
    ['without a file', () => ['log'], 'It is not said what to import.'],
    ['of a file that is not there', () => ['log', join(folder, 'none.csv')], 'there is no such file'],
    ['of an empty file', () => ['log', file('empty.csv', '')], 'The file is empty.'],
    ['of a heading alone', () => ['log', file('heading.csv', HEADING)], 'heading.csv holds no events.'],
    ['of a file that is no text', () => ['log', file('bytes.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]))], 'its first line is not text'],
    ['of a packed file that is cut off', () => ['log', file('cut.csv.gz', gzipSync(HEADING.padEnd(100_000, LINE)).subarray(0, 150))], 'the packed file is cut off'],
    ['of XES with entities that grow', () => ['log', file('laughs.xes', '<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><log><trace><string key="concept:name" value="&b;"/></trace></log>')], 'it declares a document type'],
    ['of columns that it does not know', () => ['log', file('odd.csv', 'Ref,What\n1,Visit\n')], 'Its columns are: Ref, What.'],
    ['of which no line can be read', () => ['log', file('bad.csv', `${HEADING}1,Visit,soon\n1,Visit,2025-02-29T10:00:00Z\n`)], 'line 2: not imported, "soon" is not a time: write it like 2011-10-11T13:45:40+02:00.\nline 3: not imported, "2025-02-29T10:00:00Z" is no moment of the calendar.'],
    ['into a case type that there is not', () => ['log', file('good.csv', HEADING + LINE), '--case-type', 'pest-control'], 'There is no case type pest-control.'],
    ['by a mapping that is not there', () => ['log', RECEIPT_LOG, '--mapping', join(folder, 'none.yaml')], 'none.yaml cannot be read: there is no such file.'],
    ['by a mapping that is no YAML', () => ['log', RECEIPT_LOG, '--mapping', file('torn.yaml', 'case: [a\n b: }')], 'torn.yaml is neither YAML nor JSON: '],
    ['by a mapping that is a list', () => ['log', RECEIPT_LOG, '--mapping', file('list.yaml', '- case\n')], 'list.yaml cannot be used. It must be an object; it is a list.'],
    ['by a mapping with keys that it does not know', () => ['log', RECEIPT_LOG, '--mapping', file('keys.yaml', 'cases: Ref\ntime: 7\n')], 'time: must be text; it is a number. There is no key cases here; the keys are case, activity,'],
    ['by a mapping to a column that there is not', () => ['log', RECEIPT_LOG, '--mapping', file('column.yaml', 'time: When\n')], 'The mapping says time: When, and the log has no such column. Its columns are: '],
    ['by a mapping that names tasks, without a case type', () => ['log', file('tasks.csv', HEADING + LINE), '--mapping', file('tasks.yaml', 'activities: { Visit: visit.empty }\n')], 'without --case-type there is no case type that has them'],
    ['for a landlord that is not here', () => ['log', RECEIPT_LOG, '--landlord', 'Nobody'], 'There is no landlord Nobody'],
  ])('fails %s, with a remedy, and changes nothing', async (_how, args, words) => {
    const before = await whatIsThere()
    const { code, printed } = await importWith(...args())
    expect([code, printed]).toEqual([1, expect.stringContaining(words)])
    expect(printed.match(/What to do: /g)).toHaveLength(1)
    expect(printed).not.toContain('fault in Casement')
    expect(await whatIsThere()).toEqual(before)
  })
})

test('an import into a database without a landlord says what makes one', async () => {
  const empty = await createTestDatabase()
  const { code, printed } = await runCasement(['import', 'log', RECEIPT_LOG], { DATABASE_URL: empty.ownerUrl, CASEMENT_APP_DATABASE_URL: empty.appUrl })
  expect([code, printed]).toEqual([1, expect.stringContaining('There is no landlord yet.\n  What to do: Run "npx casement demo"')])
  await empty.drop()
})

/** What an import could change. */
async function whatIsThere(): Promise<unknown> {
  const owner = new Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const tables = ['case_record', 'case_event', 'event_log', 'event_log_case', 'case_type', 'audit']
  const { rows } = await owner.query(tables.map((name) => `select '${name}' as name, count(*) from casement.${name}`).join(' union all '))
  await owner.end()
  return rows
}
