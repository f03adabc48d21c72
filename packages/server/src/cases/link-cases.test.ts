import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'
import { emptyOutbox } from '../work/outbox.ts'

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord()
  rosalind = await house.visit(landlord, landlord.officer)
})

afterAll(() => house.close())

async function open(visitor = rosalind, { home } = landlord): Promise<string> {
  const opened = await visitor.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: home } } })
  return opened.json().ref
}

const read = async (ref: string) => (await rosalind.get(`/api/v1/cases/${ref}`)).json()
const ask = (path: string, body: object, headers: Record<string, string> = { 'if-match': '*' }) => rosalind.send('POST', `/api/v1/cases/${path}`, { body, headers })
const typesOf = async (ref: string) => (await rosalind.get(`/api/v1/cases/${ref}/events`)).json().items.map(({ type }: { type: string }) => type)

describe('a link between two cases', () => {
  test('is shown from both sides, with what the other is and how it stands, and is taken away from both', async () => {
    const [one, other] = [await open(), await open()]
    expect((await ask(`${one}/links`, { link: 'caused-by', case: other.toLowerCase(), reason: 'The same leak' })).statusCode).toBe(200)
    expect((await read(one)).links).toEqual([{ link: 'caused-by', way: 'to', words: 'is caused by', ref: other, caseType: { id: 'void-visit', name: 'Void visit' }, title: expect.stringContaining('Wharf Street'), status: 'open', reason: 'The same leak' }])
    expect((await read(other)).links).toMatchObject([{ link: 'caused-by', way: 'from', words: 'caused', ref: one }])
    expect((await ask(`${other}/unlinking`, { link: 'caused-by', way: 'from', case: one, reason: 'Another leak' })).statusCode).toBe(200)
    expect([(await read(one)).links, (await read(other)).links]).toEqual([[], []])
  })

  test('previews in words and writes nothing', async () => {
    const [one, other] = [await open(), await open()]
    const preview = await ask(`${one}/links?preview=true`, { link: 'blocks', case: other, reason: 'why' })
    expect(preview.json().consequences).toEqual([`Links the case: it blocks ${other}`])
    expect((await read(one)).links).toEqual([])
  })

  test('is refused whole: with itself, with no case, twice, of an older version, or with a case of another landlord', async () => {
    const [one, other] = [await open(), await open()]
    const link = { link: 'follows', case: other, reason: 'why' }
    expect((await ask(`${one}/links`, { ...link, case: one })).json()).toMatchObject({ status: 422, code: 'same-case' })
    expect((await ask(`${one}/links`, { ...link, case: 'VV-26-99999' })).json()).toMatchObject({ status: 422, code: 'case-unknown' })
    expect((await ask(`${one}/links`, link, { 'if-match': '"1"' })).statusCode).toBe(412)
    await ask(`${one}/links`, link)
    const before = await read(other)
    expect((await ask(`${one}/links`, link)).json()).toMatchObject({ status: 409, code: 'already-linked' })
    expect((await ask(`${one}/links`, { ...link, way: 'from' })).json()).toMatchObject({ code: 'already-linked' })
    expect(await read(other)).toEqual(before)
    const elsewhere = await house.buildLandlord({ frozenNow: '2027-01-04T10:00:00.000Z' })
    const theirs = await open(await house.visit(elsewhere, elsewhere.officer), elsewhere)
    expect((await ask(`${one}/links`, { ...link, case: theirs })).json()).toMatchObject({ status: 422, code: 'case-unknown' })
    expect((await ask(`${one}/merger`, { into: theirs, reason: 'why' })).json()).toMatchObject({ status: 422, code: 'case-unknown' })
  })

  test('sent again under its key does nothing twice', async () => {
    const [one, other] = [await open(), await open()]
    const send = () => ask(`${one}/links`, { link: 'part-of', case: other, reason: 'why' }, { 'if-match': '*', 'idempotency-key': `link-${one}` })
    const first = await send()
    expect((await send()).json()).toEqual(first.json())
    expect((await read(other)).links).toHaveLength(1)
  })

  test('made from both ends at the same moment is made once, and neither end waits for ever', async () => {
    const [one, other] = [await open(), await open()]
    const replies = await Promise.all([ask(`${one}/links`, { link: 'follows', case: other, reason: 'why' }), ask(`${other}/links`, { link: 'follows', way: 'from', case: one, reason: 'why' })])
    expect(replies.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
    expect([(await read(one)).links, (await read(other)).links]).toMatchObject([[{ way: 'to' }], [{ way: 'from' }]])
  })
})

test('a blocked case does not close while what blocks it is open, says so, and closes once that has ended', async () => {
  const [blocking, blocked] = [await open(), await open()]
  await ask(`${blocking}/links`, { link: 'blocks', case: blocked, reason: 'Same roof' })
  await ask(`${blocked}/tasks/visit.1/completion`, { outcome: 'occupied' })
  const close = (await read(blocked)).actions.find(({ action }: { action: string }) => action === 'close')
  expect(close).toMatchObject({ allowed: false, code: 'gates-open', at: [{ place: blocking, words: `${blocking} blocks it and is still open` }] })
  await ask(`${blocking}/cancellation`, { reason: 'Opened twice' })
  await emptyOutbox(house.parts.casework, landlord.id)
  expect((await read(blocked)).status).toBe('closed')
})

describe('a merge', () => {
  test('closes the one as a duplicate and leaves the other open; each is found from the other', async () => {
    const [one, other] = [await open(), await open()]
    await ask(`${one}/notes`, { text: 'The neighbour has the keys.' })
    const preview = await ask(`${one}/merger?preview=true`, { into: other, reason: 'The same home' })
    expect(preview.json().consequences).toEqual(expect.arrayContaining([`Closes the case: ${other} goes on in its place`, 'Cancels Visit the home']))
    expect((await ask(`${one}/merger`, { into: other, reason: 'The same home' })).statusCode).toBe(200)
    expect(await read(one)).toMatchObject({ status: 'closed', outcome: 'merged', links: [{ link: 'duplicate-of', way: 'to', ref: other, status: 'open' }] })
    expect(await read(other)).toMatchObject({ status: 'open', links: [{ link: 'duplicate-of', way: 'from', ref: one, status: 'closed' }] })
    expect(await typesOf(one)).toContain('note-added')
  })

  test('into a case that has ended, or into itself, changes neither', async () => {
    const [one, ended] = [await open(), await open()]
    await ask(`${ended}/cancellation`, { reason: 'Opened twice' })
    const before = [await read(one), await read(ended)]
    expect((await ask(`${one}/merger`, { into: ended, reason: 'why' })).json()).toMatchObject({ status: 409, code: 'other-case-ended' })
    expect((await ask(`${one}/merger`, { into: one, reason: 'why' })).json()).toMatchObject({ status: 422, code: 'same-case' })
    expect([await read(one), await read(ended)]).toEqual(before)
  })
})
