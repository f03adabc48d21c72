import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../app.ts'
import { type FollowedHouse, openFollowedHouse, openVoidVisit } from '../testing/followed-house.ts'
import type { Message } from '../testing/follow-stream.ts'
import type { Visitor } from '../testing/test-application.ts'
import { purgeExpired } from '../work/purge-expired.ts'

let house: FollowedHouse
let rosalind: Visitor
let tariq: Visitor
let ref: string

beforeAll(async () => {
  house = await openFollowedHouse()
  rosalind = await house.visit(house.landlord, house.landlord.officer)
  tariq = await house.visit(house.landlord, house.landlord.colleague)
})

afterEach(() => house.leaveAll())
afterAll(() => house.close())

const opens = async (visitor: Visitor, tab: string, body?: object) => {
  const reply = await visitor.send('PUT', `/api/v1/cases/${ref}/presence/${tab}`, { body })
  expect(reply.statusCode).toBe(200)
  return reply.json().people
}
const leaves = (visitor: Visitor, tab: string) => visitor.send('DELETE', `/api/v1/cases/${ref}/presence/${tab}`)
const told = (people: unknown[]) => ({ kind, data }: Message) => kind === 'presence' && data['ref'] === ref && JSON.stringify(data['people']) === JSON.stringify(people)
const person = () => ({ id: house.landlord.colleague.id, name: 'Tariq Fennimore' })

test('the second to open a case learns at once who has it open, and what they are doing', async () => {
  ref = await openVoidVisit(rosalind, house.landlord)
  expect(await opens(tariq, 'a')).toEqual([])
  expect(await opens(rosalind, 'b')).toEqual([{ person: person(), editing: false, task: null }])
  await opens(tariq, 'a', { editing: true, task: 'visit.1' })
  expect(await opens(rosalind, 'b')).toEqual([{ person: person(), editing: true, task: 'visit.1' }])
})

test('the first is told in their stream, at whichever process the second is, and when they leave', async () => {
  ref = await openVoidVisit(rosalind, house.landlord)
  const second = await buildApp({ parts: house.parts, settings: { logLevel: 'silent', publicUrl: undefined } })
  const at = await second.listen({ port: 0, host: '127.0.0.1' })
  const stream = await house.follow(house.landlord.officer, { at })
  await opens(rosalind, 'b')
  await opens(tariq, 'a')
  await stream.next(told([{ person: person(), editing: false, task: null }]))
  await opens(tariq, 'a2', { editing: true, task: 'visit.1' })
  await stream.next(told([{ person: person(), editing: true, task: 'visit.1' }]))
  await leaves(tariq, 'a2')
  await leaves(tariq, 'a')
  await stream.next(told([]))
  expect(stream.messages.filter(({ kind }) => kind === 'presence').length).toBeGreaterThanOrEqual(3)
  await house.leaveAll()
  second.server.closeAllConnections()
  await second.close()
})

test('nobody is told of a case that they have not open', async () => {
  ref = await openVoidVisit(rosalind, house.landlord)
  const [officer, colleague] = [await house.follow(house.landlord.officer), await house.follow(house.landlord.colleague)]
  await opens(tariq, 'a')
  const other = ref
  ref = await openVoidVisit(rosalind, house.landlord)
  await opens(rosalind, 'b')
  await opens(tariq, 'c')
  await officer.next(told([{ person: person(), editing: false, task: null }]))
  await colleague.next(({ kind }) => kind === 'presence')
  expect(officer.text()).not.toContain(`"ref":"${other}","people"`)
})

test('who went without a word counts as gone, and is forgotten', async () => {
  ref = await openVoidVisit(rosalind, house.landlord)
  await opens(tariq, 'a')
  const stream = await house.follow(house.landlord.officer)
  await opens(rosalind, 'b')
  await stream.next(told([{ person: person(), editing: false, task: null }]))
  await house.owner.query(`update casement.case_presence set seen_at = seen_at - interval '91 seconds' where staff_id = $1`, [house.landlord.colleague.id])
  await stream.next(told([]))
  await purgeExpired(house.parts.casework)
  expect((await house.owner.query('select staff_id from casement.case_presence where staff_id = $1', [house.landlord.colleague.id])).rows).toEqual([])
})

test('changes are kept for a day', async () => {
  ref = await openVoidVisit(rosalind, house.landlord)
  const count = async () => Number((await house.owner.query('select count(*) as n from casement.case_change c join casement.case_record r on r.id = c.case_id where r.ref = $1', [ref])).rows[0].n)
  await purgeExpired(house.parts.casework)
  expect(await count()).toBe(1)
  await house.owner.query(`update casement.case_change set at = at - interval '25 hours'`)
  await purgeExpired(house.parts.casework)
  expect(await count()).toBe(0)
})
