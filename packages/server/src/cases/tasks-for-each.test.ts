import type { CaseTypeDefinition } from '@casement/engine'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

const nuisance: CaseTypeDefinition = {
  id: 'nuisance', version: 1, name: 'Nuisance', reference: 'NU', about: 'home', calendar: 'england-and-wales', owner: ['creator'],
  closureReasons: [{ id: 'done', name: 'Done' }],
  parties: [{ id: 'complainant', name: 'Complainant' }, { id: 'perpetrator', name: 'Alleged perpetrator', unknown: true, atMost: 2 }],
  steps: [
    { id: 'interview', kind: 'task', name: 'Interview', forEach: { parties: ['complainant', 'perpetrator'] }, clock: { allow: { workingDays: 3 } } },
    { id: 'look', kind: 'task', name: 'Look at it', forEach: { records: 'affected' } },
  ],
}

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ frozenNow: '2026-11-16T10:00:00.000Z', caseTypes: [nuisance] })
  rosalind = await house.visit(landlord, landlord.officer)
})

afterAll(() => house.close())

const home = () => ({ kind: 'home', id: landlord.home })
const open = (body: object = {}) => rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'nuisance', subject: home(), ...body } })
const act = (ref: string, path: string, body: object = {}) => rosalind.send('POST', `/api/v1/cases/${ref}/${path}`, { body, headers: { 'if-match': '*' } })
const shown = async (ref: string) => (await rosalind.get(`/api/v1/cases/${ref}`)).json()
const named = ({ tasks }: { tasks: { name: string; state: string }[] }) => tasks.map(({ name, state }) => `${name}: ${state}`)

describe('a task that is done for each of several', () => {
  test('is called by the one whom it is for, in the case, its log, its clocks, its preview and the work list', async () => {
    const { ref } = (await open({ parties: [{ role: 'complainant', person: landlord.person }] })).json()
    await act(ref, 'parties', { role: 'perpetrator', name: 'Man with a dog' })
    const record = await shown(ref)
    const person = record.parties[0].name
    expect(named(record)).toEqual([`Interview · ${person}: live`, 'Interview · Man with a dog: live'])
    expect(record.tasks[0].element).toEqual({ kind: 'party', id: 'party.1', name: person })
    expect(record.clocks.map(({ name }: { name: string }) => name)).toEqual([`Interview · ${person}`, 'Interview · Man with a dog'])
    const mine = (await rosalind.get('/api/v1/work-lists/mine?limit=200')).json().items.filter((item: { case: { ref: string } }) => item.case.ref === ref)
    expect(mine.map(({ task }: { task: { name: string } }) => task.name).toSorted()).toEqual(['Interview · Man with a dog', `Interview · ${person}`].toSorted())
    const preview = (await act(ref, 'tasks/interview.2/completion?preview=true')).json()
    expect(preview.consequences[0]).toBe('Completes Interview · Man with a dog')
    await act(ref, 'tasks/interview.1/completion')
    const log = (await rosalind.get(`/api/v1/cases/${ref}/events?limit=200`)).json().items.map(({ words }: { words: string }) => words)
    expect(log).toContain(`Interview · ${person} done.`)
  })

  test('follows the records that are linked in a role, until they are unlinked with a reason', async () => {
    const { ref } = (await open()).json()
    expect((await act(ref, 'records', { kind: 'home', id: landlord.home, role: 'affected', reason: 'Same landing' })).statusCode).toBe(200)
    const record = await shown(ref)
    expect(record.records).toEqual([{ id: 'record.1', kind: 'home', record: landlord.home, label: '14 Wharf Street, Brambleford', role: 'affected', ended: false }])
    expect(named(record)).toEqual(['Look at it · 14 Wharf Street, Brambleford: live'])
    const mine = (await rosalind.get('/api/v1/work-lists/mine?limit=200')).json().items.find((item: { case: { ref: string } }) => item.case.ref === ref)
    expect(mine.task.name).toBe('Look at it · 14 Wharf Street, Brambleford')
    const unlink = (query: string) => rosalind.send('DELETE', `/api/v1/cases/${ref}/records/record.1${query}`, { headers: { 'if-match': '*' } })
    expect((await unlink('')).statusCode).toBe(400)
    expect((await unlink('?reason=Wrong+home')).statusCode).toBe(200)
    expect(named(await shown(ref))).toEqual(['Look at it · 14 Wharf Street, Brambleford: cancelled'])
  })
})

describe('who and what takes part', () => {
  test('is held against the roles of the case type, and against the records', async () => {
    const { ref } = (await open()).json()
    expect((await shown(ref)).partyRoles).toEqual([{ id: 'complainant', name: 'Complainant' }, { id: 'perpetrator', name: 'Alleged perpetrator' }])
    for (const [body, status, code] of [
      [{ role: 'vicar', name: 'X' }, 422, 'role-unknown'], [{ role: 'complainant', name: 'X' }, 422, 'party-unnamed'], [{ role: 'complainant', person: landlord.home }, 422, 'person-unknown'],
    ] as const) {
      const reply = await act(ref, 'parties', body)
      expect([body, reply.statusCode, reply.json().code]).toEqual([body, status, code])
    }
    expect((await open({ parties: [{ role: 'complainant', person: landlord.home }] })).json().code).toBe('person-unknown')
    for (const [body, status, code] of [[{ kind: 'home', id: landlord.person }, 422, 'fields-invalid'], [{ kind: 'case', id: ref }, 400, undefined]] as const) {
      const reply = await act(ref, 'records', body)
      expect([body, reply.statusCode, reply.json().code]).toEqual([body, status, code])
    }
  })

  test('says that a task which is added is for one of several', async () => {
    const { ref } = (await open({ parties: [{ role: 'perpetrator', name: 'Man with a dog' }] })).json()
    await act(ref, 'tasks/interview.1/completion')
    expect((await act(ref, 'tasks', { step: 'interview', element: 'party.9' })).json().code).toBe('element-unknown')
    expect((await act(ref, 'tasks', { step: 'interview', element: 'party.1' })).statusCode).toBe(200)
    expect(named(await shown(ref))).toEqual(['Interview · Man with a dog: completed', 'Interview · Man with a dog: live'])
  })
})
