import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../cases/run-command.ts'
import { buildLandlord, openCasework } from '../testing/build-landlord.ts'
import { runCasement } from '../testing/casement-process.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  const casework = openCasework(database.appUrl)
  const landlord = await buildLandlord({ pool: casework.pool })
  const result = await runCommand(casework, { landlordId: landlord.id, actor: { kind: 'person', ...landlord.officer }, newCase: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } } })
  if (result.kind !== 'done') throw new Error(JSON.stringify(result))
  await casework.pool.end()
})

afterAll(() => database.drop())

const verify = () => runCasement(['verify'], { DATABASE_URL: database.ownerUrl, CASEMENT_APP_DATABASE_URL: database.appUrl })

describe('casement verify', () => {
  test('counts what it checked and ends well', async () => {
    const { code, printed } = await verify()
    expect([code, printed]).toEqual([0, expect.stringMatching(/^Landlord [0-9a-f-]{36}: 1 cases with \d+ events checked; 0 wrong\.\n$/)])
  })

  test('first writes down the clocks of cases that are older than their table, as every command does', async () => {
    const owner = new Client({ connectionString: database.ownerUrl })
    await owner.connect()
    await owner.query('delete from casement.clock; update casement.case_record set clocks_version = 0')
    const { code, printed } = await verify()
    expect([code, printed]).toEqual([0, expect.stringContaining('casement: the clocks of 1 case were written down for Insight.')])
    expect((await owner.query('select rule from casement.clock')).rows).toEqual([{ rule: 'first-visit' }])
    await owner.end()
  })

  test('names the case that was changed by another way, and ends with 1', async () => {
    const owner = new Client({ connectionString: database.ownerUrl })
    await owner.connect()
    await owner.query(`update casement.event_payload set payload = '{"text":"Nothing to see"}' where seq = 2`)
    await owner.end()
    const { code, printed } = await verify()
    expect(code).toBe(1)
    expect(printed).toMatch(/WRONG {4}VV-\d\d-00001: event 2, [a-z-]+: its payload was changed\n/)
    expect(printed).toContain('1 case is not as its events say.')
  })
})
