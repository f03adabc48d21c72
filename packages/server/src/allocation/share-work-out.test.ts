import type { Actor, AllocationRule, CaseTypeDefinition } from '@casement/engine'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Casework } from '../cases/casework.ts'
import { runCommand } from '../cases/run-command.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { saveTeams } from '../staff/save-staff.ts'
import { type BuiltLandlord, buildLandlord, openCasework } from '../testing/build-landlord.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'

/** A Monday. */
const NOW = '2026-11-16T10:00:00.000Z'

let database: TestDatabase
let owner: Client
let casework: Casework

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new Client({ connectionString: database.ownerUrl })
  await owner.connect()
  casework = openCasework(database.appUrl)
})

afterAll(async () => {
  await casework.pool.end()
  await owner.end()
  await database.drop()
})

function typeOwnedBy(id: string, rules: AllocationRule[], about: CaseTypeDefinition['about'] = 'home'): CaseTypeDefinition {
  return { id, version: 1, name: id, reference: id.slice(0, 2).toUpperCase(), about, calendar: 'england-and-wales', owner: rules, steps: [{ id: 'visit', kind: 'task', name: 'Visit' }] }
}

const types = [
  typeOwnedBy('by-turns', [{ roundRobin: { team: 'pair' } }, { team: 'pair' }]),
  typeOwnedBy('by-load', [{ leastLoaded: { team: 'pair' } }, { team: 'pair' }]),
  typeOwnedBy('known', ['continuity', { team: 'voids' }], ['tenancy', 'person', 'home']),
  typeOwnedBy('first', ['creator'], 'tenancy'),
  typeOwnedBy('patch', ['patch-officer', 'creator']),
]

/** A landlord with a team of Rosalind and Tariq, in the order of their names. */
async function build(): Promise<BuiltLandlord> {
  const landlord = await buildLandlord({ pool: casework.pool, frozenNow: NOW, caseTypes: types })
  await inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) => saveTeams(tx, [{ id: 'pair', name: 'Pair', members: [landlord.officer.id, landlord.colleague.id] }]))
  return landlord
}

async function ownerOfNew(landlord: BuiltLandlord, caseType: string, { subject = { kind: 'home', id: landlord.home } as const, by = landlord.manager, preview = false }: { subject?: { kind: 'home' | 'tenancy' | 'person'; id: string }; by?: BuiltLandlord['officer']; preview?: boolean } = {}): Promise<string | undefined> {
  const actor: Actor = { kind: 'person', ...by }
  const result = await runCommand(casework, { landlordId: landlord.id, actor, preview, newCase: { caseType, subject } })
  if (result.kind !== 'done' && result.kind !== 'preview') throw new Error(JSON.stringify(result))
  const { owner: found } = result.state
  return found && 'id' in found ? found.id : undefined
}

async function openBy(landlord: BuiltLandlord, caseType: string) {
  const result = await runCommand(casework, { landlordId: landlord.id, actor: { kind: 'person', ...landlord.colleague }, newCase: { caseType, subject: { kind: 'home', id: landlord.home } } })
  if (result.kind !== 'done') throw new Error(JSON.stringify(result))
  return result
}

function rows(landlord: BuiltLandlord): Promise<Record<string, unknown>[]> {
  return inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) => tx.rows(`select owner_id, cover_for from casement.case_record where landlord_id = $1 and case_type = 'patch'`, [landlord.id]))
}

test('by turns each of a team is given the next case, and a preview takes no turn', async () => {
  const landlord = await build()
  const { officer: { id: rosalind }, colleague: { id: tariq } } = landlord
  const given = []
  for (let nth = 0; nth < 4; nth++) {
    given.push(await ownerOfNew(landlord, 'by-turns', { preview: true }))
    given.push(await ownerOfNew(landlord, 'by-turns'))
  }
  expect(given).toEqual([rosalind, rosalind, tariq, tariq, rosalind, rosalind, tariq, tariq])
})

test('no turn is lost or given twice, though many cases are opened at the same moment', async () => {
  const landlord = await build()
  const given = await Promise.all(Array.from({ length: 20 }, () => ownerOfNew(landlord, 'by-turns')))
  expect(given.filter((id) => id === landlord.officer.id)).toHaveLength(10)
  expect(given.filter((id) => id === landlord.colleague.id)).toHaveLength(10)
})

test('least loaded is who has the fewest open cases and tasks', async () => {
  const landlord = await build()
  const { officer: { id: rosalind }, colleague: { id: tariq } } = landlord
  const tenancy = { kind: 'tenancy' as const, id: landlord.tenancy }
  await ownerOfNew(landlord, 'first', { by: landlord.officer, subject: tenancy })
  expect([await ownerOfNew(landlord, 'by-load'), await ownerOfNew(landlord, 'by-load'), await ownerOfNew(landlord, 'by-load')]).toEqual([tariq, rosalind, tariq])
})

test('whoever owns another open case of the resident has the new one, by tenancy, person and home; with none the fall-back', async () => {
  const landlord = await build()
  const about = [{ kind: 'tenancy', id: landlord.tenancy }, { kind: 'person', id: landlord.person }, { kind: 'home', id: landlord.home }] as const
  expect(await ownerOfNew(landlord, 'known', { subject: about[0] })).toBe('voids')
  await ownerOfNew(landlord, 'first', { by: landlord.colleague, subject: about[0] })
  for (const subject of about) expect(await ownerOfNew(landlord, 'known', { subject })).toBe(landlord.colleague.id)
})

test('who is away is passed over by turns and load, and covered where a rule names them', async () => {
  const landlord = await build()
  const { officer: { id: rosalind }, colleague: { id: tariq }, manager: { id: dawn } } = landlord
  await owner.query(`insert into casement.leave (landlord_id, id, staff_id, cover_id, first_day, last_day, recorded_by, recorded_at) values ($1, gen_random_uuid(), $2, $3, '2026-11-16', '2026-11-20', $2, $4)`, [landlord.id, rosalind, dawn, NOW])
  expect([await ownerOfNew(landlord, 'by-turns'), await ownerOfNew(landlord, 'by-turns'), await ownerOfNew(landlord, 'by-load')]).toEqual([tariq, tariq, tariq])
  const { state } = await openBy(landlord, 'patch')
  expect(state).toMatchObject({ owner: { kind: 'person', id: dawn }, ownerCoversFor: rosalind })
  expect(await rows(landlord)).toEqual([{ owner_id: dawn, cover_for: rosalind }])
})

test('a command that gives nothing by such rules reads nothing and waits for no turn', async () => {
  const landlord = await build()
  const actor: Actor = { kind: 'person', ...landlord.officer }
  const opened = await openBy(landlord, 'by-turns')
  await owner.query('begin')
  await owner.query('select 1 from casement.allocation_turn where landlord_id = $1 for update', [landlord.id])
  const noted = await runCommand(casework, { landlordId: landlord.id, actor, ref: opened.state.ref, command: { type: 'add-note', text: 'Seen.' } })
  await owner.query('rollback')
  expect(noted.kind).toBe('done')
})
