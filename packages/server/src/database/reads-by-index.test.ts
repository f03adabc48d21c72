import type { CaseState, SubjectKind } from '@casement/engine'
import { Client } from 'pg'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCase } from '../cases/case-store.ts'
import { readOpenCasesNear } from '../cases/read-open-cases-near.ts'
import { seeCase } from '../cases/seen-case.ts'
import { findRecord } from '../people/read-record.ts'
import { saveHomes, savePeople, saveTenancies } from '../records/save-records.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, openTestApplication } from '../testing/test-application.ts'
import { type Reader, countWork, readWorkList } from '../work-lists/read-work-list.ts'
import { inLandlord, type LandlordTransaction } from './landlord-transaction.ts'

/**
 * Under row-level security PostgreSQL looks for nothing in an index by an expression that might tell of other rows, and reads all that the
 * landlord has instead: nothing shows it but the time that a large landlord waits.
 */

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Index Cond'?: string
  Plans?: Plan[]
}

/** What a landlord has thousands of; the others are small here, and small tables are read whole with good reason. */
const RECORDS = ['home', 'person', 'tenancy', 'tenancy_person', 'search_entry']
const HOMES = 300

let house: TestApplication
let landlord: BuiltLandlord
let ref: string

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord()
  const homes = Array.from({ length: HOMES }, (_, index) => ({ id: newId(), address: `${index + 1} Larch Walk`, postcode: `BR${index} 1AA` }))
  const people = homes.map(({ address }) => ({ id: newId(), name: `Tenant of ${address}` }))
  const { pool } = house.parts.casework
  await inLandlord({ pool, landlordId: landlord.id }, async (tx) => {
    await saveHomes(tx, homes)
    await savePeople(tx, people)
    await saveTenancies(tx, homes.map(({ id: home }, index) => ({ id: newId(), home, startedOn: '2019-04-01', tenants: [people[index]!.id] })))
  })
  const rosalind = await house.visit(landlord, landlord.officer)
  for (const { id } of homes) {
    const reply = await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id } } })
    if (reply.statusCode !== 201) throw new Error(reply.body)
    ref = reply.json().ref
  }
  const owner = new Client({ connectionString: house.ownerUrl })
  await owner.connect()
  await owner.query('analyze')
  await owner.end()
})

afterAll(() => house.close())

/** The tables of records of which some work reads all that the landlord has; and how many statements it took. */
async function tablesReadWhole(work: (tx: LandlordTransaction) => Promise<unknown>): Promise<{ tables: string[]; statements: number }> {
  const plans: Plan[] = []
  await inLandlord({ pool: house.parts.casework.pool, landlordId: landlord.id, readOnly: true }, async (tx) => {
    // What is small may well be read whole; here it is large.
    await tx.change('set local enable_seqscan = off')
    await tx.change('set local enable_hashjoin = off')
    await tx.change('set local enable_mergejoin = off')
    const explained = async (statement: string, values?: unknown[]) => {
      const [row] = await tx.rows<{ 'QUERY PLAN': { Plan: Plan }[] }>(`explain (format json) ${statement}`, values)
      plans.push(row!['QUERY PLAN'][0]!.Plan)
      return tx.rows(statement, values)
    }
    await work({ landlordId: tx.landlordId, rows: explained, findRow: async (...asked: [string, unknown[]?]) => (await explained(...asked))[0] } as LandlordTransaction)
  })
  return { tables: plans.flatMap(partsOf).filter(readsWhole).map((part) => part['Relation Name']!), statements: plans.length }
}

function partsOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(partsOf)]
}

/** Each index begins with the landlord: by that alone it leads to everything. */
function readsWhole(part: Plan): boolean {
  if (!RECORDS.includes(part['Relation Name'] ?? '')) return false
  return part['Node Type'] === 'Seq Scan' || !(part['Index Cond'] ?? '').includes(' AND ')
}

describe('what is read of one record, or for a page, is found by an index', () => {
  const reader = (): Reader => ({ staffId: landlord.officer.id, role: 'officer', teams: [{ id: landlord.team, name: 'Voids' }] })

  test.each(['needs-me', 'my-cases', 'waiting', 'team'] as const)('in the work list %s', async (view) => {
    expect(await tablesReadWhole((tx) => readWorkList(tx, { view, reader: reader(), limit: 50 }))).toEqual({ tables: [], statements: 1 })
  })

  test('in the counts of work', async () => {
    expect(await tablesReadWhole((tx) => countWork(tx, reader()))).toEqual({ tables: [], statements: 4 })
  })

  test.each(['home', 'person', 'tenancy'] as const)('in a case about a %s', async (kind) => {
    const read = await tablesReadWhole(async (tx) => {
      const found = await findCase(tx, ref)
      const library = await house.parts.casework.libraries.get(tx, found!.library_version)
      const caseType = await library.getCaseType(tx, found!.state.caseType)
      const session = { landlordId: landlord.id, staffId: landlord.officer.id, role: 'officer', zone: 'Europe/London', frozenNow: null } as unknown as Parameters<typeof seeCase>[2]['session']
      await seeCase(tx, { state: about(found!.state, kind), caseType, library, now: found!.state.lastAt }, { session, parts: house.parts })
    })
    expect(read.tables).toEqual([])
    expect(read.statements).toBeGreaterThanOrEqual(3)
  })

  test.each(['home', 'person', 'tenancy'] as const)('on the page of a %s and in what is open around it', async (kind) => {
    const { [kind]: id } = landlord
    const read = await tablesReadWhole(async (tx) => [await findRecord(tx, { kind, id }), await readOpenCasesNear(tx, { kind, id })])
    expect(read).toEqual({ tables: [], statements: 3 })
  })
})

function about(state: CaseState, kind: SubjectKind & ('home' | 'person' | 'tenancy')): CaseState {
  return { ...state, subject: { kind, id: landlord[kind] } }
}
