import { join } from 'node:path'
import type { CaseTypeDefinition } from '@casement/engine'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publishOnce } from '../case-types/save-library.ts'
import type { Casework } from '../cases/casework.ts'
import type { CaseTypeSummary, RealPath } from '../contract/contract.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, openTestApplication } from '../testing/test-application.ts'
import { voidVisit } from '../testing/void-visit.ts'
import type { EventLog } from './event-log.ts'
import { importEventLog, type ImportOrder } from './import-event-log.ts'
import { readEventLog } from './read-event-log.ts'

const RECEIPT_LOG = join(import.meta.dirname, 'testing/receipt-log.csv.gz')
const NOW = '2026-11-16T10:00:00.000Z'
/** It takes ten seconds; other tests may want the processors meanwhile. */
const WHOLE_LOG_MS = 120_000

let house: TestApplication
let casework: Casework
let receiptLog: EventLog

beforeAll(async () => {
  house = await openTestApplication()
  casework = house.parts.casework
  receiptLog = await readEventLog(RECEIPT_LOG)
})

afterAll(() => house.close())

async function newLandlord(): Promise<BuiltLandlord> {
  return house.buildLandlord({ frozenNow: NOW })
}

const importInto = (landlord: BuiltLandlord, log: EventLog, more: Partial<ImportOrder> = {}) => importEventLog(casework, { landlordId: landlord.id, log, ...more })

function rows(landlord: BuiltLandlord, statement: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  return inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) => tx.rows(statement, values))
}

const COLUMNS = ['case:concept:name', 'concept:name', 'time:timestamp', 'org:resource', 'case:startdate', 'case:enddate', 'case:home', 'case:area']

/** A small log; each row as text, its values parted by bars. */
function smallLog(lines: string[], more: Partial<EventLog> = {}): EventLog {
  return { name: 'small-log', fileName: 'small-log.csv', digest: 'a'.repeat(64), columns: COLUMNS, rows: lines.map((text, index) => ({ line: index + 2, values: text.split('|') })), problems: [], ...more }
}

/** A digest of every table, so that a change of anything shows. */
async function digestTables(): Promise<Record<string, string>> {
  const client = new Client({ connectionString: house.ownerUrl })
  await client.connect()
  const { rows: tables } = await client.query(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('casement', 'sign_in')`)
  const digests: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows: [found] } = await client.query(`select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${name} t`)
    digests[name] = found.digest
  }
  await client.end()
  return digests
}

describe('the receipt log', () => {
  let landlord: BuiltLandlord
  beforeAll(async () => {
    landlord = await newLandlord()
  })

  test('changes nothing in a dry run, which reports what the import then does', async () => {
    const before = await digestTables()
    const dry = await importInto(landlord, receiptLog, { isDryRun: true })
    expect(await digestTables()).toEqual(before)
    const done = await importInto(landlord, receiptLog)
    expect({ ...dry, isDryRun: false }).toEqual(done)
    expect(done).toMatchObject({ cases: 1434, events: 8577, activities: 27, problems: [], caseType: { id: 'receipt-log', isDerived: true } })
    expect(done.warnings.length).toBe(194)
  }, WHOLE_LOG_MS)

  test('gives the path that the cases really took', async () => {
    const officer = await house.visit(landlord, landlord.officer)
    const reply = await officer.get('/api/v1/insight/case-types/receipt-log/path')
    expect(reply.statusCode).toBe(200)
    const path = reply.json<RealPath>()
    expect(path).toMatchObject({ cases: 1434, events: 8577, activityCount: 27, variants: 116, medianSeconds: 2868.58, meanSeconds: 467263.92 })
    expect(path.activities[0]).toEqual({ name: 'Confirmation of receipt', count: 1434 })
    expect(path.follows.reduce((sum, { count }) => sum + count, 0)).toBe(8577 - 1434)
  })

  test('derives a type of which nobody starts a case', async () => {
    for (const staff of [landlord.officer, landlord.manager]) {
      const visitor = await house.visit(landlord, staff)
      const { items } = (await visitor.get('/api/v1/case-types')).json<{ items: CaseTypeSummary[] }>()
      expect(items.find(({ id }) => id === 'receipt-log')?.mayStart).toBe(false)
      const reply = await visitor.send('POST', '/api/v1/cases', { body: { caseType: 'receipt-log', fields: {} } })
      expect(reply.json()).toMatchObject({ code: 'narrowed-by-type', detail: expect.stringContaining('Receipt log holds what was imported') })
    }
  })

  test('tells nobody and lets nothing be due', async () => {
    const [counts] = await rows(landlord, `select (select count(*) from casement.outbox) as outbox, (select count(*) from casement.notice) as notices,
      (select count(*) from casement.case_event where type like 'clock-%' or type like 'message-%') as loud, (select count(*) from casement.case_record where wake_at is not null) as waking`)
    expect(counts).toEqual({ outbox: 0, notices: 0, loud: 0, waking: 0 })
  })

  test('is recorded at the import, occurred in the past, and was done by those it names', async () => {
    const [event] = await rows(landlord, `select e.occurred_at, e.recorded_at, e.actor_kind, e.actor_id, p.payload from casement.case_event e
      join casement.event_payload p on p.landlord_id = e.landlord_id and p.case_id = e.case_id and p.seq = e.seq
      join casement.event_log_case l on l.landlord_id = e.landlord_id and l.case_id = e.case_id
      where l.source_case = 'case-10011' and e.type = 'task-completed' order by e.occurred_at limit 1`)
    expect(event).toMatchObject({ occurred_at: '2011-10-11T11:45:40.276Z', recorded_at: NOW, actor_kind: 'import', actor_id: 'Resource21', payload: { name: 'Confirmation of receipt', answers: { group: 'Group 1' } } })
    const [record] = await rows(landlord, `select c.ref, c.status, c.opened_at, c.state->'fields' as fields from casement.case_record c
      join casement.event_log_case l on l.landlord_id = c.landlord_id and l.case_id = c.id where l.source_case = 'case-10011'`)
    expect(record).toMatchObject({ ref: expect.stringMatching(/^RL-11-\d{5}$/), status: 'open', opened_at: '2011-10-11T11:42:22.688Z', fields: { sourceCase: 'case-10011', channel: 'Internet', responsible: 'Resource21' } })
  })

  test('closes the cases that the log says have ended', async () => {
    expect(await rows(landlord, 'select status, count(*) from casement.case_record group by 1 order by 1')).toEqual([{ status: 'closed', count: 1329 }, { status: 'open', count: 105 }])
  })

  test('imported again changes nothing, and says so', async () => {
    const before = await rows(landlord, 'select count(*) from casement.case_event')
    expect(await importInto(landlord, receiptLog)).toMatchObject({ cases: 0, events: 0, earlierCases: 1434, problems: [] })
    expect(await rows(landlord, 'select count(*) from casement.case_event')).toEqual(before)
  })
})

describe('an import that is broken off', () => {
  test('goes on where it stopped when it is started again, and doubles nothing', async () => {
    const landlord = await newLandlord()
    const lines = Array.from({ length: 350 }, (_, index) => `c${index}|Visit|2026-01-01T10:00:00Z`)
    const breakOff = () => ({ reached: () => { throw new Error('The machine stopped') }, end: () => undefined })
    await expect(importInto(landlord, smallLog(lines), { progress: breakOff })).rejects.toThrow('The machine stopped')
    await expect(importInto(landlord, smallLog(lines), { isStopWanted: () => true })).rejects.toThrow('stopped after 0 of 250 cases')
    expect(await rows(landlord, 'select ended_at from casement.event_log')).toEqual([{ ended_at: null }])
    expect(await importInto(landlord, smallLog(lines))).toMatchObject({ cases: 250, earlierCases: 100 })
    expect(await rows(landlord, 'select count(*) as cases, count(distinct ref) as refs from casement.case_record')).toEqual([{ cases: 350, refs: 350 }])
    expect(await rows(landlord, 'select ended_at from casement.event_log')).toEqual([{ ended_at: NOW }])
  })

  test('beside another of the same log writes each case once', async () => {
    const landlord = await newLandlord()
    const lines = Array.from({ length: 300 }, (_, index) => `c${index}|Visit|2026-01-01T10:00:00Z`)
    const ends = await Promise.allSettled([importInto(landlord, smallLog(lines)), importInto(landlord, smallLog(lines))])
    await importInto(landlord, smallLog(lines))
    expect(ends.some(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await rows(landlord, 'select count(*) as cases from casement.case_record')).toEqual([{ cases: 300 }])
  })
})

describe('a later log of the same name', () => {
  test('adds its new cases, its new activities in a new version, and leaves changed cases as they are', async () => {
    const landlord = await newLandlord()
    await importInto(landlord, smallLog(['c1|Visit|2026-01-01T10:00:00Z', 'c2|Call|2026-01-02T10:00:00Z']))
    const later = await importInto(landlord, smallLog(['c1|Visit|2026-01-01T10:00:00Z', 'c2|Call|2026-01-03T10:00:00Z', 'c3|Write|2026-01-04T10:00:00Z']))
    expect(later).toMatchObject({ cases: 1, earlierCases: 2, caseType: { id: 'small-log', version: 2 } })
    expect(later.warnings).toEqual([{ line: 3, reason: expect.stringContaining('left as it is') }])
    expect(await rows(landlord, 'select version, jsonb_path_query_array(definition::jsonb, \'$.steps[*].id\') as steps from casement.case_type where id = \'small-log\' order by version')).toEqual([
      { version: 1, steps: ['visit', 'call'] },
      { version: 2, steps: ['visit', 'call', 'write'] },
    ])
  })

  test('cannot take the name of a case type that was not derived from it, nor go on from one of which somebody published a version', async () => {
    const landlord = await newLandlord()
    const [first, later] = ['c1|Visit|2026-01-01T10:00:00Z', 'c2|Call|2026-01-02T10:00:00Z']
    await importInto(landlord, smallLog([first]))
    await inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) => publishOnce(tx, { ...voidVisit, id: 'small-log', version: 2, effectiveFrom: '2030-01-01' }))
    await expect(importInto(landlord, smallLog([first, later]))).rejects.toThrow('There is a case type small-log already')
    await expect(importInto(landlord, smallLog(['c1|Visit|2026-01-01T10:00:00Z'], { name: 'void-visit' }))).rejects.toThrow('There is a case type void-visit already')
  })
})

describe('a log imported into a case type that is there', () => {
  test('needs to say what its cases are about', async () => {
    const landlord = await newLandlord()
    await expect(importInto(landlord, smallLog(['c1|Visit|2026-01-01T10:00:00Z']), { caseType: 'Void visit' })).rejects.toThrow('are about a home, and the log does not say which')
    await expect(importInto(landlord, smallLog([]), { caseType: 'unheard-of' })).rejects.toThrow('There is no case type unheard-of')
  })

  test('has its clocks counted with nobody told, and rows that the type refuses reported by line', async () => {
    const landlord = await newLandlord()
    const home = landlord.home
    const log = smallLog([
      `c1|Visited, empty|2026-01-01T10:00:00Z|Ann|||${home}`,
      `c2|Sing|2026-01-02T10:00:00Z||||${home}`,
      `c3|Visit|2026-01-02T10:00:00Z||||${home}`,
      `c4|Visited, empty|2026-01-02T10:00:00Z||||nowhere`,
    ])
    const order = { caseType: 'void-visit', mapping: { subject: 'case:home', activities: { 'Visited, empty': 'visit.empty', Visit: 'visit' } } }
    const dry = await importInto(landlord, log, { ...order, isDryRun: true })
    const done = await importInto(landlord, log, order)
    expect({ ...dry, isDryRun: false }).toEqual(done)
    expect([done.cases, done.events]).toEqual([1, 1])
    expect(done.problems.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '3 Void visit has no task called "Sing"',
      expect.stringMatching(/^4 How did it end\? .* needs an outcome/),
      '5 there is no home "nowhere"',
    ])
    expect(await rows(landlord, 'select count(*) from casement.outbox')).toEqual([{ count: 0 }])
    expect(await rows(landlord, `select subject_id, owner_id, opened_at from casement.case_record`)).toEqual([{ subject_id: home, owner_id: landlord.officer.id, opened_at: '2026-01-01T10:00:00.000Z' }])
  })

  test('leaves out an answer that the type does not take, with its line and reason, and keeps the case', async () => {
    const asked: CaseTypeDefinition = {
      ...voidVisit, id: 'asked', reference: 'AS', name: 'Asked', about: 'none', clocks: [], owner: ['creator'],
      lists: { area: [{ id: 'north', name: 'North' }, { id: 'old-town', name: 'Old town', until: '2025-12-31' }] },
      fields: { seenOn: { date: { notFuture: true } }, rooms: { number: { min: 1, max: 9 } }, area: { choice: 'area' }, ask: { yesNo: {} }, needed: { text: { max: 5 }, required: true } },
    }
    const landlord = await house.buildLandlord({ frozenNow: NOW, caseTypes: [asked] })
    const columns = ['case', 'activity', 'time', 'seenOn', 'rooms', 'area', 'ask', 'needed']
    const log = smallLog([
      'c1|Visited|2026-01-01T10:00:00Z|2026-02-31|12|Old town|constructor|yes',
      'c2|Visited|2026-01-02T10:00:00Z|2025-12-30|3|North|no|yes',
      'c3|Visited|2026-01-03T10:00:00Z|||||far too long',
    ], { columns })
    const mapping = { case: 'case', activity: 'activity', time: 'time', activities: { Visited: 'visit.empty' }, fields: Object.fromEntries(columns.slice(3).map((column) => [column, column])) }
    const done = await importInto(landlord, log, { caseType: 'asked', mapping })
    expect([done.cases, done.events]).toEqual([2, 2])
    expect(done.warnings.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '2 "constructor" cannot be kept as Ask',
      '2 "2026-02-31" cannot be kept. Seen on must be a date such as 2026-12-15.',
      '2 "12" cannot be kept. Rooms must be at most 9.',
      expect.stringMatching(/^2 "old-town" cannot be kept\. Area cannot be old-town; /),
      '4 "far too long" cannot be kept as Needed',
    ])
    expect(done.problems).toEqual([{ line: 4, reason: 'its case cannot be opened: Needed is needed.' }])
    expect(await rows(landlord, `select state->'fields' as fields from casement.case_record order by opened_at`)).toEqual([{ fields: { needed: 'yes' } }, { fields: { seenOn: '2025-12-30', rooms: 3, area: 'north', ask: false, needed: 'yes' } }])
  })

  test('finds what each case is about among all the kinds of record that the type names', async () => {
    const landlord = await house.buildLandlord({ frozenNow: NOW, caseTypes: [{ ...voidVisit, id: 'question', reference: 'QU', name: 'Question', about: ['tenancy', 'person'] }] })
    const order = { caseType: 'question', mapping: { subject: 'case:home', activities: { Visited: 'visit.empty' } } }
    const done = await importInto(landlord, smallLog(['TN-20001', landlord.person, landlord.home].map((subject, index) => `c${index}|Visited|2026-01-01T1${index}:00:00Z||||${subject}`)), order)
    expect(done.problems.map(({ reason }) => reason)).toEqual([`there is no tenancy or person "${landlord.home}"`])
    expect(await rows(landlord, 'select subject_kind, subject_id from casement.case_record order by opened_at')).toEqual([{ subject_kind: 'tenancy', subject_id: landlord.tenancy }, { subject_kind: 'person', subject_id: landlord.person }])
  })
})
