import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reassignments } from '../contract/contract.ts'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import { saveStaff } from '../staff/save-staff.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'
import { verifyLandlord } from '../verify/verify-landlord.ts'
import { readLandlords } from '../work/landlords.ts'

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor
let dawn: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ frozenNow: '2026-11-16T10:00:00.000Z' })
  rosalind = await house.visit(landlord, landlord.officer)
  dawn = await house.visit(landlord, landlord.manager)
})

afterAll(() => house.close())

async function open(): Promise<{ ref: string; version: number }> {
  const reply = await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } } })
  expect([reply.statusCode, reply.body]).toEqual([201, expect.any(String)])
  return reply.json()
}

const act = async (ref: string, path: string, body: object = {}) => {
  const reply = await rosalind.send('POST', `/api/v1/cases/${ref}/${path}`, { body, headers: { 'if-match': '*' } })
  expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)])
}

type Asked = { case: string; task: string; version?: number }
const visitOf = (ref: string): Asked => ({ case: ref, task: 'visit.1' })
const toTariq = () => ({ person: landlord.colleague.id })

const send = (body: object, { query = '', headers = {} }: { query?: string; headers?: Record<string, string> } = {}) =>
  dawn.send('POST', `/api/v1/work-lists/reassignments${query}`, { body, headers })

async function give(tasks: Asked[], { to = toTariq(), ...how }: { to?: object; query?: string; headers?: Record<string, string> } = {}): Promise<Reassignments> {
  const reply = await send({ tasks, to, reason: 'Workload' }, how)
  expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)])
  return reply.json()
}

const caseOf = async (ref: string) => (await rosalind.get(`/api/v1/cases/${ref}`)).json()
const holderOf = async (ref: string, task = 'visit.1') => (await caseOf(ref)).tasks.find(({ id }: { id: string }) => id === task)?.assignee?.name

function readAs(statement: string, values: unknown[]): Promise<Record<string, unknown>[]> {
  return inLandlord({ pool: house.parts.casework.pool, landlordId: landlord.id }, (tx) => tx.rows(statement, values))
}

describe('many tasks given to somebody', () => {
  test('are theirs afterwards, with the reason in the log of each case and who had them', async () => {
    const [one, other] = [await open(), await open()]
    const answer = await give([visitOf(other.ref), { case: one.ref, task: 'keys.1' }, { ...visitOf(one.ref), version: one.version }])
    expect(answer).toMatchObject({ preview: false, done: 3, refused: 0 })
    expect(answer.items).toEqual([
      { ...visitOf(other.ref), result: 'done', name: 'Visit the home', version: other.version + 1, was: { kind: 'owner', name: 'The owner of the case' } },
      { case: one.ref, task: 'keys.1', result: 'done', name: 'Collect the keys', version: one.version + 2, was: { kind: 'team', id: 'voids', name: 'Voids' } },
      { ...visitOf(one.ref), result: 'done', name: 'Visit the home', version: one.version + 2, was: { kind: 'owner', name: 'The owner of the case' } },
    ])
    expect([await holderOf(one.ref), await holderOf(one.ref, 'keys.1'), await holderOf(other.ref)]).toEqual(['Tariq Fennimore', 'Tariq Fennimore', 'Tariq Fennimore'])
    const events = (await rosalind.get(`/api/v1/cases/${other.ref}/events?limit=200`)).json().items
    expect(events.at(-1)).toMatchObject({ type: 'task-assigned', actor: { name: 'Dawn Ellery' }, payload: { item: 'visit.1', reason: 'Workload' } })
  })

  test('can be given to a team, to a role, and back to whoever owns their case', async () => {
    const { ref } = await open()
    for (const [to, name] of [[{ team: 'voids' }, 'Voids'], [{ role: 'manager' }, 'Managers'], [{ owner: true }, 'Rosalind Quill']] as const) {
      expect((await give([visitOf(ref)], { to })).done).toBe(1)
      expect(await holderOf(ref)).toBe(name)
    }
  })

  test('move but for those that cannot, and the answer says which and why', async () => {
    const [fine, ended, closed, stale, theirs] = [await open(), await open(), await open(), await open(), await open()]
    await act(ended.ref, 'tasks/visit.1/completion', { outcome: 'empty' })
    await act(closed.ref, 'cancellation', { reason: 'Opened twice' })
    await act(stale.ref, 'notes', { text: 'Called.' })
    await act(theirs.ref, 'tasks/visit.1/assignment', toTariq())
    const before = await Promise.all([ended, closed, stale, theirs].map(({ ref }) => caseOf(ref)))
    const { done, refused, items } = await give([
      visitOf(ended.ref), visitOf(closed.ref), { ...visitOf(stale.ref), version: stale.version }, visitOf(theirs.ref),
      { case: fine.ref, task: 'visit.9' }, { case: 'VV-26-99999', task: 'visit.1' }, visitOf(fine.ref), visitOf(fine.ref),
    ])
    expect([done, refused]).toEqual([1, 7])
    expect(items.map(({ case: ref, result, code }) => [ref, result, code])).toEqual([
      [ended.ref, 'refused', 'task-ended'], [closed.ref, 'refused', 'case-cancelled'], [stale.ref, 'refused', 'case-changed'], [theirs.ref, 'refused', 'already-assigned'],
      [fine.ref, 'refused', 'task-unknown'], ['VV-26-99999', 'refused', 'not-found'], [fine.ref, 'done', undefined], [fine.ref, 'refused', 'already-assigned'],
    ])
    expect(items[0]).toMatchObject({ name: 'Visit the home', words: 'Visit the home has ended: it was completed.' })
    expect(items[1]?.remedy).toContain('Reopen it first')
    expect(await holderOf(fine.ref)).toBe('Tariq Fennimore')
    expect(await Promise.all([ended, closed, stale, theirs].map(({ ref }) => caseOf(ref)))).toEqual(before)
  })

  test('stay as they are where they follow the owner and go to the owner', async () => {
    const { ref } = await open()
    const { items } = await give([visitOf(ref)], { to: { person: landlord.officer.id } })
    expect(items[0]).toMatchObject({ result: 'refused', code: 'already-assigned', words: 'Visit the home is theirs already.' })
  })

  test('are told to whoever gets them, and each change is on the audit', async () => {
    const { ref } = await open()
    await give([visitOf(ref)])
    const pool = house.parts.casework.pool
    const rows = await readAs(`select a.action, a.actor_id from casement.audit a join casement.case_record c on c.landlord_id = a.landlord_id and c.id = a.case_id where c.ref = $1 order by a.at desc, a.id desc limit 1`, [ref])
    expect(rows).toEqual([{ action: 'reassign-task', actor_id: landlord.manager.id }])
    const notices = await readAs(`select payload->>'what' as what, payload->'to'->>'id' as person from casement.outbox where payload->>'ref' = $1`, [ref])
    expect(notices).toContainEqual({ what: 'task-given', person: landlord.colleague.id })
    for (const known of await readLandlords(pool)) expect((await verifyLandlord(pool, known)).faults).toEqual([])
  })
})

describe('a preview', () => {
  test('says what would become of each, and changes nothing', async () => {
    const [fine, ended] = [await open(), await open()]
    await act(ended.ref, 'tasks/visit.1/completion', { outcome: 'empty' })
    const before = [await caseOf(fine.ref), await caseOf(ended.ref)]
    const answer = await give([visitOf(fine.ref), visitOf(ended.ref)], { query: '?preview=true', headers: { 'idempotency-key': 'bulk-preview' } })
    expect(answer).toMatchObject({ preview: true, done: 1, refused: 1, items: [{ result: 'done', consequences: ['Gives Visit the home to someone else'] }, { result: 'refused', code: 'task-ended' }] })
    expect([await caseOf(fine.ref), await caseOf(ended.ref)]).toEqual(before)
    expect((await give([visitOf(fine.ref)], { headers: { 'idempotency-key': 'bulk-preview' } })).done).toBe(1)
  })
})

describe('an Idempotency-Key', () => {
  test('gives the same answer again, and nothing happens twice', async () => {
    const [fine, stale] = [await open(), await open()]
    const tasks = [visitOf(fine.ref), { ...visitOf(stale.ref), version: 1 }]
    const headers = { 'idempotency-key': 'bulk-1' }
    const first = await give(tasks, { headers })
    const { version } = await caseOf(fine.ref)
    await act(fine.ref, 'tasks/visit.1/assignment', { owner: true })
    expect(await give(tasks, { headers })).toEqual(first)
    expect((await caseOf(fine.ref)).version).toBe(version + 1)
    const other = await send({ tasks: [visitOf(stale.ref)], to: toTariq(), reason: 'Workload' }, { headers })
    expect([other.statusCode, other.json().type]).toEqual([422, '/problems/key-used-for-another-request'])
  })

  test('gives the same answer though whoever got the tasks has left since', async () => {
    const { ref } = await open()
    const leaver = { id: newId(), name: 'Maud Lessing', email: 'm.lessing@larkmere.example', role: 'officer' as const }
    const asLandlord = (work: (tx: LandlordTransaction) => Promise<unknown>) => inLandlord({ pool: house.parts.casework.pool, landlordId: landlord.id }, work)
    await asLandlord((tx) => saveStaff(tx, [leaver]))
    const how = { to: { person: leaver.id }, headers: { 'idempotency-key': 'bulk-leaver' } }
    const first = await give([visitOf(ref)], how)
    await asLandlord((tx) => tx.change('update casement.staff set left_at = now() where landlord_id = $1 and id = $2', [tx.landlordId, leaver.id]))
    expect(await give([visitOf(ref)], how)).toEqual(first)
    expect((await send({ tasks: [visitOf(ref)], to: how.to, reason: 'Workload' })).json().code).toBe('person-unknown')
  })

  test('sent twice at once counts once', async () => {
    const { ref } = await open()
    const headers = { 'idempotency-key': 'bulk-2' }
    const body = { tasks: [visitOf(ref)], to: toTariq(), reason: 'Workload' }
    const statuses = (await Promise.all([send(body, { headers }), send(body, { headers })])).map(({ statusCode }) => statusCode)
    expect(statuses.toSorted()[0]).toBe(200)
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true)
    const events = (await rosalind.get(`/api/v1/cases/${ref}/events?limit=200`)).json().items
    expect(events.filter(({ type }: { type: string }) => type === 'task-assigned')).toHaveLength(1)
  })
})

describe('a request that is wrong', () => {
  test.each([
    [{ tasks: [] }, 'tasks'],
    [{ tasks: [{ case: 'VV-26-00001' }] }, 'tasks.0.task'],
    [{ tasks: Array.from({ length: 201 }, () => ({ case: 'VV-26-00001', task: 'visit.1' })) }, 'tasks'],
    [{ to: {} }, 'to'],
    [{ to: { person: 'x', team: 'voids' } }, 'to'],
    [{ to: { owner: false } }, 'to.owner'],
    [{ reason: ' ' }, 'reason'],
    [{ reason: undefined }, 'reason'],
    [{ hurry: true }, 'hurry'],
  ])('as %.60j is refused, and the place named', async (wrong, path) => {
    const reply = await send({ tasks: [{ case: 'VV-26-00001', task: 'visit.1' }], to: { team: 'voids' }, reason: 'Workload', ...wrong })
    expect([reply.statusCode, reply.json().fields[0].path]).toEqual([400, path])
  })

  test.each([
    [{ person: '01890000-0000-7000-8000-000000000000' }, 'to.person'],
    [{ person: 'nobody' }, 'to.person'],
    [{ team: 'ghosts' }, 'to.team'],
    [{ role: 'king' }, 'to.role'],
  ])('because nobody is %j is refused as a whole, and nothing moves', async (to, path) => {
    const { ref, version } = await open()
    const reply = await send({ tasks: [visitOf(ref)], to, reason: 'Workload' })
    expect([reply.statusCode, reply.json().fields[0].path]).toEqual([422, path])
    expect((await caseOf(ref)).version).toBe(version)
  })

  test('reaches no case of another landlord', async () => {
    const { ref, version } = await open()
    const other = await house.buildLandlord()
    const stranger = await house.visit(other, other.manager)
    const reply = await stranger.send('POST', '/api/v1/work-lists/reassignments', { body: { tasks: [visitOf(ref)], to: { team: 'voids' }, reason: 'Workload' } })
    expect(reply.json().items).toEqual([{ ...visitOf(ref), result: 'refused', code: 'not-found', words: 'It does not exist, or it is not yours to see.' }])
    expect((await caseOf(ref)).version).toBe(version)
  })
})
