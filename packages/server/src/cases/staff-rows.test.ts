import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, Command } from '@casement/engine'
import { type BuiltLandlord, buildLandlord, openCasework } from '../testing/build-landlord.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'
import { catchUpCases } from '../work/catch-up-cases.ts'
import type { Casework } from './casework.ts'
import { runCommand } from './run-command.ts'

let database: TestDatabase
let casework: Casework
let landlord: BuiltLandlord
let owner: Client
let actor: Actor

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new Client({ connectionString: database.ownerUrl })
  await owner.connect()
  casework = openCasework(database.appUrl)
  landlord = await buildLandlord({ pool: casework.pool, frozenNow: '2026-11-16T10:00:00.000Z' })
  actor = { kind: 'person', ...landlord.officer }
  await open([{ type: 'add-helper', person: landlord.colleague.id }, { type: 'assign-manager', to: { kind: 'person', id: landlord.manager.id } }])
  await open([{ type: 'add-helper', person: landlord.colleague.id }, { type: 'remove-helper', person: landlord.colleague.id }, { type: 'assign-manager', to: { kind: 'role', id: 'manager' } }])
  await open([{ type: 'add-helper', person: landlord.colleague.id }, { type: 'cancel-case', reason: 'Opened twice' }])
  await open([])
})

afterAll(async () => {
  await casework.pool.end()
  await owner.end()
  await database.drop()
})

async function open(commands: Command[]): Promise<void> {
  const opened = await runCommand(casework, { landlordId: landlord.id, actor, newCase: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } } })
  if (opened.kind !== 'done') throw new Error(JSON.stringify(opened))
  for (const command of commands) expect((await runCommand(casework, { landlordId: landlord.id, actor, ref: opened.state.ref, command })).kind).toBe('done')
}

const standing = async () => (await owner.query('select c.ref, s.staff_id, s.part from casement.case_staff s join casement.case_record c on c.landlord_id = s.landlord_id and c.id = s.case_id where not s.is_over order by 1, 3')).rows
const expected = () => [{ ref: 'VV-26-00001', staff_id: landlord.colleague.id, part: 'helper' }, { ref: 'VV-26-00001', staff_id: landlord.manager.id, part: 'manager' }]

test('are there for who manages an open case or helps with it, and for nobody else', async () => {
  expect(await standing()).toEqual(expected())
})

test('are filled for cases that there were before, as their states say', async () => {
  const migration = readFileSync(new URL('../database/migrations/0024-find-managed-cases.sql', import.meta.url), 'utf8')
  await owner.query('delete from casement.case_staff')
  await owner.query(migration.slice(migration.indexOf('insert into')))
  expect(await standing()).toEqual(expected())
})

test('are written anew of a case that an older Casement changed', async () => {
  await owner.query(`update casement.case_staff set is_over = not is_over`)
  await owner.query(`update casement.case_record set rows_version = 0`)
  await catchUpCases(casework.pool)
  expect(await standing()).toEqual(expected())
})
