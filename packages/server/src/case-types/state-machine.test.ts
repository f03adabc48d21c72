import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseTypeDefinition } from '@casement/engine'
import { loadCaseType } from '@casement/case-types'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type CasementProcess, runCasement, startServer } from '../testing/casement-process.ts'
import { type ServedVisitor, signInAt } from '../testing/served-visitor.ts'
import { type TestApplication, openTestApplication } from '../testing/test-application.ts'

const FILE = new URL('../../../case-types/src/testing/disrepair-claim.yaml', import.meta.url)
const text = readFileSync(FILE, 'utf8')

/** Milliseconds. A server and a command each take some seconds to start on a busy machine. */
const LONGEST = 120_000

let house: TestApplication
let server: CasementProcess & { address: string }

beforeAll(async () => {
  house = await openTestApplication()
  server = await startServer({ ...settings(), CASEMENT_TEST_CLOCK: '1' })
}, LONGEST)

afterAll(async () => {
  server.child.kill('SIGTERM')
  await server.ended
  await house.close()
}, LONGEST)

const settings = () => ({ DATABASE_URL: house.ownerUrl, CASEMENT_APP_DATABASE_URL: house.appUrl })

test('a process of 20 states and 50 triggers is configuration only, and has no finding', () => {
  const { definition, findings } = loadCaseType(text, 'disrepair-claim', { calendars: ['england-and-wales'] })
  const states = (definition as CaseTypeDefinition).steps.flatMap((step) => (step.kind === 'task' ? [step.outcomes!.length] : []))
  expect([findings, states.length, states.reduce((sum, triggers) => sum + triggers, 0)]).toEqual([[], 20, 50])
})

/** The two ways in, each for a landlord of its own in the database of the server that runs. */
const ways = {
  'casement import case-type FILE': async ({ landlord }: Office) => {
    expect(await runCasement(['import', 'case-type', FILE.pathname, '--landlord', landlord.id], settings())).toMatchObject({ code: 0, printed: expect.stringContaining('Published Disrepair claim (disrepair-claim version 1)') })
  },
  'POST /api/v1/case-types': async ({ officer, manager }: Office) => {
    expect((await officer.post('/api/v1/case-types', { text })).status).toBe(403)
    expect((await manager.post('/api/v1/case-types', { text })).body).toMatchObject({ id: 'disrepair-claim', version: 1, status: 'published', findings: [] })
  },
}

interface Office {
  landlord: BuiltLandlord
  officer: ServedVisitor
  manager: ServedVisitor
}

describe.each(Object.entries(ways))('installed by %s into a server that runs', { timeout: LONGEST }, (_way, install) => {
  let office: Office
  let pid: number | undefined

  beforeAll(async () => {
    const landlord = await house.buildLandlord({ frozenNow: '2026-12-01T09:00:00.000Z' })
    for (const who of [landlord.officer, landlord.manager]) await house.visit(landlord, who)
    office = { landlord, officer: await signInAt(server.address, landlord.officer.id), manager: await signInAt(server.address, landlord.manager.id) }
    pid = server.child.pid
  }, LONGEST)

  const open = () => office.officer.post('/api/v1/cases', { caseType: 'disrepair-claim', subject: { kind: 'tenancy', id: office.landlord.tenancy } })

  /** Opens a claim, whose state is the task that is to be done. */
  async function claim() {
    const { ref } = (await open()).body
    const shown = async () => (await office.officer.get(`/api/v1/cases/${ref}`)).body
    const live = async () => (await shown()).tasks.filter(({ state }: { state: string }) => state === 'live')
    return {
      states: async () => (await live()).map(({ step }: { step: string }) => step),
      status: async () => `${(await shown()).status} ${(await shown()).outcome?.id ?? (await shown()).outcome ?? ''}`.trim(),
      /** Pulls a trigger of the state in which the claim is. */
      pull: async (trigger: string, fields: object = {}) => {
        const [{ id }] = await live()
        const { status, body } = await office.officer.post(`/api/v1/cases/${ref}/tasks/${id}/completion`, { outcome: trigger, fields })
        return status === 200 ? { status } : { status, code: body.code, detail: body.detail, remedy: body.remedy, fields: body.fields }
      },
      task: async (path: string, body: object) => (await office.officer.post(`/api/v1/cases/${ref}/tasks/${path}`, body)).status,
      edit: (fields: object) => office.officer.patch(`/api/v1/cases/${ref}/fields`, { fields }),
    }
  }

  test('is not there before, and there at once after, in the same process', async () => {
    const list = async () => (await office.officer.get('/api/v1/case-types')).body.items.map(({ id }: { id: string }) => id)
    expect([await list(), (await open()).status]).toEqual([['void-visit'], 422])
    await install(office)
    expect([(await list()).toSorted(), (await open()).status, server.child.exitCode, server.child.pid]).toEqual([['disrepair-claim', 'void-visit'], 201, null, pid])
  })

  test('goes from state to state, round a loop and to its end', async () => {
    const { pull, states, status } = await claim()
    expect(await states()).toEqual(['received'])
    for (let round = 0; round < 3; round++) {
      expect((await pull('ask', { missing: 'The tenancy number' })).status).toBe(200)
      expect(await states()).toEqual(['details-awaited'])
      expect((await pull('came')).status).toBe(200)
      expect(await states()).toEqual(['received'])
    }
    const path: [string, object, string][] = [
      ['acknowledge', { acknowledgedOn: '2026-12-01' }, 'acknowledged'], ['disclose', { disclosedOn: '2026-12-01' }, 'disclosed'], ['own', { why: 'No agreement' }, 'own-expert'],
      ['inspected', { inspectedOn: '2026-12-01' }, 'report-awaited'], ['came', {}, 'report-read'], ['in-part', { works: 'The roof', why: 'Damp is theirs' }, 'schedule-disputed'],
      ['agree', { works: 'The roof' }, 'schedule-agreed'], ['start', { startsOn: '2026-12-08' }, 'works-underway'], ['complete', { doneOn: '2026-12-01', offer: 900 }, 'offer-made'],
      ['counter', { claimedAmount: 1500 }, 'offer-weighed'], ['raise', { offer: 1200 }, 'offer-made'],
    ]
    for (const [trigger, fields, next] of path) {
      expect([trigger, (await pull(trigger, fields)).status]).toEqual([trigger, 200])
      expect(await states()).toEqual([next])
    }
    await pull('accept')
    expect(await status()).toContain('closed')
  })

  test('ends another way: denied, taken to court, judged', async () => {
    const { pull, states, status } = await claim()
    for (const [trigger, fields] of [['acknowledge', { acknowledgedOn: '2026-12-01' }], ['disclose', { disclosedOn: '2026-12-01' }], ['works-first', { works: 'The boiler' }], ['no-access', {}], ['carry-on', { why: 'They refuse' }], ['own', { why: 'x' }], ['inspected', { inspectedOn: '2026-12-01' }], ['late', {}], ['inspected', { inspectedOn: '2026-12-01' }], ['came', {}], ['query', {}], ['replied', {}], ['not-liable', { why: 'Condensation' }], ['court', { claimNumber: 'K01' }]] as [string, object][]) {
      expect([trigger, (await pull(trigger, fields)).status]).toEqual([trigger, 200])
    }
    expect(await states()).toEqual(['at-court'])
    expect((await pull('judgment', { orderOn: '2026-12-01' })).status).toBe(200)
    expect(await status()).toContain('closed')
  })

  test('refuses a trigger that the state does not have, with those that it has', async () => {
    const { pull, states } = await claim()
    expect(await pull('judgment')).toEqual({
      status: 422, code: 'outcome-unknown', detail: 'Letter of claim received has no outcome judgment.', remedy: 'Choose one of these outcomes.',
      fields: [{ path: 'outcome', words: 'Choose one of Acknowledge it (acknowledge), Ask for what is missing (ask), It is not our tenant (not-ours).' }],
    })
    expect(await states()).toEqual(['received'])
  })

  test('refuses a trigger whose guard does not hold, says when it is possible, and takes it once it does', async () => {
    const { pull, states, edit } = await claim()
    await pull('acknowledge', { acknowledgedOn: '2026-12-01' })
    expect(await pull('settle-early', { offer: 300 })).toEqual({
      status: 409, code: 'outcome-not-possible', detail: 'Acknowledged cannot end with Offer to settle now as things stand.', remedy: 'It is possible when claimedAmount != null and claimedAmount <= 1000.',
      fields: [{ path: 'outcome', words: 'Choose Disclose the records (disclose).' }],
    })
    expect(await states()).toEqual(['acknowledged'])
    await edit({ claimedAmount: 800 })
    expect((await pull('settle-early', { offer: 300 })).status).toBe(200)
    expect(await states()).toEqual(['offer-made'])
  })

  test('demands the fields that the trigger needs, and only those', async () => {
    const { pull } = await claim()
    expect(await pull('acknowledge')).toEqual({ status: 422, code: 'answers-invalid', detail: 'Acknowledged on is needed.', remedy: 'Correct these answers.', fields: [{ path: 'acknowledgedOn', words: 'Acknowledged on is needed.' }] })
    expect((await pull('ask', { missing: 'Photographs' })).status).toBe(200)
  })

  test('refuses a trigger of a state in which it is not, and lets nobody skip or cancel out of one', async () => {
    const { pull, task } = await claim()
    await pull('ask', { missing: 'x' })
    expect(await task('received.1/completion', { outcome: 'ask', fields: { missing: 'x' } })).toBe(409)
    expect(await task('disclosed.1/completion', { outcome: 'own', fields: { why: 'x' } })).toBe(409)
    expect(await task('details-awaited.1/skip', {})).toBe(409)
    expect(await task('details-awaited.1/cancellation', { reason: 'x' })).toBe(409)
  })

  test('takes a wrong trigger back by doing its task again', async () => {
    const { pull, states, task } = await claim()
    await pull('ask', { missing: 'x' })
    expect(await task('received.1/redo', { reason: 'It was all there' })).toBe(200)
    expect(await states()).toEqual(['received'])
    expect((await pull('acknowledge', { acknowledgedOn: '2026-12-01' })).status).toBe(200)
    expect(await states()).toEqual(['acknowledged'])
  })
})
