import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCasework } from '../cases/casework.ts'
import { type CommandRequest, type CommandResult, runCommand } from '../cases/run-command.ts'
import { createPool } from '../database/pool.ts'
import { type BuiltLandlord, buildLandlord } from '../testing/build-landlord.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'
import { homeCheck } from './home-check.ts'
import { type Recording, StatementRecorder } from './recording.ts'
import { prepareReplay, runReplay, usefulStatements } from './replay.ts'

let database: TestDatabase
let landlord: BuiltLandlord
let owner: Client
let recorder: StatementRecorder
let casework: ReturnType<typeof createCasework>

beforeAll(async () => {
  database = await createTestDatabase()
  casework = createCasework(createPool({ url: database.appUrl, name: 'casement test' }))
  recorder = new StatementRecorder(casework.pool)
  landlord = await buildLandlord({ pool: casework.pool, caseTypes: [homeCheck] })
  owner = new Client({ connectionString: database.ownerUrl })
  await owner.connect()
})

afterAll(async () => {
  await owner.end()
  await casework.pool.end()
  await database.drop()
})

test('opening a home check records 6 events of a case with 5 tasks', async () => {
  const { result } = await recordOpening()
  expect(result.events).toHaveLength(6)
  expect(Object.keys(result.state.items)).toHaveLength(5)
})

test('a replayed opening writes what Casement wrote, for a case of its own', async () => {
  const { recording, result } = await recordOpening()
  await runReplay(owner, prepareReplay(recording), { ref: 'BARE-1', key: randomUUID() })
  const [ofCasement, ofBare] = [await countRows(result.state.ref), await countRows('BARE-1')]
  expect(ofBare).toEqual(ofCasement)
  expect(ofBare).toMatchObject({ case_record: 1, case_event: 6, event_payload: 6, task: 3, audit: 1, idempotency_key: 1 })
})

test('a replayed completion changes the case that it is asked for, and no other', async () => {
  const [worked, other] = [(await recordOpening()).result.state, (await recordOpening()).result.state]
  const { recording } = await record({ ref: worked.ref, command: { type: 'complete-task', task: 'visit.1', outcome: 'in-order' }, ifMatch: worked.version })
  const before = await countRows(worked.ref)
  await runReplay(owner, prepareReplay({ ...recording, ref: worked.ref, caseId: worked.id }), { ref: other.ref, key: randomUUID() })
  expect(await countRows(worked.ref)).toEqual(before)
  expect(await countRows(other.ref)).toEqual(before)
  const { rows } = await owner.query(`select c.state ->> 'ref' as ref, t.state from casement.case_record c join casement.task t on t.case_id = c.id where c.ref = $1 and t.id = 'visit.1'`, [other.ref])
  expect(rows).toEqual([{ ref: other.ref, state: 'completed' }])
})

test('a plain server writes the case without audit, idempotency and the landlord of the transaction', async () => {
  const { recording } = await recordOpening()
  const statements = usefulStatements(recording.statements)
  await runReplay(owner, prepareReplay({ ...recording, statements }), { ref: 'PLAIN-1', key: randomUUID() })
  expect(await countRows('PLAIN-1')).toMatchObject({ case_record: 1, case_event: 6, task: 3, audit: 0, idempotency_key: 0 })
  expect(statements.map(({ text }) => text.split(' ')[0])).toEqual(['begin', 'select', 'select', 'select', ...Array<string>(6).fill('insert'), 'commit'])
})

test('a single useful statement needs no transaction', () => {
  const statements = ['begin read only', `set local app.landlord_id = 'x'`, 'select 1', 'commit'].map((text) => ({ text, values: [] }))
  expect(usefulStatements(statements)).toEqual([{ text: 'select 1', values: [] }])
})

async function recordOpening() {
  const { recording, result } = await record({ newCase: { caseType: homeCheck.id, subject: { kind: 'home', id: landlord.home } } })
  return { recording: { ...recording, ref: result.state.ref }, result }
}

async function record(asked: Pick<CommandRequest, 'newCase' | 'ref' | 'command' | 'ifMatch'>): Promise<{ recording: Recording; result: Extract<CommandResult, { kind: 'done' }> }> {
  const [at, key] = [Date.now(), randomUUID()]
  const actor = { kind: 'person' as const, id: landlord.officer.id, roles: ['officer'] }
  let result: CommandResult | undefined
  const statements = await recorder.record(async () => {
    result = await runCommand(casework, { landlordId: landlord.id, actor, idempotency: { key, requestHash: 'hash', route: 'POST /cases' }, ...asked } as CommandRequest)
  })
  if (result?.kind !== 'done') throw new Error(`The command was not carried out: ${JSON.stringify(result)}`)
  return { recording: { route: 'POST /cases', statements, status: 201, reply: {}, at, key }, result }
}

async function countRows(ref: string): Promise<Record<string, number>> {
  const { rows } = await owner.query('select id from casement.case_record where ref = $1', [ref])
  const tables = ['case_event', 'event_payload', 'task', 'party', 'outbox', 'audit', 'idempotency_key']
  const counts: Record<string, number> = { case_record: rows.length }
  for (const table of tables) counts[table] = (await owner.query(`select from casement.${table} where case_id = $1`, [rows[0]?.id])).rowCount ?? 0
  return counts
}
