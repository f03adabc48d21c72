import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inLandlord } from '../database/landlord-transaction.ts'
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

const put = (what: 'calendars' | 'fragments' | 'case-types', said: object, who = dawn!) => who.send('POST', `/api/v1/${what}`, { body: { text: JSON.stringify(said) } })
const calendar = (version: number, said: object = {}) => put('calendars', { id: 'larkmere', version, name: 'Larkmere', timeZone: 'Europe/London', holidaysOf: 'england-and-wales', ...said })

async function openVisit(): Promise<{ ref: string; due: () => Promise<string> }> {
  const { ref } = (await rosalind!.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } } })).json()
  return { ref, due: async () => (await rosalind!.get(`/api/v1/cases/${ref}/clocks/first-visit.1/explanation`)).json().due.on }
}

const audited = () => inLandlord({ pool: house.parts.casework.pool, landlordId: landlord.id, readOnly: true }, (tx) => tx.rows('select actor_kind, actor_id, action, details from casement.audit where landlord_id = $1 and case_id is null order by at, id', [landlord.id]))

describe('a calendar of the landlord’s own', () => {
  test('is published by who designs case types, and case types may name it', async () => {
    expect((await put('case-types', { ...voidVisit, version: 2, calendar: 'larkmere' })).json().fields).toEqual([{ path: 'text', words: 'Line 1, calendar: There is no calendar larkmere. Use one of england-and-wales, or add it.' }])
    const text = { id: 'larkmere', version: 1, name: 'Larkmere', timeZone: 'Europe/London' }
    expect((await put('calendars', text, rosalind)).statusCode).toBe(403)
    expect((await calendar(1)).json()).toEqual({ id: 'larkmere', version: 1, name: 'Larkmere' })
    expect((await put('case-types', { ...voidVisit, version: 2, calendar: 'larkmere' })).json()).toMatchObject({ version: 2, status: 'published' })
    expect(await audited()).toEqual([
      { actor_kind: 'person', actor_id: landlord.manager.id, action: 'publish-calendar', details: { calendar: 'larkmere', version: 1 } },
      expect.objectContaining({ action: 'publish-case-type' }),
    ])
  })

  test('has versions: clocks that start count by the latest, and those that run keep theirs', async () => {
    const before = await openVisit()
    expect(await before.due()).toBe('2026-12-03')
    expect((await calendar(2, { holidays: [{ date: '2026-12-02', name: 'Moving offices' }] })).statusCode).toBe(200)
    const after = await openVisit()
    expect([await before.due(), await after.due()]).toEqual(['2026-12-03', '2026-12-04'])
    expect((await rosalind!.get(`/api/v1/cases/${after.ref}/clocks/first-visit.1/explanation`)).json().text).toContain('Moving offices')
    expect((await rosalind!.send('POST', `/api/v1/cases/${before.ref}/hold`, { body: { reason: 'no-access' }, headers: { 'if-match': '*' } })).statusCode).toBe(200)
    expect(await before.due()).toBe('2026-12-03')
  })

  test('is never changed: the same content is there already, another needs another version', async () => {
    expect((await calendar(1)).statusCode).toBe(200)
    expect((await calendar(1, { name: 'Larkmere Homes' })).json()).toMatchObject({ status: 409, code: 'version-published', detail: 'Version 1 of larkmere is published already, with another content.', remedy: 'Raise its version: a version that is published never changes, because clocks run on it.' })
    expect((await audited()).filter(({ action }) => action === 'publish-calendar')).toHaveLength(2)
  })

  test('with findings is refused with all of them, each with its place', async () => {
    const refused = (await calendar(3, { timeZone: 'Europe/Dublin', holidaysOf: 'wales', colour: 'red', holidays: [{ date: '2026-02-30' }] })).json()
    expect(refused).toMatchObject({ status: 422, code: 'calendar-faulty', detail: '4 findings stop this calendar from being saved.' })
    expect(refused.fields.map(({ words }: { words: string }) => words)).toEqual([
      expect.stringContaining('Line 1, timeZone: Larkmere, version 2, is in Europe/London. A calendar keeps its time zone'),
      expect.stringContaining('Line 1, holidaysOf: There is no calendar wales. Name one of england-and-wales, larkmere'),
      expect.stringContaining('colour: There is no "colour" here.'),
      expect.stringContaining('holidays[0].date: Write a date that exists'),
    ])
    expect((await dawn!.get('/api/v1/calendars/larkmere/versions/3')).statusCode).toBe(404)
  })

  test('is listed with every version, and shown in the words of its file, from which another is written', async () => {
    const { items } = (await rosalind!.get('/api/v1/calendars')).json()
    expect(items).toEqual([
      { id: 'england-and-wales', version: 1, name: 'England and Wales', timeZone: 'Europe/London', knownTo: '2027-12-31' },
      { id: 'larkmere', version: 1, name: 'Larkmere', timeZone: 'Europe/London', knownTo: '2027-12-31' }, { id: 'larkmere', version: 2, name: 'Larkmere', timeZone: 'Europe/London', knownTo: '2027-12-31' },
    ])
    const { definition } = (await rosalind!.get('/api/v1/calendars/larkmere/versions/2')).json()
    expect(definition.holidays).toContainEqual({ date: '2026-12-25', name: 'Christmas Day' })
    expect((await put('calendars', { ...definition, version: 3 })).json()).toEqual({ id: 'larkmere', version: 3, name: 'Larkmere' })
  })
})

describe('a fragment of the landlord’s own', () => {
  const check = (version: number, said: object = {}) => put('fragments', {
    id: 'gas-check', version, name: 'Gas check', inputs: { who: { team: {} } }, outcomes: ['safe', 'unsafe'],
    steps: [{ id: 'look', kind: 'task', name: `Look at the boiler, ${version}`, required: true, for: { team: 'who' }, outcomes: ['safe', 'unsafe'] }, { id: 'is-safe', kind: 'finish', name: 'Safe', after: 'look.safe', outcome: 'safe' }, { id: 'is-unsafe', kind: 'finish', name: 'Unsafe', after: 'look.unsafe', outcome: 'unsafe' }],
    ...said,
  })
  const lettingBy = (version: number, use: object) => put('case-types', { ...voidVisit, id: 'letting', reference: 'LE', version, clocks: [], fields: {}, steps: [{ id: 'gas', kind: 'use', name: 'Gas', required: true, fragment: 'gas-check', version: 1, with: { who: 'voids' }, ...use }, { id: 'end', kind: 'finish', name: 'Let', after: 'gas.safe' }] })
  const tasksOf = async () => {
    const { ref } = (await rosalind!.send('POST', '/api/v1/cases', { body: { caseType: 'letting', subject: { kind: 'home', id: landlord.home } } })).json()
    return (await rosalind!.get(`/api/v1/cases/${ref}`)).json().tasks.map(({ id, name, assignee }: { id: string; name: string; assignee: { id: string } }) => [id, name, assignee.id])
  }

  test('is published by who designs case types, and a case type uses it with inputs and version', async () => {
    expect((await lettingBy(1, {})).json().fields).toEqual([{ path: 'text', words: 'Line 1, steps[0].fragment: There is no fragment gas-check, version 1. Name one of the library or of the landlord, or write it under fragments.' }])
    expect((await put('fragments', { id: 'x', version: 1, name: 'X', steps: [] }, rosalind)).statusCode).toBe(403)
    expect((await check(1)).json()).toEqual({ id: 'gas-check', version: 1, name: 'Gas check', findings: [] })
    expect((await lettingBy(1, {})).json()).toMatchObject({ id: 'letting', version: 1, status: 'published' })
    expect(await tasksOf()).toEqual([['gas-look.1', 'Look at the boiler, 1', 'voids']])
    expect((await audited()).filter(({ action }) => action === 'publish-fragment')).toEqual([{ actor_kind: 'person', actor_id: landlord.manager.id, action: 'publish-fragment', details: { fragment: 'gas-check', version: 1 } }])
  })

  test('has versions beside each other: what uses one keeps it until its author writes another', async () => {
    expect((await check(2)).statusCode).toBe(200)
    expect(await tasksOf()).toEqual([['gas-look.1', 'Look at the boiler, 1', 'voids']])
    expect((await lettingBy(2, { version: 2 })).statusCode).toBe(200)
    expect(await tasksOf()).toEqual([['gas-look.1', 'Look at the boiler, 2', 'voids']])
    expect((await check(2)).statusCode).toBe(200)
    expect((await check(2, { name: 'Gas' })).json()).toMatchObject({ status: 409, code: 'version-published' })
  })

  test('with findings is refused with all of them, against what the landlord has', async () => {
    const refused = (await check(3, { colour: 'red', steps: [{ id: 'look', kind: 'task', name: 'Look', for: { team: 'gas-team' } }, { id: 'go', kind: 'task', name: 'Go', after: 'looked' }] })).json()
    expect(refused).toMatchObject({ status: 422, code: 'fragment-faulty' })
    const words: string[] = refused.fields.map((field: { words: string }) => field.words)
    for (const said of ['colour: There is no "colour" here.', 'steps[0].for.team: There is no team gas-team. Use one of voids, who', 'steps[1].after: No event is called']) expect(words.some((line) => line.includes(said))).toBe(true)
    expect((await dawn!.get('/api/v1/fragments/gas-check/versions/3')).statusCode).toBe(404)
  })

  test('is listed beside those of the library, which none of another content can pass for', async () => {
    expect((await rosalind!.get('/api/v1/fragments')).json().items).toEqual([{ id: 'gas-check', version: 1, name: 'Gas check' }, { id: 'gas-check', version: 2, name: 'Gas check' }, { id: 'risk-assessment', version: 1, name: 'Risk assessment' }])
    const { definition } = (await rosalind!.get('/api/v1/fragments/risk-assessment/versions/1')).json()
    expect((await put('fragments', definition)).statusCode).toBe(200)
    expect((await put('fragments', { ...definition, name: 'Other' })).statusCode).toBe(409)
    expect((await put('fragments', { ...definition, id: 'own-risk', version: 1 })).statusCode).toBe(200)
  })
})
