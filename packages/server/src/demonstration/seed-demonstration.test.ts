import { libraryCaseTypes } from '@casement/case-types'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Pool } from 'pg'
import { inLandlord } from '../database/landlord-transaction.ts'
import { createPool } from '../database/pool.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'
import { SeedingStopped, seedDemonstration } from './seed-demonstration.ts'
import { demonstrationPassword, findDemonstrationSignIns } from './sign-ins.ts'

const today = '2026-11-20'
/** As many as have the tenants whom guides know by name; the usual size takes longer. */
const homes = 200
/** A demonstration takes a few seconds, on a busy machine three times as long; here two are made. */
const PATIENCE_MS = 120_000
const databases: TestDatabase[] = []
const pools: Pool[] = []

beforeAll(async () => {
  for (let nth = 0; nth < 2; nth++) {
    const database = await createTestDatabase()
    databases.push(database)
    pools.push(createPool({ url: database.appUrl, name: 'test', max: 2 }))
  }
})

afterAll(async () => {
  for (const pool of pools) await pool.end()
  for (const database of databases) await database.drop()
})

test('stopped half-way, nothing is left, and the next try begins anew', async () => {
  let reached = 0
  await expect(seedDemonstration({ pool: pools[0]!, today, homes, report: (share) => (reached = share), isStopWanted: () => reached > 0.7 })).rejects.toThrow(SeedingStopped)
  expect(await count(pools[0]!, 'casement.landlord')).toBe(0)
  expect(await count(pools[0]!, 'sign_in."user"')).toBe(0)
}, PATIENCE_MS)

test('the same day gives the same events in another database, but for ids of cases', async () => {
  const shares: number[] = []
  const [one, other] = [await seedDemonstration({ pool: pools[0]!, today, homes, report: (share) => shares.push(share) }), await seedDemonstration({ pool: pools[1]!, today, homes })]
  expect(one).toEqual(other)
  expect(one.homes).toBe(homes)
  expect(one.cases).toBeGreaterThan(35)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.at(-1)).toBe(1)
  const events = await eventsOf(pools[0]!, one.landlordId)
  expect(events.length).toBe(one.events)
  expect(await eventsOf(pools[1]!, other.landlordId)).toEqual(events)
}, PATIENCE_MS)

test('nothing of it leaves the house, and references follow the days of opening', async () => {
  const landlordId = await demonstrationId(pools[0]!)
  await inLandlord({ pool: pools[0]!, landlordId }, async (tx) => {
    expect(await tx.rows('select key from casement.outbox where landlord_id = $1', [landlordId])).toEqual([])
    const cases = await tx.rows<{ case_type: string; ref: string }>('select case_type, ref from casement.case_record where landlord_id = $1 order by opened_at', [landlordId])
    const series = [...Map.groupBy(cases, ({ case_type }) => case_type).values()].map((some) => some.map(({ ref }) => ref))
    expect(series).toHaveLength(libraryCaseTypes().length)
    for (const refs of series) expect(refs).toEqual(refs.toSorted())
    const due = await tx.rows('select ref from casement.case_record where landlord_id = $1 and wake_at <= $2', [landlordId, `${today}T00:00:00Z`])
    expect(due).toEqual([])
  })
})

test('fifteen people can sign in, and search finds the homes', async () => {
  const found = await findDemonstrationSignIns(pools[0]!)
  expect(found).toMatchObject({ demonstration: true, landlord: 'Larkmere Homes', password: demonstrationPassword })
  expect(found?.signIns).toHaveLength(15)
  expect(found?.signIns[0]).toEqual({ name: 'Rosalind Quill', email: 'r.quill@larkmere.example', role: 'officer' })
  const landlordId = await demonstrationId(pools[0]!)
  const labels = await inLandlord({ pool: pools[0]!, landlordId }, (tx) => tx.rows<{ kind: string; label: string }>('select kind, label from casement.search_entry where landlord_id = $1 and words like $2 order by kind', [landlordId, '%14 tannery court%']))
  expect(labels.filter(({ kind }) => kind !== 'case')).toEqual([{ kind: 'home', label: '14 Tannery Court, Brambleford' }, { kind: 'household', label: 'Pendlebury household' }, { kind: 'tenancy', label: 'Ivo Pendlebury, 14 Tannery Court, Brambleford' }])
})

test('a second demonstration, and one of a day to come, are refused and change nothing', async () => {
  await expect(seedDemonstration({ pool: pools[0]!, today })).rejects.toThrow('There is a landlord named Larkmere Homes in this database already.')
  await expect(seedDemonstration({ pool: pools[1]!, today: '2190-01-01' })).rejects.toThrow('in the future')
  expect(await count(pools[0]!, 'casement.landlord')).toBe(1)
})

async function count(pool: Pool, table: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`select count(*) from ${table}`)
  return rows[0]!.count
}

async function demonstrationId(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ id: string }>('select id from casement.landlord where is_demonstration')
  return rows[0]!.id
}

/** Every event with what it says; the id of its own case apart. */
function eventsOf(pool: Pool, landlordId: string): Promise<unknown[]> {
  return inLandlord({ pool, landlordId }, (tx) => tx.rows(
    `select c.ref, e.seq, e.type, e.step, e.actor_kind, e.actor_id, e.occurred_at, e.recorded_at, p.payload::jsonb - 'id' as payload
     from casement.case_event e
     join casement.event_payload p on p.landlord_id = e.landlord_id and p.case_id = e.case_id and p.seq = e.seq
     join casement.case_record c on c.landlord_id = e.landlord_id and c.id = e.case_id
     where e.landlord_id = $1 order by c.ref, e.seq`, [landlordId]))
}
