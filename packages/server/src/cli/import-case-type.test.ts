import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLandlord } from '../cases/ground.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { saveLandlord } from '../landlords/save-landlord.ts'
import { type BuiltLandlord, buildLandlord, openCasework } from '../testing/build-landlord.ts'
import { runCasement } from '../testing/casement-process.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'

let database: TestDatabase
let folder: string
let casework: ReturnType<typeof openCasework>
let landlord: BuiltLandlord

beforeAll(async () => {
  database = await createTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'casement-publish-'))
  casework = openCasework(database.appUrl)
  landlord = await buildLandlord({ pool: casework.pool })
})

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await casework.pool.end()
  await database.drop()
})

function publish(...args: string[]) {
  return runCasement(['import', 'case-type', ...args], { DATABASE_URL: database.ownerUrl, CASEMENT_APP_DATABASE_URL: database.appUrl })
}

const STEPS = ['  - { id: decide, kind: task, name: Decide, required: true, for: { team: voids } }', '  - { id: end, kind: finish, name: End, after: decide }']

function petRequest(said: Record<string, unknown> = {}, steps = STEPS): string {
  const head = { id: 'pet-request', version: 1, name: 'Pet request', reference: 'PR', about: 'tenancy', calendar: 'england-and-wales', ...said }
  return file('pet-request.yaml', [...Object.entries(head).map(([key, value]) => `${key}: ${String(value)}`), 'steps:', ...steps].join('\n'))
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

/** The version that a case opened on this day takes, as a process sees it that has served the landlord all the time. */
function versionOn(day: string): Promise<number | undefined> {
  return inLandlord({ pool: casework.pool, landlordId: landlord.id, readOnly: true }, async (tx) =>
    (await casework.libraries.get(tx, (await readLandlord(tx)).library_version)).findVersion('pet-request', day))
}

async function whatIsThere(): Promise<unknown> {
  const { rows } = await inLandlord({ pool: casework.pool, landlordId: landlord.id, readOnly: true }, async (tx) => ({
    rows: await tx.rows(`select id, version, definition::text, (select library_version from casement.landlord where id = $1), (select count(*) from casement.audit where landlord_id = $1) as audited
      from casement.case_type where landlord_id = $1 order by id, version`, [landlord.id]),
  }))
  return rows
}

describe('casement import case-type', () => {
  test('publishes a case type that names a team of the landlord; who serves them sees it without a restart', async () => {
    expect(await versionOn('2026-12-01')).toBeUndefined()
    const { code, printed } = await publish(petRequest())
    expect([code, printed]).toEqual([0, expect.stringContaining('Published Pet request (pet-request version 1) for Larkmere Homes. New cases take it.')])
    expect(await versionOn('2026-12-01')).toBe(1)
  })

  test('says that the same content is there already', async () => {
    await publish(petRequest())
    const before = await whatIsThere()
    const { code, printed } = await publish(petRequest(), '--landlord', 'Larkmere Homes')
    expect([code, printed]).toEqual([0, expect.stringContaining('Larkmere Homes has Pet request (pet-request version 1) already, with the same content. Nothing was changed.')])
    expect(await whatIsThere()).toEqual(before)
  })

  test('publishes a higher version from the day that it names', async () => {
    await publish(petRequest())
    const { code, printed } = await publish(petRequest({ version: 2, effectiveFrom: '2999-01-01' }))
    expect([code, printed]).toEqual([0, expect.stringContaining('Cases opened from 2999-01-01 take it.')])
    expect([await versionOn('2998-12-31'), await versionOn('2999-01-01')]).toEqual([1, 2])
  })

  test.each([
    ['another content under a version that is there', () => [petRequest({ name: 'Pets' })], 'Larkmere Homes has pet-request version 1 already, with another content.', 'Raise its version'],
    ['a team that the landlord does not have', () => [petRequest({ version: 7 }, [STEPS[0]?.replace('voids', 'legal') ?? '', STEPS[1] ?? ''])], 'pet-request.yaml:8:', 'There is no team legal.'],
    ['a calendar that the landlord does not have', () => [petRequest({ version: 7, calendar: 'scotland' })], 'There is no calendar scotland.', 'Use one of england-and-wales'],
    ['a reference that another case type of the landlord has', () => [petRequest({ version: 7, reference: 'VV' })], 'The cases of void-visit have the reference VV already.', 'Choose other capitals.'],
    ['a key that there is not', () => [petRequest({ version: 7, colour: 'red' })], 'There is no "colour" here.', 'One finding stops this case type from being published.'],
    ['a file that is not there', () => [join(folder, 'none.yaml')], 'cannot be read: there is no such file', 'Name a file with a case type'],
    ['no file', () => [], 'It is not said what to import.', 'casement import case-type FILE'],
    ['a landlord that is not here', () => [petRequest({ version: 7 }), '--landlord', 'Nobody'], 'There is no landlord Nobody', 'Larkmere Homes'],
    ['a dry run, which it does not have', () => [petRequest({ version: 7 }), '--dry-run'], 'does not take --dry-run', 'check-case-types FILE'],
  ])('refuses %s, and changes nothing', async (_what, args, ...words) => {
    await publish(petRequest())
    const before = await whatIsThere()
    const { code, printed } = await publish(...args())
    expect(code).toBe(1)
    for (const said of words) expect(printed).toContain(said)
    expect(printed).not.toContain('fault in Casement')
    expect(await whatIsThere()).toEqual(before)
  })

  test('asks for whom, where there are several landlords, and publishes for the one that is named', async () => {
    const other = '0197a000-0000-7000-8000-000000000001'
    await inLandlord({ pool: casework.pool, landlordId: other }, (tx) => saveLandlord(tx, { name: 'Ashmere Homes', zone: 'Europe/London', calendar: 'england-and-wales' }))
    expect(await publish(petRequest({ version: 9 }))).toMatchObject({ code: 1, printed: expect.stringContaining('Say which is meant with --landlord and one of: "Ashmere Homes"') })
    expect(await publish(petRequest({ version: 9 }), '--landlord', landlord.id)).toMatchObject({ code: 0, printed: expect.stringContaining('Published Pet request (pet-request version 9)') })
  })
})
