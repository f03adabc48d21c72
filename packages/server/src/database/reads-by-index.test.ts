import type { CaseState } from '@casement/engine'
import { Client, type QueryResultRow } from 'pg'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCase } from '../cases/case-store.ts'
import { readOpenCasesNear } from '../cases/read-open-cases-near.ts'
import { seeCase } from '../cases/seen-case.ts'
import { findMeantCases } from '../people/meant-reference.ts'
import { findRecord } from '../people/read-record.ts'
import { saveHomes, savePeople, saveTenancies } from '../records/save-records.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, openTestApplication } from '../testing/test-application.ts'
import { type Reader, countWork, readWorkList } from '../work-lists/read-work-list.ts'
import { inLandlord, LandlordTransaction } from './landlord-transaction.ts'

/**
 * Under row-level security PostgreSQL looks for nothing in an index by an expression that might tell of other rows, and reads all that the
 * landlord has instead: nothing shows it but the time that a large landlord waits.
 */

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Index Cond'?: string
  /** What a bitmap of an index was made by. */
  'Recheck Cond'?: string
  'One-Time Filter'?: string
  Plans?: Plan[]
}

/** What a landlord has thousands of; the others are small here, and small tables are read whole with good reason. */
const RECORDS = ['home', 'person', 'tenancy', 'tenancy_person', 'search_entry', 'case_staff']
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

/** A transaction that asks how each statement would be carried out. */
class ExplainedTransaction extends LandlordTransaction {
  readonly plans: Plan[] = []

  override async rows<Row extends QueryResultRow>(statement: string, values?: unknown[]): Promise<Row[]> {
    const [row] = await super.rows<{ 'QUERY PLAN': { Plan: Plan }[] }>(`explain (format json) ${statement}`, values)
    this.plans.push(row!['QUERY PLAN'][0]!.Plan)
    return super.rows(statement, values)
  }

  override async findRow<Row extends QueryResultRow>(statement: string, values?: unknown[]): Promise<Row | undefined> {
    return (await this.rows<Row>(statement, values))[0]
  }
}

/** The tables of records of which some work reads all that the landlord has; and how many statements it took. */
async function tablesReadWhole(work: (tx: LandlordTransaction) => Promise<unknown>): Promise<{ tables: string[]; statements: number }> {
  const client = await house.parts.casework.pool.connect()
  try {
    await client.query(`begin read only; set local app.landlord_id = '${landlord.id}'`)
    // What is small may well be read whole; here it is as if it were large.
    await client.query('set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_material = off')
    const tx = new ExplainedTransaction(client, landlord.id)
    await work(tx)
    return { tables: tx.plans.flatMap(partsOf).filter(readsWhole).map((part) => part['Relation Name']!), statements: tx.plans.length }
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/** A plan and what it is made of, without what is never carried out. */
function partsOf(plan: Plan): Plan[] {
  return plan['One-Time Filter'] === 'false' ? [] : [plan, ...(plan.Plans ?? []).flatMap(partsOf)]
}

/** Each index begins with the landlord: by that alone it leads to everything. */
function readsWhole(part: Plan): boolean {
  if (!RECORDS.includes(part['Relation Name'] ?? '')) return false
  return !(part['Index Cond'] ?? part['Recheck Cond'] ?? '').includes(' AND ')
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
      const session = { staffId: landlord.officer.id, role: 'officer' as const, frozenNow: null }
      await seeCase(tx, { state: about(found!.state, kind), caseType, library, now: found!.state.lastAt }, { session, parts: house.parts })
    })
    expect(read.tables).toEqual([])
    expect(read.statements).toBeGreaterThanOrEqual(3)
  })

  test('in the cases of a reference that leaves out its letters and its year', async () => {
    const number = Number(ref.slice(-5))
    expect(await tablesReadWhole((tx) => findMeantCases(tx, { prefix: undefined, year: undefined, number }, 50))).toEqual({ tables: [], statements: 1 })
  })

  test.each(['home', 'person', 'tenancy'] as const)('on the page of a %s and in what is open around it', async (kind) => {
    const { [kind]: id } = landlord
    const read = await tablesReadWhole(async (tx) => [await findRecord(tx, { kind, id }), await readOpenCasesNear(tx, { kind, id })])
    expect(read).toEqual({ tables: [], statements: 3 })
  })
})

function about(state: CaseState, kind: 'home' | 'person' | 'tenancy'): CaseState {
  return { ...state, subject: { kind, id: landlord[kind] } }
}
