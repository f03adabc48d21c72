import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CaseRecord, Leave } from '../contract/contract.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'
import { voidVisit } from '../testing/void-visit.ts'
import { settleAllDue } from '../work/settle-all-due.ts'

/** A Monday. */
const NOW = '2026-11-16T10:00:00.000Z'

let house: TestApplication
let owner: Client
let landlord: BuiltLandlord
let rosalind: Visitor
let tariq: Visitor
let dawn: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  owner = new Client({ connectionString: house.ownerUrl })
  await owner.connect()
})

beforeEach(async () => {
  landlord = await house.buildLandlord({ frozenNow: NOW, caseTypes: [{ ...voidVisit, clocks: [] }] })
  ;[rosalind, tariq, dawn] = await Promise.all([landlord.officer, landlord.colleague, landlord.manager].map((who) => house.visit(landlord, who))) as [Visitor, Visitor, Visitor]
})

afterAll(async () => {
  await owner.end()
  await house.close()
})

async function away(visitor: Visitor, body: object): Promise<Leave> {
  const reply = await visitor.send('POST', '/api/v1/leave', { body })
  expect(reply.statusCode).toBe(201)
  return reply.json()
}

const week = () => ({ cover: landlord.colleague.id, firstDay: '2026-11-16', lastDay: '2026-11-20' })

async function open(): Promise<string> {
  return (await dawn.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } } })).json().ref
}

async function look(ref: string): Promise<CaseRecord> {
  return (await dawn.get(`/api/v1/cases/${ref}`)).json()
}

async function passTo(now: string): Promise<void> {
  await owner.query('update casement.landlord set frozen_now = $2 where id = $1', [landlord.id, now])
  await settleAllDue(house.parts.casework)
}

test('what would come to somebody who is away comes to the cover, and goes back at the end of the leave', async () => {
  const leave = await away(rosalind, week())
  expect(leave).toMatchObject({ person: { name: 'Rosalind Quill' }, cover: { name: 'Tariq Fennimore' }, state: 'now' })
  const ref = await open()
  expect(await look(ref)).toMatchObject({ owner: { id: landlord.colleague.id }, coversFor: { id: landlord.officer.id, name: 'Rosalind Quill' } })
  await passTo('2026-11-20T23:00:00.000Z')
  expect((await look(ref)).owner?.id).toBe(landlord.colleague.id)
  await passTo('2026-11-21T00:00:01.000Z')
  expect(await look(ref)).toMatchObject({ owner: { id: landlord.officer.id }, coversFor: null })
  const events = (await dawn.get(`/api/v1/cases/${ref}/events?limit=200`)).json().items.map(({ words }: { words: string }) => words)
  expect(events).toContain('Case given to Tariq Fennimore, who covers for Rosalind Quill.')
  expect(events).toContain('Case given back to Rosalind Quill: Back from leave.')
})

test('what somebody took or was given by hand meanwhile stays, and several processes hand back once', async () => {
  await away(rosalind, week())
  const [back, kept] = [await open(), await open()]
  const given = await dawn.send('POST', `/api/v1/cases/${kept}/owner`, { body: { person: landlord.manager.id }, headers: { 'if-match': '*' } })
  expect(given.statusCode).toBe(200)
  await owner.query('update casement.landlord set frozen_now = $2 where id = $1', [landlord.id, '2026-11-23T09:00:00.000Z'])
  await Promise.all([1, 2, 3].map(() => settleAllDue(house.parts.casework)))
  expect([(await look(back)).owner?.id, (await look(kept)).owner?.id]).toEqual([landlord.officer.id, landlord.manager.id])
  const handed = await inLandlord({ pool: house.parts.casework.pool, landlordId: landlord.id }, (tx) => tx.rows(`select 1 from casement.event_payload where landlord_id = $1 and (payload->>'handedBack')::boolean`, [landlord.id]))
  expect(handed).toHaveLength(1)
})

test('what is theirs already is in the cover’s list too while they are away, and says why', async () => {
  const ref = await open()
  const listed = async () => ((await tariq.get('/api/v1/work-lists/mine?view=needs-me')).json().items as { case: { ref: string }; task: { id: string }; why: string[] }[]).filter((item) => item.case.ref === ref && item.task.id === 'visit.1')
  expect(await listed()).toEqual([])
  const { id } = await away(rosalind, week())
  expect((await listed()).map(({ why }) => why)).toEqual([['You cover for Rosalind Quill']])
  expect((await rosalind.send('DELETE', `/api/v1/leave/${id}`)).statusCode).toBe(200)
  expect(await listed()).toEqual([])
})

test('a leave is changed, and ended: then work goes back at once', async () => {
  const { id } = await away(rosalind, week())
  const ref = await open()
  const changed = await rosalind.send('PUT', `/api/v1/leave/${id}`, { body: { ...week(), lastDay: '2026-11-27' } })
  expect(changed.json()).toMatchObject({ lastDay: '2026-11-27', state: 'now' })
  await passTo('2026-11-23T09:00:00.000Z')
  expect((await look(ref)).owner?.id).toBe(landlord.colleague.id)
  await rosalind.send('DELETE', `/api/v1/leave/${id}`)
  await settleAllDue(house.parts.casework)
  expect((await look(ref)).owner?.id).toBe(landlord.officer.id)
  expect((await rosalind.send('DELETE', `/api/v1/leave/${id}`)).json()).toMatchObject({ code: 'leave-ended' })
})

test('people record their own leave, and whoever oversees cases everybody’s', async () => {
  expect((await tariq.send('POST', '/api/v1/leave', { body: { person: landlord.officer.id, ...week() } })).statusCode).toBe(403)
  const { id } = await away(dawn, { person: landlord.officer.id, ...week() })
  expect((await tariq.send('DELETE', `/api/v1/leave/${id}`)).statusCode).toBe(403)
  expect((await tariq.get('/api/v1/leave')).json().items).toMatchObject([{ id, state: 'now' }])
  expect((await tariq.get('/api/v1/leave?team=voids')).json().items).toEqual([])
})

test('days that cannot be are refused, each with its field, and nothing is recorded', async () => {
  await away(tariq, { cover: landlord.manager.id, firstDay: '2026-12-01', lastDay: '2026-12-04' })
  const before = (await dawn.get('/api/v1/leave')).json()
  const refused = async (body: object) => {
    const reply = await rosalind.send('POST', '/api/v1/leave', { body })
    const { code, type, fields } = reply.json()
    return [reply.statusCode, code ?? type, fields?.[0]?.path]
  }
  expect(await refused({ ...week(), lastDay: '2026-11-15' })).toEqual([400, '/problems/request-invalid', 'lastDay'])
  expect(await refused({ ...week(), firstDay: '2026-11-09', lastDay: '2026-11-13' })).toEqual([422, 'leave-past', 'lastDay'])
  expect(await refused({ ...week(), cover: landlord.officer.id })).toEqual([422, 'cover-same-person', 'cover'])
  expect(await refused({ ...week(), cover: landlord.home })).toEqual([422, 'person-unknown', 'cover'])
  expect(await refused({ ...week(), firstDay: '2026-12-04', lastDay: '2026-12-11' })).toEqual([422, 'cover-away', 'cover'])
  expect((await dawn.get('/api/v1/leave')).json()).toEqual(before)
  await away(rosalind, week())
  expect(await refused({ ...week(), firstDay: '2026-11-20', lastDay: '2026-11-24' })).toEqual([422, 'leave-overlaps', 'firstDay'])
})
