import { Client, type Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { inLandlord } from './landlord-transaction.ts'
import { createPool } from './pool.ts'

const ours = '01990000-0000-7000-8000-000000000001'
const theirs = '01990000-0000-7000-8000-000000000002'
const person = '01990000-0000-7000-8000-00000000000a'

let database: TestDatabase
let owner: Client
let pool: Pool

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new Client({ connectionString: database.ownerUrl })
  await owner.connect()
  pool = createPool({ url: database.appUrl, name: 'casement test', max: 2 })
  for (const id of [ours, theirs]) {
    await inLandlord({ pool, landlordId: id }, async (tx) => {
      await tx.change(`insert into casement.landlord (id, name, zone, calendar, created_at) values ($1, 'A landlord', 'Europe/London', 'england-and-wales', '2026-01-05T09:00:00Z')`, [id])
      await tx.change(`insert into casement.person (landlord_id, id, name, born_on, created_at) values ($1, $2, $3, '1980-02-29', '2026-01-05T09:00:00.120Z')`, [id, person, id])
    })
  }
})

afterAll(async () => {
  await pool.end()
  await owner.end()
  await database.drop()
})

describe('a transaction of a landlord', () => {
  test('sees its own rows and nobody else\'s, whatever the statement asks for', async () => {
    const seen = await inLandlord({ pool, landlordId: ours }, (tx) => tx.rows('select name from casement.person'))
    expect(seen).toEqual([{ name: ours }])
    const asked = await inLandlord({ pool, landlordId: ours }, (tx) => tx.rows('select name from casement.person where landlord_id = $1', [theirs]))
    expect(asked).toEqual([])
  })

  test('leaves nothing behind on its connection: outside of it no row is seen', async () => {
    await inLandlord({ pool, landlordId: ours }, (tx) => tx.rows('select 1'))
    const { rows } = await pool.query('select name from casement.person')
    expect(rows).toEqual([])
  })

  test('cannot write a row of another landlord', async () => {
    const insert = inLandlord({ pool, landlordId: ours }, (tx) =>
      tx.change(`insert into casement.person (landlord_id, id, name, created_at) values ($1, $2, 'Intruder', '2026-01-05T09:00:00Z')`, [theirs, ours]))
    await expect(insert).rejects.toMatchObject({ code: '42501' })
  })

  test('takes nothing but a UUID for the landlord', async () => {
    await expect(inLandlord({ pool, landlordId: `${ours}'; select 1; --` }, async () => undefined)).rejects.toThrow('must be a UUID')
  })

  test('is undone whole when its work throws', async () => {
    const work = inLandlord({ pool, landlordId: ours }, async (tx) => {
      await tx.change(`update casement.person set name = 'Changed' where landlord_id = $1`, [ours])
      throw new Error('a later step failed')
    })
    await expect(work).rejects.toThrow('a later step failed')
    expect(await inLandlord({ pool, landlordId: ours }, (tx) => tx.rows('select name from casement.person'))).toEqual([{ name: ours }])
  })

  test('says so when a failure inside was swallowed and PostgreSQL undid all', async () => {
    const work = inLandlord({ pool, landlordId: ours }, async (tx) => {
      await tx.change('select 1 / 0').catch(() => undefined)
    })
    await expect(work).rejects.toThrow('PostgreSQL undid it')
  })

  test('that only reads cannot write', async () => {
    const work = inLandlord({ pool, landlordId: ours, readOnly: true }, (tx) => tx.change(`update casement.person set name = 'Changed' where landlord_id = $1`, [ours]))
    await expect(work).rejects.toMatchObject({ code: '25006' })
  })

  test('reads instants as UTC text and dates as dates', async () => {
    const rows = await inLandlord({ pool, landlordId: ours }, (tx) => tx.rows('select name, born_on, created_at from casement.person where landlord_id = $1', [ours]))
    expect(rows).toEqual([{ name: ours, born_on: '1980-02-29', created_at: '2026-01-05T09:00:00.120Z' }])
  })
})

describe('what an event said', () => {
  test('can be taken away but not replaced', async () => {
    await owner.query(`insert into casement.case_type values ($1, 'visit', 1, 'Visit', 'published', '2026-01-01', '{}')`, [ours])
    await owner.query(
      `insert into casement.case_record (landlord_id, id, ref, case_type, case_type_version, case_name, status, priority, opened_at, due_sort, version, head, state)
       values ($1, $2, 'V-1', 'visit', 1, 'Visit', 'open', 'normal', '2026-01-05T09:00:00Z', 'infinity', 1, sha256(''), '{}')`, [ours, person])
    await owner.query(`insert into casement.case_event values ($1, $2, 1, 'note-added', null, 'person', 'x', '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', sha256(''), sha256(''))`, [ours, person])
    await owner.query(`insert into casement.event_payload values ($1, $2, 1, 'salt', '{"text":"a secret"}')`, [ours, person])
    const change = (statement: string) => inLandlord({ pool, landlordId: ours }, (tx) => tx.change(statement, [ours]))
    await expect(change(`update casement.event_payload set payload = '{"text":"another"}' where landlord_id = $1`)).rejects.toMatchObject({ code: '42501' })
    await expect(change('delete from casement.event_payload where landlord_id = $1')).rejects.toMatchObject({ code: '42501' })
    await expect(change(`update casement.case_event set type = 'case-opened' where landlord_id = $1`)).rejects.toMatchObject({ code: '42501' })
    await expect(change('delete from casement.case_event where landlord_id = $1')).rejects.toMatchObject({ code: '42501' })
    expect(await change('update casement.event_payload set payload = null, salt = null where landlord_id = $1')).toBe(1)
    expect((await owner.query('select payload, salt from casement.event_payload')).rows).toEqual([{ payload: null, salt: null }])
  })
})
