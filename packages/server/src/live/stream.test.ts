import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../app.ts'
import { runCommandsWithin } from '../cases/run-commands.ts'
import { freezeClock } from '../clock/freeze-clock.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { type FollowedHouse, addNote, changeOf, openFollowedHouse, openVoidVisit, positionsOf } from '../testing/followed-house.ts'
import type { Following } from '../testing/follow-stream.ts'
import type { Visitor } from '../testing/test-application.ts'
import { EventStream } from './event-stream.ts'
import { LiveFeed } from './live-feed.ts'

let house: FollowedHouse
let rosalind: Visitor

beforeAll(async () => {
  house = await openFollowedHouse()
  rosalind = await house.visit(house.landlord, house.landlord.officer)
  for (const staff of [house.landlord.colleague, house.landlord.manager]) await house.visit(house.landlord, staff)
})

afterEach(() => house.leaveAll())
afterAll(() => house.close())

const openCase = () => openVoidVisit(rosalind, house.landlord)

test('a message says which case changed, how, whose work it touches, and no more', async () => {
  const tariq = await house.follow(house.landlord.colleague)
  expect(tariq.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(tariq.response.headers.get('cache-control')).toBe('no-store, no-transform')
  expect(tariq.response.headers.get('x-accel-buffering')).toBe('no')
  expect(tariq.text()).toMatch(/^retry: \d+\n\n/)
  const ref = await openCase()
  const opened = await tariq.next(changeOf(ref))
  const version = await addNote(rosalind, ref, 'The tenant has a heart condition')
  const noted = await tariq.next(changeOf(ref, version))
  expect(opened.data['kinds']).toEqual(expect.arrayContaining(['case-opened', 'item-started']))
  expect(noted.data).toEqual({ ref, version, kinds: ['note-added'], holders: expect.any(Array) })
  expect((noted.data['holders'] as string[]).toSorted()).toEqual([`person:${house.landlord.officer.id}`, 'team:voids'])
  expect(tariq.text()).not.toMatch(/heart|Okafor|Wharf/)
})

test('whoever had a task hears that it was taken from them', async () => {
  const ref = await openCase()
  const tariq = await house.follow(house.landlord.colleague)
  await rosalind.send('POST', `/api/v1/cases/${ref}/owner`, { body: { person: house.landlord.manager.id }, headers: { 'if-match': '*' } })
  const given = await tariq.next(({ data }) => data['ref'] === ref && (data['kinds'] as string[]).includes('owner-assigned') && !(data['kinds'] as string[]).includes('case-opened'))
  expect(given.data['holders']).toEqual(expect.arrayContaining([`person:${house.landlord.officer.id}`, `person:${house.landlord.manager.id}`]))
})

test('what time does is told as well', async () => {
  const other = await house.buildLandlord({ frozenNow: '2026-11-16T10:00:00.000Z' })
  const visitor = await house.visit(other, other.officer)
  const ref = await openVoidVisit(visitor, other)
  const officer = await house.follow(other.officer)
  await house.owner.query('update casement.landlord set frozen_now = $1 where id <> $2', ['2026-11-16T10:00:00.000Z', other.id])
  await freezeClock(house.parts.casework, '2026-11-19T10:00:00.000Z')
  const changed = await officer.next(({ data }) => data['ref'] === ref && (data['kinds'] as string[]).includes('clock-due'))
  expect(changed.data['kinds']).toContain('clock-escalated')
  await house.owner.query('update casement.landlord set frozen_now = null')
})

test('history that is imported is no news', async () => {
  const ref = await openCase()
  const tariq = await house.follow(house.landlord.colleague)
  const { casework } = house.parts
  const command = { type: 'add-note', text: 'from the old system' } as const
  await inLandlord({ pool: casework.pool, landlordId: house.landlord.id }, (tx) => runCommandsWithin(tx, { casework, request: { landlordId: house.landlord.id, histories: [{ ref, steps: [{ actor: { kind: 'import', id: 'x' }, command }] }], muted: true } }))
  const version = await addNote(rosalind, ref)
  await tariq.next(changeOf(ref, version))
  expect(tariq.messages.some(changeOf(ref, version - 1))).toBe(false)
})

describe('a reader', () => {
  test('resumes where they were, without a gap and without a repetition', async () => {
    const first = await house.follow(house.landlord.colleague)
    const ref = await openCase()
    const { id = '' } = await first.next(changeOf(ref))
    await house.leaveAll()
    const versions = [await addNote(rosalind, ref), await addNote(rosalind, ref), await addNote(rosalind, ref)]
    const second = await house.follow(house.landlord.colleague, { after: id })
    const { id: reached } = await second.next(changeOf(ref, versions.at(-1)))
    expect(second.messages.filter(changeOf(ref)).map(({ data }) => data['version'])).toEqual(versions)
    expect(positionsOf(second)).toEqual([1, 2, 3].map((more) => Number(id) + more))
    const third = await house.follow(house.landlord.colleague, { query: `?after=${reached}` })
    await third.next(changeOf(ref, await addNote(rosalind, ref)))
    expect(positionsOf(third)).toEqual([Number(id) + 4])
  })

  test('who is new hears what was committed while their page was being read', async () => {
    const ref = await openCase()
    const watching = await house.follow(house.landlord.colleague)
    const version = await addNote(rosalind, ref)
    await watching.next(changeOf(ref, version))
    const late = await house.follow(house.landlord.manager)
    await late.next(changeOf(ref, version))
    expect(positionsOf(late)).toEqual(positionsOf(late).toSorted((a, b) => a - b))
  })

  test('misses nothing that commits late: it comes after what was told meanwhile', async () => {
    const [held, quick] = [await openCase(), await openCase()]
    const reader = await house.follow(house.landlord.colleague)
    await reader.next(changeOf(quick))
    const transaction = await holdNote(held)
    await addNote(rosalind, quick)
    const last = await reader.next(changeOf(quick, await addNote(rosalind, quick)))
    await house.leaveAll()
    const version = await transaction.commit()
    expect(reader.messages.some(changeOf(held, version))).toBe(false)
    const resumed = await house.follow(house.landlord.colleague, { after: last.id })
    const late = await resumed.next(changeOf(held, version))
    expect(Number(late.id)).toBe(Number(last.id) + 1)
  })

  test('is told to read everything anew when what they missed is of another database, too much, or no longer kept', async () => {
    const ref = await openCase()
    const { id } = await (await house.follow(house.landlord.colleague)).next(changeOf(ref))
    const ahead = await house.follow(house.landlord.colleague, { after: String(Number(id) + 5000) })
    expect(ahead.messages.map(({ kind }) => kind).slice(0, 2)).toEqual(['reset', 'ready'])
    await house.owner.query('update casement.change_feed set position = position + 2000 where landlord_id = $1', [house.landlord.id])
    const tooMuch = await house.follow(house.landlord.colleague, { after: id })
    expect(tooMuch.messages[0]?.kind).toBe('reset')
    const next = await tooMuch.next(changeOf(ref, await addNote(rosalind, ref)))
    expect(positionsOf(tooMuch)).toEqual([Number(next.id)])
    await house.owner.query('delete from casement.case_change where landlord_id = $1', [house.landlord.id])
    const gone = await house.follow(house.landlord.colleague, { after: String(Number(next.id) - 1) })
    expect(gone.messages[0]?.kind).toBe('reset')
  })

  test.each(['x', '-1', '1.5', '9'.repeat(16)])('is refused with the id %s', async (after) => {
    const reply = await fetch(`${house.address}/api/v1/stream`, { headers: { cookie: await house.signIn(house.landlord.colleague), 'last-event-id': after } })
    expect(reply.status).toBe(400)
    expect(await reply.json()).toMatchObject({ type: '/problems/request-invalid', fields: [{ path: 'after' }] })
  })

  test('of another landlord hears nothing of this one', async () => {
    const other = await house.buildLandlord()
    const theirs = await house.visit(other, other.officer)
    const [ours, stranger] = [await house.follow(house.landlord.colleague), await house.follow(other.officer)]
    const [ref, theirRef] = [await openCase(), await openVoidVisit(theirs, other)]
    await ours.next(changeOf(ref, await addNote(rosalind, ref)))
    await stranger.next(changeOf(theirRef, await addNote(theirs, theirRef)))
    // Both landlords number their cases from 1; whose work it touches tells them apart.
    expect(stranger.text()).not.toContain(house.landlord.officer.id)
    expect(ours.text()).not.toContain(other.officer.id)
    expect(positionsOf(stranger)).toEqual([1, 2])
  })
})

test('every change has one position, in order of commits, whoever numbers and however many do', async () => {
  const second = await buildApp({ parts: house.parts, settings: { logLevel: 'silent', publicUrl: undefined } })
  const at = await second.listen({ port: 0, host: '127.0.0.1' })
  const refs = await Promise.all([1, 2, 3, 4].map(() => openCase()))
  const [one, two] = [await house.follow(house.landlord.colleague), await house.follow(house.landlord.manager, { at })]
  const last = new Map<string, number>()
  for (let round = 0; round < 5; round++) await Promise.all(refs.map(async (ref) => last.set(ref, await addNote(rosalind, ref))))
  for (const [ref, version] of last) await Promise.all([one.next(changeOf(ref, version)), two.next(changeOf(ref, version))])
  const told = ({ messages }: Following) => messages.filter(({ data }) => Number(data['version']) > 0 && refs.includes(String(data['ref'])) && !(data['kinds'] as string[]).includes('case-opened')).map(({ id, data }) => [id, data['ref'], data['version']])
  expect(told(one).length).toBe(20)
  expect(told(two)).toEqual(told(one))
  expect(positionsOf(one)).toEqual(positionsOf(one).map((_, index) => (positionsOf(one)[0] ?? 0) + index))
  for (const ref of refs) expect(one.messages.filter(changeOf(ref)).map(({ data }) => Number(data['version']))).toEqual(one.messages.filter(changeOf(ref)).map(({ data }) => Number(data['version'])).toSorted((a, b) => a - b))
  await house.leaveAll()
  second.server.closeAllConnections()
  await second.close()
})

test('whoever opens a stream while the feed is being looked at keeps it', async () => {
  const { id: landlordId, colleague } = house.landlord
  const tokens = await Promise.all([1, 2].map(async () => house.parts.signIn.tokenOf({ headers: { cookie: await house.signIn(colleague) } }) ?? ''))
  const feed = new LiveFeed({ pool: house.parts.casework.pool, log: house.app.log })
  const join = (token: string) => {
    const stream = new EventStream()
    feed.join({ landlordId, staffId: colleague.id, role: 'officer', token, stream, position: undefined })
    return stream.body.setEncoding('utf8')
  }
  await house.owner.query('begin; lock table sign_in."session" in access exclusive mode')
  const bodies = tokens.map(join)
  await house.owner.query('commit')
  for (const body of bodies) while (!String((await once(body, 'data'))[0]).includes('event: ready'));
  expect(feed.size).toBe(2)
  await feed.endAll()
})

test('HEAD is answered at once, and nobody follows without a session', async () => {
  const head = await fetch(`${house.address}/api/v1/stream`, { method: 'HEAD', headers: { cookie: await house.signIn(house.landlord.colleague) } })
  expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
  expect((await fetch(`${house.address}/api/v1/stream`)).status).toBe(401)
})

/** A note with all that it will ever write, whose transaction stays open until it is told to commit. */
async function holdNote(ref: string): Promise<{ commit(): Promise<number> }> {
  const { casework } = house.parts
  const [written, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const actor = { kind: 'person', id: house.landlord.officer.id, roles: ['officer'] } as const
  const done = inLandlord({ pool: casework.pool, landlordId: house.landlord.id }, async (tx) => {
    const [result] = await runCommandsWithin(tx, { casework, request: { landlordId: house.landlord.id, histories: [{ ref, steps: [{ actor: { ...actor, roles: [...actor.roles] }, command: { type: 'add-note', text: 'late' } }] }] } })
    written.resolve()
    await released.promise
    return result?.kind === 'done' ? result.state.version : 0
  })
  await written.promise
  return {
    commit: () => {
      released.resolve()
      return done
    },
  }
}
