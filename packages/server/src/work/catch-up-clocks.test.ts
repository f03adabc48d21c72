import type { Actor } from '@casement/engine'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Casework } from '../cases/casework.ts'
import { runCommands } from '../cases/run-commands.ts'
import { type BuiltLandlord, buildLandlord, openCasework } from '../testing/build-landlord.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'
import { verifyLandlord } from '../verify/verify-landlord.ts'
import { catchUpClocks } from './catch-up-clocks.ts'
import { readLandlords } from './landlords.ts'

/** More than one transaction catches up with. */
const CASES = 205
const importer: Actor = { kind: 'import', id: 'old-system' }

let database: TestDatabase
let owner: Client
let casework: Casework
let landlord: BuiltLandlord

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new Client({ connectionString: database.ownerUrl })
  await owner.connect()
  casework = openCasework(database.appUrl)
  landlord = await buildLandlord({ pool: casework.pool, frozenNow: '2026-11-16T10:00:00.000Z' })
  const opened = { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } as const, actor: importer, now: '2026-11-10T09:00:00.000Z' }
  const held = { actor: importer, command: { type: 'hold', reason: 'no-access' } as const, now: '2026-11-11T09:00:00.000Z' }
  await runCommands(casework, { landlordId: landlord.id, muted: true, histories: Array.from({ length: CASES }, (_, index) => ({ newCase: opened, steps: index % 2 === 0 ? [held] : [] })) })
})

afterAll(async () => {
  await casework.pool.end()
  await owner.end()
  await database.drop()
})

const clocks = async () => (await owner.query('select * from casement.clock order by case_id, id')).rows

test('cases that are older than the table get their clocks, and those that older code changed get them anew', async () => {
  const before = await clocks()
  expect(before).toHaveLength(CASES)
  expect(await catchUpClocks(casework.pool)).toEqual({ cases: 0, failed: [] })

  await owner.query('delete from casement.clock; update casement.case_record set clocks_version = 0')
  const told: number[] = []
  expect(await catchUpClocks(casework.pool, (cases) => told.push(cases))).toEqual({ cases: CASES, failed: [] })
  expect(told).toEqual([200, CASES])
  expect(await clocks()).toEqual(before)

  await owner.query(`update casement.clock set is_paused = false, pauses = null where case_id = (select id from casement.case_record order by id limit 1);
    update casement.case_record set clocks_version = version - 1 where id = (select id from casement.case_record order by id limit 1)`)
  expect(await catchUpClocks(casework.pool)).toEqual({ cases: 1, failed: [] })
  expect(await clocks()).toEqual(before)
  expect(await catchUpClocks(casework.pool)).toEqual({ cases: 0, failed: [] })
  const [found] = await readLandlords(casework.pool)
  expect((await verifyLandlord(casework.pool, found!)).faults).toEqual([])
})

test('two processes that start at once write each case once, and neither fails', async () => {
  const before = await clocks()
  await owner.query('delete from casement.clock; update casement.case_record set clocks_version = 0')
  await Promise.all([catchUpClocks(casework.pool), catchUpClocks(casework.pool)])
  await catchUpClocks(casework.pool)
  expect(await clocks()).toEqual(before)
})

test('a case that cannot be read stays behind and is named; the others go on', async () => {
  await owner.query(`update casement.case_record set clocks_version = 0;
    update casement.case_record set state = replace(state::text, '"england-and-wales"', '"atlantis"')::json where ref = 'VV-26-00007'`)
  expect(await catchUpClocks(casework.pool)).toEqual({ cases: CASES - 1, failed: [{ ref: 'VV-26-00007', words: 'The landlord has no calendar atlantis version 1' }] })
  const [found] = await readLandlords(casework.pool)
  expect((await verifyLandlord(casework.pool, found!)).faults.map(({ ref }) => ref)).toEqual(['VV-26-00007'])
})
