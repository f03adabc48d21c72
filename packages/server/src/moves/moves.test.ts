import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommands } from '../cases/run-commands.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { inspection, toInspection } from '../testing/inspection.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'
import { voidVisit } from '../testing/void-visit.ts'
import { verifyLandlord } from '../verify/verify-landlord.ts'
import { moveSome } from './release.ts'

const NOW = '2026-12-01T09:00:00.000Z'
const MOVES = '/api/v1/case-types/void-visit/moves'

let house: TestApplication

beforeAll(async () => {
  house = await openTestApplication()
})

afterAll(() => house.close())

interface Office {
  landlord: BuiltLandlord
  rosalind: Visitor
  dawn: Visitor
  refs: string[]
}

/** A landlord with so many live cases of the first version. */
async function officeWith(cases: number): Promise<Office> {
  const landlord = await house.buildLandlord({ frozenNow: NOW, caseTypes: [voidVisit, inspection] })
  const actor = { kind: 'person' as const, id: landlord.officer.id, roles: ['officer'] }
  const newCase = { caseType: 'void-visit', subject: { kind: 'home' as const, id: landlord.home }, actor }
  const opened = await runCommands(house.parts.casework, { landlordId: landlord.id, histories: Array.from({ length: cases }, () => ({ newCase, steps: [] })) })
  const refs = opened.flatMap((one) => (one.kind === 'done' ? [one.ref] : []))
  return { landlord, refs, rosalind: await house.visit(landlord, landlord.officer), dawn: await house.visit(landlord, landlord.manager) }
}

const post = (who: Visitor, url: string, body: object) => who.send('POST', url, { body, headers: { 'if-match': '*' } })
const versionOf = async ({ dawn }: Office, ref: string) => (await dawn.get(`/api/v1/cases/${ref}`)).json().caseType.version

async function moveAll({ landlord }: Office): Promise<void> {
  while ((await moveSome(house.parts.casework, landlord.id)) > 0);
}

async function faultsOf({ landlord }: Office) {
  const { rows } = await house.parts.casework.pool.query('select id, zone, library_version, frozen_now from casement.landlord where id = $1', [landlord.id])
  return (await verifyLandlord(house.parts.casework.pool, rows[0])).faults
}

describe('a dry run over the live cases of a version', () => {
  test('counts them by verdict and names each with what stands against it, and changes nothing', async () => {
    const office = await officeWith(260)
    const [done, closed] = office.refs as [string, string]
    await post(office.rosalind, `/api/v1/cases/${done}/tasks/keys.1/completion`, {})
    await post(office.rosalind, `/api/v1/cases/${closed}/tasks/visit.1/completion`, { outcome: 'occupied' })
    const { cases, counts, items } = (await post(office.dawn, `${MOVES}/dry-run?limit=10000`, { from: 1, to: 2, map: toInspection.map })).json()
    expect([cases, counts]).toEqual([259, { unaffected: 0, 'can-move': 1, 'needs-choice': 258, 'would-breach': 0, 'cannot-move': 0 }])
    expect(items.find(({ ref }: { ref: string }) => ref === done)).toMatchObject({ verdict: 'can-move', consequences: ['Moves the case to version 2'] })
    expect(items.find(({ ref }: { ref: string }) => ref === office.refs[9])).toMatchObject({ verdict: 'needs-choice', choices: [{ about: 'keys.1', step: 'keys', options: ['cancel'] }] })
    const only = (await post(office.dawn, `${MOVES}/dry-run?only=can-move`, { from: 1, to: 2, map: toInspection.map })).json()
    expect(only.items.map(({ ref }: { ref: string }) => ref)).toEqual([done])
    expect(await versionOf(office, done)).toBe(1)
  })

  test('is for a cohort: of some references, a team, opened before a day, the first so many', async () => {
    const office = await officeWith(6)
    await post(office.rosalind, `/api/v1/cases/${office.refs[2]}/owner`, { team: 'voids' })
    await post(office.rosalind, `/api/v1/cases/${office.refs[3]}/owner`, { person: office.landlord.colleague.id })
    const judged = async (cohort: object) => (await post(office.dawn, `${MOVES}/dry-run`, { from: 1, to: 2, ...toInspection, cohort })).json().items.map(({ ref }: { ref: string }) => ref).toSorted()
    expect(await judged({ refs: [office.refs[4]!.toLowerCase()] })).toEqual([office.refs[4]])
    expect(await judged({ team: 'voids' })).toEqual(office.refs.slice(2, 4))
    expect(await judged({ openedBefore: '2026-12-01' })).toEqual([])
    expect(await judged({ openedBefore: '2026-12-02' })).toHaveLength(6)
    expect(await judged({ first: 2 })).toEqual(office.refs.slice(0, 2))
  })

  test('is refused with what is wrong before any case is looked at, and for whoever does not design', async () => {
    const office = await officeWith(1)
    expect((await post(office.dawn, `${MOVES}/dry-run`, { from: 1, to: 2, map: { walk: 'inspect' } })).json()).toMatchObject({ status: 409, code: 'move-not-possible', fields: [{ path: 'map.walk', words: 'Version 1 has no step, clock or outcome walk.' }] })
    expect((await post(office.dawn, MOVES, { from: 1, to: 9, reason: 'x' })).json()).toMatchObject({ status: 404, detail: 'There is no version 9 of void-visit that a case could have.' })
    expect((await post(office.rosalind, `${MOVES}/dry-run`, { from: 1, to: 2 })).statusCode).toBe(403)
    expect((await post(office.rosalind, MOVES, { from: 1, to: 2, reason: 'x' })).statusCode).toBe(403)
  })
})

describe('a release', () => {
  test('moves its cohort in batches, each case decided anew; what cannot move is left and said why', async () => {
    const office = await officeWith(120)
    const [changed, ended] = office.refs as [string, string]
    const { id, cases } = (await post(office.dawn, MOVES, { from: 1, to: 2, ...toInspection, cohort: { first: 110 }, reason: 'New procedure' })).json()
    expect(cases).toBe(110)
    // Since then somebody ended a case, and moved another.
    await post(office.rosalind, `/api/v1/cases/${ended}/tasks/visit.1/completion`, { outcome: 'occupied' })
    await post(office.dawn, `/api/v1/cases/${changed}/version`, { version: 2, ...toInspection, reason: 'By hand' })
    expect(await moveSome(house.parts.casework, office.landlord.id)).toBe(50)
    expect((await office.dawn.get(`${MOVES}/${id}`)).json()).toMatchObject({ waiting: 60, moved: 48, left: 2, reason: 'New procedure', by: { name: 'Dawn Ellery' } })
    await moveAll(office)
    const after = (await office.dawn.get(`${MOVES}/${id}`)).json()
    expect([after.waiting, after.moved, after.left]).toEqual([0, 108, 2])
    expect(after.leftCases).toEqual([{ ref: changed, words: 'It has version 2 now.' }, { ref: ended, words: `Case ${ended} is closed.` }])
    expect([await versionOf(office, office.refs[60]!), await versionOf(office, office.refs[115]!)]).toEqual([2, 1])
    expect(await faultsOf(office)).toEqual([])
  })

  test('goes on where it was, and does nothing twice: many work at it at once', async () => {
    const office = await officeWith(130)
    const { id } = (await post(office.dawn, MOVES, { from: 1, to: 2, ...toInspection, reason: 'x' })).json()
    await Promise.all([1, 2, 3].map(() => moveAll(office)))
    expect((await office.dawn.get(`${MOVES}/${id}`)).json()).toMatchObject({ waiting: 0, moved: 130, left: 0 })
    const events = (await office.dawn.get(`/api/v1/cases/${office.refs[70]}/events`)).json().items.filter(({ type }: { type: string }) => type === 'case-moved')
    expect(events).toHaveLength(1)
  })

  test('has a way back for the cases that it moved, with what has to be chosen', async () => {
    const office = await officeWith(5)
    const { id } = (await post(office.dawn, MOVES, { from: 1, to: 2, ...toInspection, cohort: { first: 3 }, reason: 'x' })).json()
    await moveAll(office)
    const back = await post(office.dawn, `${MOVES}/${id}/way-back`, { choices: { keys: 'start' }, reason: 'It was too early' })
    expect([back.statusCode, back.json().cases]).toEqual([201, 3])
    await moveAll(office)
    const shown = (await office.dawn.get(`/api/v1/cases/${office.refs[1]}`)).json()
    expect([shown.caseType.version, shown.tasks.filter(({ state }: { state: string }) => state === 'live').map(({ id: task }: { id: string }) => task)]).toEqual([1, ['visit.1', 'keys.2']])
    expect((await office.dawn.get(MOVES)).json().items.map(({ wayBackOf, moved }: { wayBackOf: string; moved: number }) => [wayBackOf, moved])).toEqual([[id, 3], [null, 3]])
    expect(await faultsOf(office)).toEqual([])
  })

  test('has a dry run of its way back, which reports as that of the way there and changes nothing', async () => {
    const office = await officeWith(5)
    const { id } = (await post(office.dawn, MOVES, { from: 1, to: 2, ...toInspection, cohort: { first: 3 }, reason: 'x' })).json()
    await moveAll(office)
    const judged = async (body: object, query = '') => (await post(office.dawn, `${MOVES}/${id}/way-back/dry-run${query}`, body)).json()
    expect(await judged({})).toMatchObject({ cases: 3, counts: { 'needs-choice': 3, 'can-move': 0 }, items: expect.arrayContaining([expect.objectContaining({ ref: office.refs[0], verdict: 'needs-choice' })]) })
    expect(await judged({ choices: { keys: 'start' } }, '?only=can-move&limit=2')).toMatchObject({ cases: 3, counts: { 'can-move': 3 }, items: [{ verdict: 'can-move', consequences: expect.arrayContaining(['Moves the case to version 1']) }, { verdict: 'can-move' }] })
    expect([await versionOf(office, office.refs[0]!), (await office.dawn.get(MOVES)).json().items.length]).toEqual([2, 1])
    expect((await post(office.rosalind, `${MOVES}/${id}/way-back/dry-run`, {})).statusCode).toBe(403)
  })

  test('is stopped: what has not had its turn is left as it is, and is told so; it can be released again', async () => {
    const office = await officeWith(60)
    const { id } = (await post(office.dawn, MOVES, { from: 1, to: 2, ...toInspection, reason: 'x' })).json()
    expect(await moveSome(house.parts.casework, office.landlord.id)).toBe(50)
    expect((await post(office.rosalind, `${MOVES}/${id}/stop`, {})).statusCode).toBe(403)
    expect((await post(office.dawn, `${MOVES}/${id}/stop`, {})).json()).toEqual({ id, left: 10 })
    expect(await moveSome(house.parts.casework, office.landlord.id)).toBe(0)
    const after = (await office.dawn.get(`${MOVES}/${id}`)).json()
    expect(after).toMatchObject({ waiting: 0, moved: 50, left: 10, leftCases: expect.arrayContaining([{ ref: office.refs[59], words: 'The release was stopped before its turn.' }]) })
    expect((await post(office.dawn, `${MOVES}/${id}/stop`, {})).json()).toEqual({ id, left: 0 })
    expect((await post(office.dawn, `${MOVES}/019ac000-0000-7000-8000-000000000000/stop`, {})).statusCode).toBe(404)
    await post(office.dawn, MOVES, { from: 1, to: 2, ...toInspection, reason: 'Again' })
    await moveAll(office)
    expect([await versionOf(office, office.refs[59]!), await faultsOf(office)]).toEqual([2, []])
  })

  test('that is stopped while a batch of it is being moved moves that batch, and no more', async () => {
    const office = await officeWith(60)
    const { id } = (await post(office.dawn, MOVES, { from: 1, to: 2, ...toInspection, reason: 'x' })).json()
    const [moved, { left }] = await Promise.all([moveSome(house.parts.casework, office.landlord.id), post(office.dawn, `${MOVES}/${id}/stop`, {}).then((reply) => reply.json() as { left: number })])
    await moveAll(office)
    expect((await office.dawn.get(`${MOVES}/${id}`)).json()).toMatchObject({ waiting: 0, moved, left })
    expect(moved + left).toBe(60)
  })

  test('in which two steps became one has none, and says why', async () => {
    const office = await officeWith(1)
    const { id } = (await post(office.dawn, MOVES, { from: 1, to: 2, map: { visit: 'inspect', keys: 'inspect' }, reason: 'x' })).json()
    await moveAll(office)
    expect((await post(office.dawn, `${MOVES}/${id}/way-back`, { reason: 'x' })).json()).toMatchObject({ status: 409, code: 'move-not-possible', detail: 'There is no way back: visit and keys became inspect, so it cannot be said which it was.' })
  })

  test('keeps no other case waiting for one that breaks', async () => {
    const office = await officeWith(3)
    const { id } = (await post(office.dawn, MOVES, { from: 1, to: 2, ...toInspection, reason: 'x' })).json()
    await breakState(office.refs[1]!)
    await moveAll(office)
    const after = (await office.dawn.get(`${MOVES}/${id}`)).json()
    expect([after.moved, after.left, after.leftCases.map(({ ref }: { ref: string }) => ref)]).toEqual([2, 1, [office.refs[1]]])
  })
})

/** A calendar that its clock never started with. */
async function breakState(ref: string): Promise<void> {
  const owner = new Client({ connectionString: house.ownerUrl })
  await owner.connect()
  await owner.query(`update casement.case_record set state = replace(state::text, '"calendarVersion":1', '"calendarVersion":9')::json where ref = $1`, [ref])
  await owner.end()
}
