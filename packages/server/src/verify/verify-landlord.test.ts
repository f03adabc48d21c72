import type { Actor, Command } from '@casement/engine'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Casework } from '../cases/casework.ts'
import { runCommand } from '../cases/run-command.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { type BuiltLandlord, buildLandlord, openCasework } from '../testing/build-landlord.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'
import { readLandlords } from '../work/landlords.ts'
import { settleAllDue } from '../work/settle-all-due.ts'
import { type Findings, verifyLandlord } from './verify-landlord.ts'

let database: TestDatabase
let owner: Client
let casework: Casework
let landlord: BuiltLandlord
let ref: string

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new Client({ connectionString: database.ownerUrl })
  await owner.connect()
  casework = openCasework(database.appUrl)
  landlord = await buildLandlord({ pool: casework.pool, frozenNow: '2026-11-16T10:00:00.000Z' })
  ref = await openCase()
  await command({ type: 'hold', reason: 'no-access' })
  await turnClock('2026-11-17T10:00:00.000Z')
  await command({ type: 'release' })
  await command({ type: 'add-party', party: { role: 'reporter', person: landlord.person } })
  await command({ type: 'add-helper', person: landlord.colleague.id })
  await command({ type: 'complete-task', task: 'visit.1', outcome: 'empty', notes: 'Curtains drawn — post on the mat' })
  await command({ type: 'redo-task', task: 'visit.1', reason: 'Wrong home' })
  await openCase()
  await turnClock('2026-12-01T10:00:00.000Z')
  await settleAllDue(casework)
  await command({ type: 'hold', reason: 'no-access', until: '2026-12-20T10:00:00.000Z' })
})

afterAll(async () => {
  await casework.pool.end()
  await owner.end()
  await database.drop()
})

async function openCase(): Promise<string> {
  const result = await runCommand(casework, { landlordId: landlord.id, actor: officer(), newCase: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home }, fields: { meter: 'É-42 "quoted"' } } })
  if (result.kind !== 'done') throw new Error(JSON.stringify(result))
  return result.state.ref
}

function officer(): Actor {
  return { kind: 'person', ...landlord.officer }
}

async function command(given: Command): Promise<void> {
  const result = await runCommand(casework, { landlordId: landlord.id, actor: officer(), ref, command: given })
  if (result.kind !== 'done') throw new Error(JSON.stringify(result))
}

const turnClock = (now: string) => owner.query('update casement.landlord set frozen_now = $2 where id = $1', [landlord.id, now])

async function verify(): Promise<Findings> {
  const [found] = await readLandlords(casework.pool)
  if (found === undefined) throw new Error('There is no landlord')
  return verifyLandlord(casework.pool, found)
}

/** The person who owns the database can change anything; each test undoes what it did. */
const OF_CASE = 'landlord_id = $1 and case_id = (select id from casement.case_record where ref = $2)'
const tamper = (statement: string) => owner.query(statement, [landlord.id, ref])

describe('a database that only Casement wrote', () => {
  test('is as its events say', async () => {
    const findings = await verify()
    expect(findings).toEqual({ cases: 2, events: expect.any(Number), redacted: 0, faults: [] })
    expect(findings.events).toBeGreaterThan(20)
  })
})

describe('somebody who owns the database and', () => {
  beforeEach(async () => {
    await owner.query('begin')
    // Seen by the application only once it is committed; what is undone afterwards is kept beside it.
    for (const table of TABLES) await owner.query(`create table if not exists public.kept_${table} as select * from casement.${table}`)
    await owner.query('commit')
  })

  afterEach(async () => {
    await owner.query('begin; set local session_replication_role = replica')
    for (const table of TABLES) await owner.query(`delete from casement.${table}; insert into casement.${table} select * from public.kept_${table}`)
    await owner.query('commit')
    if ((await verify()).faults.length > 0) throw new Error('What was done could not be undone')
  })

  const TABLES = ['case_record', 'case_event', 'event_payload', 'task', 'clock', 'party', 'case_staff']
  const cases: [does: string, statements: string[], says: RegExp][] = [
    ['edits what an event said', [`update casement.event_payload set payload = jsonb_set(payload::jsonb, '{notes}', '"All well"')::json where ${OF_CASE} and payload->>'notes' is not null`], /^event \d+, task-completed: its payload was changed$/],
    ['takes away the payload of an event', [`delete from casement.event_payload where ${OF_CASE} and seq = 3`], /^event 3, .*: its payload is missing$/],
    ['changes who did it', [`update casement.case_event set actor_id = 'somebody-else' where ${OF_CASE} and seq = 1`], /^event 1, case-opened: it was changed/],
    ['changes when it occurred', [`update casement.case_event set occurred_at = occurred_at - interval '1 day' where ${OF_CASE} and type = 'task-completed'`], /^event \d+, task-completed: it was changed/],
    ['removes an event in the middle', [`delete from casement.event_payload where ${OF_CASE} and seq = 4`, `delete from casement.case_event where ${OF_CASE} and seq = 4`], /^event 4 is missing$/],
    ['cuts off the end', [
      `delete from casement.event_payload p where ${OF_CASE} and seq = (select version from casement.case_record c where c.id = p.case_id)`,
      `delete from casement.case_event e where ${OF_CASE} and seq = (select version from casement.case_record c where c.id = e.case_id)`,
    ], /^its version is \d+, but it has \d+ events$/],
    ['swaps two events', [`update casement.case_event set seq = case seq when 2 then 1002 when 3 then 1003 end where ${OF_CASE} and seq in (2, 3)`, `update casement.case_event set seq = case seq when 1002 then 3 else 2 end where ${OF_CASE} and seq > 1000`], /^event 2, /],
    ['edits the state', [`update casement.case_record set state = jsonb_set(state::jsonb, '{priority}', '"low"')::json where landlord_id = $1 and ref = $2`], /^its state is not what its events lead to$/],
    ['puts the tasks into another order', [`update casement.case_record set state = state::jsonb::json where landlord_id = $1 and ref = $2`], /^its tasks or clocks are not in the order in which they came to be$/],
    ['edits a column that lists read', [`update casement.case_record set owner_id = 'nobody' where landlord_id = $1 and ref = $2`], /^its column owner_id is not what its state says$/],
    ['lets a case sleep', [`update casement.case_record set wake_at = '2099-01-01T00:00:00Z' where landlord_id = $1 and ref = $2`], /^it would wake too late/],
    ['moves a due date in a work list', [`update casement.task set due_on = '2027-01-04' where ${OF_CASE} and id = 'keys.1'`], /^the row of its task [\w.-]+ is not what its state says$/],
    ['removes a row of a work list', [`delete from casement.task where ${OF_CASE} and id = 'keys.1'`], /^the row of its task keys\.1 is missing$/],
    ['adds a row to a work list', [`update casement.task set id = 'keys.9' where ${OF_CASE} and id = 'keys.1'`, `insert into casement.task select landlord_id, case_id, 'keys.1', step, name, kind, stage, state, is_open, assignee_kind, assignee_id, waiting_on, due_at, due_on, due_sort, warn_at, basis, started_at, ended_at, outcome from casement.task where ${OF_CASE} and id = 'keys.9'`], /^there is a row for a task keys\.9 that it does not have$/],
    ['moves the end of a clock', [`update casement.clock set in_time_until = in_time_until + interval '1 day' where ${OF_CASE} and in_time_until is not null`], /^the row of its clock [\w.-]+ is not what its state says$/],
    ['takes away a pause', [`update casement.clock set pauses = null where ${OF_CASE} and pauses is not null`], /^the row of its clock [\w.-]+ is not what its state says$/],
    ['removes its clocks', [`delete from casement.clock where ${OF_CASE}`], /^the row of its clock [\w.-]+ is missing$/],
    ['ends a party', [`update casement.party set is_ended = true where ${OF_CASE}`], /^the row of its party party\.1 is not what its state says$/],
    ['hides a case from whoever helps with it', [`update casement.case_staff set is_over = true where ${OF_CASE}`], /^the row of its staff helper\.[\w-]+ is missing$/],
  ]

  test.each(cases)('%s is found out, by the case and the event', async (_does, statements, says) => {
    await owner.query('begin; set local session_replication_role = replica')
    let changed = 0
    for (const statement of statements) changed += (await tamper(statement)).rowCount ?? 0
    await owner.query('commit')
    expect(changed).toBeGreaterThan(0)
    expect((await verify()).faults).toEqual([{ ref, words: expect.stringMatching(says) }])
  })
})

describe('redaction', () => {
  test('leaves the chain whole and is counted', async () => {
    await inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) =>
      tx.change(`update casement.event_payload set payload = null, salt = null where ${OF_CASE} and payload->>'notes' is not null`, [landlord.id, ref]))
    expect(await verify()).toMatchObject({ redacted: 1, faults: [] })
  })
})
