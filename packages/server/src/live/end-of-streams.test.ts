import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../app.ts'
import { type FollowedHouse, addNote, changeOf, openFollowedHouse, openVoidVisit } from '../testing/followed-house.ts'
import { followStream } from '../testing/follow-stream.ts'
import type { Visitor } from '../testing/test-application.ts'
import { EventStream } from './event-stream.ts'

let house: FollowedHouse
let rosalind: Visitor
let ref: string

beforeAll(async () => {
  house = await openFollowedHouse()
  rosalind = await house.visit(house.landlord, house.landlord.officer)
  for (const staff of [house.landlord.colleague, house.landlord.manager]) await house.visit(house.landlord, staff)
  ref = await openVoidVisit(rosalind, house.landlord)
})

afterEach(() => house.leaveAll())
afterAll(() => house.close())

test('a stream ends when its reader signs out, and no other does', async () => {
  const cookie = await house.signIn(house.landlord.colleague)
  const [leaving, staying] = [await house.follow(house.landlord.colleague, { cookie }), await house.follow(house.landlord.colleague)]
  await fetch(`${house.address}/api/auth/sign-out`, { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: '{}' })
  await leaving.ended
  expect((await fetch(`${house.address}/api/v1/stream`, { headers: { cookie } })).status).toBe(401)
  const version = await addNote(rosalind, ref)
  await staying.next(changeOf(ref, version))
  expect(leaving.messages.some(changeOf(ref, version))).toBe(false)
})

test.each([
  ['leaves', 'update casement.staff set left_at = now() where id = $1', 'update casement.staff set left_at = null where id = $1'],
  ['is banned', 'update sign_in.membership set banned_at = now() where staff_id = $1', 'update sign_in.membership set banned_at = null where staff_id = $1'],
  ['has another role', `update casement.staff set role = 'manager' where id = $1`, `update casement.staff set role = 'officer' where id = $1`],
])('a stream ends when its reader %s, before anything more is told', async (_, take, giveBack) => {
  const following = await house.follow(house.landlord.colleague)
  await house.owner.query(take, [house.landlord.colleague.id])
  const version = await addNote(rosalind, ref)
  await following.ended
  expect(following.messages.some(changeOf(ref, version))).toBe(false)
  await house.owner.query(giveBack, [house.landlord.colleague.id])
})

test('a stream ends with its session', async () => {
  const cookie = await house.signIn(house.landlord.colleague)
  const following = await house.follow(house.landlord.colleague, { cookie })
  const token = decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)).split('.')[0]
  await house.owner.query('update sign_in."session" set "expiresAt" = now() where "token" = $1', [token])
  await following.ended
  expect(following.messages.at(-1)?.kind).not.toBe('reset')
})

test('a stream outlives a fault of the database, and tells afterwards what happened meanwhile', async () => {
  const following = await house.follow(house.landlord.colleague)
  await house.owner.query('alter table casement.case_presence rename to away')
  const version = await addNote(rosalind, ref)
  const other = await followStream(`${house.address}/api/v1/stream`, { cookie: await house.signIn(house.landlord.manager) })
  await house.owner.query('alter table casement.away rename to case_presence')
  await following.next(changeOf(ref, version))
  await other.next(changeOf(ref, version))
  expect(following.messages.filter(changeOf(ref, version)).length).toBe(1)
  other.close()
})

test('an application that stops ends its streams and waits for nobody', async () => {
  const second = await buildApp({ parts: house.parts, settings: { logLevel: 'silent', publicUrl: undefined } })
  const following = await house.follow(house.landlord.colleague, { at: await second.listen({ port: 0, host: '127.0.0.1' }) })
  const closed = second.close()
  await following.ended
  // What fetch opened ahead and never used.
  second.server.closeAllConnections()
  await closed
  expect(following.messages.map(({ kind }) => kind)).toContain('ready')
})

test('a person has at most twelve streams; when one closes there is room again', async () => {
  const cookie = await house.signIn(house.landlord.manager)
  for (let count = 0; count < 12; count++) await house.follow(house.landlord.manager, { cookie })
  const more = await fetch(`${house.address}/api/v1/stream`, { headers: { cookie } })
  expect([more.status, await more.json()]).toEqual([429, expect.objectContaining({ remedy: 'Close one of them first.' })])
  await house.follow(house.landlord.colleague)
  await house.leaveAll()
  while (!/^casement_streams 0$/m.test((await house.stranger.get('/metrics')).body)) await new Promise(setImmediate)
  await house.follow(house.landlord.manager, { cookie })
})

test('a reader who does not keep up is cut off, and no other is', async () => {
  const streams: EventStream[] = []
  const server = createServer((_request, reply) => {
    const stream = new EventStream()
    stream.body.once('close', () => reply.destroy()).pipe(reply)
    streams.push(stream)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const slow = connect(port, '127.0.0.1').pause()
  slow.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await once(server, 'request')
  const quick = await followStream(`http://127.0.0.1:${port}/`, {})
  const change = { ref: 'VV-26-00001', version: 1, kinds: ['x'.repeat(8000)], holders: [] }
  for (let position = 1; position < 10_000 && !streams[0]?.body.destroyed; position++) {
    streams[0]?.send('case-changed', change, position)
    await new Promise(setImmediate)
  }
  expect(streams[0]?.body.destroyed).toBe(true)
  streams[1]?.send('case-changed', change, 1)
  await quick.next(({ id }) => id === '1')
  expect(streams[1]?.body.destroyed).toBe(false)
  slow.destroy()
  quick.close()
  server.closeAllConnections()
  server.close()
})
