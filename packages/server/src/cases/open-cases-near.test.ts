import type { CaseTypeDefinition } from '@casement/engine'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NearCase } from '../contract/contract.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { saveBlocks, saveHomes, saveHouseholds, savePeople, saveTenancies } from '../records/save-records.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

const matter: CaseTypeDefinition = {
  id: 'matter', version: 1, name: 'Matter', reference: 'MA', about: ['person', 'household', 'tenancy', 'home', 'block'], calendar: 'england-and-wales', owner: ['creator'],
  steps: [{ id: 'look', kind: 'task', name: 'Look into it' }],
}

/** A flat with its people, the flat above it, and two houses that share a postcode. */
const [block, flat, above, house, opposite, elsewhere, tenancy, tenant, partner, household] = Array.from({ length: 10 }, () => newId()) as [string, string, string, string, string, string, string, string, string, string]

let application: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor

beforeAll(async () => {
  application = await openTestApplication()
  landlord = await application.buildLandlord({ frozenNow: '2026-11-16T10:00:00.000Z', caseTypes: [matter] })
  rosalind = await application.visit(landlord, landlord.officer)
  await inLandlord({ pool: application.parts.casework.pool, landlordId: landlord.id }, async (tx) => {
    await saveBlocks(tx, [{ id: block, name: 'Tannery Court' }])
    await saveHomes(tx, [
      { id: flat, address: 'Flat 1, Tannery Court', postcode: 'BR2 7QX', block }, { id: above, address: 'Flat 2, Tannery Court', postcode: 'BR2 7QX', block },
      { id: house, address: '1 Mill Lane', postcode: 'BR3 1AA' }, { id: opposite, address: '2 Mill Lane', postcode: 'BR3 1AA' }, { id: elsewhere, address: '9 Mill Lane', postcode: 'BR3 1AB' },
    ])
    await savePeople(tx, [{ id: tenant, name: 'Ivo Pendlebury' }, { id: partner, name: 'Maud Pendlebury' }])
    await saveTenancies(tx, [{ id: tenancy, home: flat, startedOn: '2020-01-01', tenants: [tenant, partner] }])
    await saveHouseholds(tx, [{ id: household, name: 'Pendlebury household', home: flat }])
  })
  for (const [kind, id] of [['person', tenant], ['person', partner], ['household', household], ['tenancy', tenancy], ['home', flat], ['home', above], ['block', block], ['home', house], ['home', opposite], ['home', elsewhere]]) {
    const reply = await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'matter', subject: { kind, id } } })
    if (reply.statusCode !== 201) throw new Error(reply.body)
  }
})

afterAll(() => application.close())

async function near(record: string): Promise<[string, string | undefined][]> {
  const reply = await rosalind.get(`/api/v1/open-cases?near=${record}`)
  expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)])
  return (reply.json().items as NearCase[]).map((item) => [item.near, item.subject?.label])
}

describe('what is open at a record and around it', () => {
  test('comes nearest first, each case once: the record, its people, household, home and block, then neighbours', async () => {
    expect(await near(`tenancy:${tenancy}`)).toEqual([
      ['same', 'Ivo Pendlebury and Maud Pendlebury, Flat 1, Tannery Court'], ['person', 'Maud Pendlebury'], ['person', 'Ivo Pendlebury'], ['household', 'Pendlebury household'],
      ['home', 'Flat 1, Tannery Court'], ['block', 'Tannery Court'], ['neighbour', 'Flat 2, Tannery Court'],
    ])
  })

  test('is found from a person, a household and a block as well', async () => {
    expect((await near(`person:${tenant}`))[0]).toEqual(['same', 'Ivo Pendlebury'])
    expect(await near(`person:${tenant}`)).toContainEqual(['home', 'Flat 1, Tannery Court'])
    expect(await near(`household:${household}`)).toContainEqual(['person', 'Maud Pendlebury'])
    expect(await near(`block:${block}`)).toEqual(expect.arrayContaining([['same', 'Tannery Court'], ['neighbour', 'Flat 1, Tannery Court'], ['neighbour', 'Ivo Pendlebury']]))
  })

  test('takes the homes of the same postcode for neighbours where there is no block', async () => {
    expect(await near(`home:${house}`)).toEqual([['same', '1 Mill Lane'], ['neighbour', '2 Mill Lane']])
  })

  test('leaves out what has ended', async () => {
    const { items } = (await rosalind.get(`/api/v1/open-cases?near=home:${elsewhere}`)).json()
    await rosalind.send('POST', `/api/v1/cases/${items[0].ref}/cancellation`, { body: { reason: 'Opened twice' }, headers: { 'if-match': '*' } })
    expect(await near(`home:${elsewhere}`)).toEqual([])
  })

  test('is nothing for a record that is not there, and a plain refusal for no record', async () => {
    expect(await near(`home:${newId()}`)).toEqual([])
    expect(await near('home:somewhere')).toEqual([])
    expect((await rosalind.get('/api/v1/open-cases?near=castle:1')).statusCode).toBe(400)
    expect((await rosalind.get('/api/v1/open-cases')).statusCode).toBe(400)
  })

  test('shows nothing of another landlord', async () => {
    const other = await application.buildLandlord({})
    const stranger = await application.visit(other, other.officer)
    expect((await stranger.get(`/api/v1/open-cases?near=home:${flat}`)).json()).toEqual({ items: [], next: null })
  })
})

test('search finds households and blocks', async () => {
  const kinds = async (q: string) => (await rosalind.get(`/api/v1/search?q=${q}`)).json().results.map(({ kind }: { kind: string }) => kind)
  expect(await kinds('Pendlebury%20household')).toContain('household')
  expect(await kinds('tannery')).toContain('block')
})
