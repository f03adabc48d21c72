import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'
import { voidVisit } from '../testing/void-visit.ts'

let house: TestApplication
let landlord: BuiltLandlord
let [rosalind, dawn]: Visitor[] = []

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ frozenNow: '2026-12-01T09:00:00.000Z' })
  rosalind = await house.visit(landlord, landlord.officer)
  dawn = await house.visit(landlord, landlord.manager)
})

afterAll(() => house.close())

const put = (said: object, draft?: boolean) => dawn!.send('POST', '/api/v1/case-types', { body: { text: JSON.stringify({ ...voidVisit, ...said }), draft } })
const withdraw = (version: number, who = dawn!) => who.send('POST', `/api/v1/case-types/void-visit/versions/${version}/withdrawal`, { body: {} })
const open = () => rosalind!.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } } })
const taken = async (on: string) => (await rosalind!.get(`/api/v1/case-types/void-visit?on=${on}`)).json().version

describe('a version of a case type', () => {
  test('that is published is taken from its first day on, and never changes', async () => {
    expect((await put({ version: 2, effectiveFrom: '2027-01-01' })).json()).toMatchObject({ id: 'void-visit', version: 2, status: 'published', effectiveFrom: '2027-01-01' })
    expect([await taken('2026-12-31'), await taken('2027-01-01')]).toEqual([1, 2])
    expect((await put({ version: 2, effectiveFrom: '2027-01-01' })).statusCode).toBe(200)
    expect((await put({ version: 2, effectiveFrom: '2027-01-01', name: 'Void visits' })).json()).toMatchObject({ status: 409, code: 'version-published', detail: 'Version 2 of void-visit is published already, with another content.', remedy: 'Raise its version: a version that is published never changes, because cases run on it.' })
  })

  test('that is a draft changes until it is published, and no case takes it or moves to it', async () => {
    expect((await put({ version: 3, name: 'Draft' }, true)).json()).toMatchObject({ version: 3, status: 'draft' })
    expect((await put({ version: 3, name: 'Visit of an empty home' }, true)).json()).toMatchObject({ version: 3, status: 'draft', name: 'Visit of an empty home' })
    expect(await taken('2026-12-01')).toBe(1)
    const { ref } = (await open()).json()
    expect((await dawn!.send('POST', `/api/v1/cases/${ref}/version`, { body: { version: 3, reason: 'x' }, headers: { 'if-match': '*' } })).json().code).toBe('move-not-possible')
    expect((await put({ version: 3, name: 'Visit of an empty home' })).json().status).toBe('published')
    expect([await taken('2026-12-01'), (await put({ version: 3, name: 'Other' }, true)).statusCode]).toEqual([3, 409])
  })

  test('that is withdrawn takes no new case; those that have it go on', async () => {
    const { ref } = (await open()).json()
    const shown = (await rosalind!.get(`/api/v1/cases/${ref}`)).json()
    expect(shown.caseType.version).toBe(3)
    expect((await withdraw(3, rosalind)).statusCode).toBe(403)
    expect((await withdraw(3)).json()).toMatchObject({ version: 3, status: 'withdrawn' })
    expect(await taken('2026-12-01')).toBe(1)
    expect((await rosalind!.send('POST', `/api/v1/cases/${ref}/tasks/visit.1/completion`, { body: { outcome: 'empty' }, headers: { 'if-match': '*' } })).statusCode).toBe(200)
    expect((await withdraw(9)).statusCode).toBe(404)
    await withdraw(1)
    expect((await open()).statusCode).toBe(422)
  })

  test('with findings is refused with all of them, each with its place', async () => {
    const refused = (await put({ version: 4, calendar: 'scotland', colour: 'red' })).json()
    expect(refused).toMatchObject({ status: 422, code: 'case-type-faulty', detail: '2 findings stop this case type from being saved.' })
    expect(refused.fields).toEqual([
      { path: 'text', words: 'Line 1, calendar: There is no calendar scotland. Use one of england-and-wales, or add it.' },
      { path: 'text', words: expect.stringContaining('There is no "colour" here.') },
    ])
    expect((await dawn!.get('/api/v1/case-types/void-visit/versions/4')).statusCode).toBe(404)
  })
})

test('a version that was withdrawn is brought back as a copy: what is shown of it, saved as a draft of another number', async () => {
  const { definition } = (await dawn!.get('/api/v1/case-types/void-visit/versions/1')).json()
  expect((await put({ ...definition, version: 6 }, true)).json()).toMatchObject({ version: 6, status: 'draft', name: voidVisit.name })
  expect((await put({ ...definition, version: 6 })).json().status).toBe('published')
  expect((await open()).statusCode).toBe(201)
  expect((await withdraw(6)).json().status).toBe('withdrawn')
})

test('what differs between two versions is said in sentences, place by place', async () => {
  await put({ version: 5, clocks: [{ ...voidVisit.clocks![0]!, allow: { workingDays: 5 } }] })
  const { items } = (await rosalind!.get('/api/v1/case-types/void-visit/versions/5/difference?from=1')).json()
  expect(items).toContainEqual(expect.objectContaining({ place: 'First visit', words: 'What it allows was 2 working days and is 5 working days.' }))
})
