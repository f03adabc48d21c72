import type { CaseTypeDefinition } from '@casement/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

const nuisance: CaseTypeDefinition = {
  id: 'nuisance', version: 1, name: 'Nuisance', reference: 'NU', about: 'home', calendar: 'england-and-wales', owner: ['creator'],
  closureReasons: [{ id: 'done', name: 'Done' }],
  lists: { categories: [{ id: 'noise', name: 'Noise' }, { id: 'rubbish', name: 'Rubbish' }] },
  strands: { list: 'categories', priority: 'highest', outcomes: [{ id: 'resolved', name: 'Resolved' }] },
  clocks: [{ id: 'response', name: 'Response', per: 'strand', starts: 'strand.started', stops: 'visit', allow: { workingDays: 2 } }],
  steps: [{ id: 'visit', kind: 'task', name: 'Visit', forEach: 'strand' }],
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

test('strands are started, ranked and ended over the API, and the case shows them', async () => {
  const { ref } = (await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'nuisance', subject: { kind: 'home', id: landlord.home }, strands: [{ value: 'noise' }] } })).json()
  const act = (path: string, body: object) => rosalind.send('POST', `/api/v1/cases/${ref}/${path}`, { body, headers: { 'if-match': '*' } })
  expect((await act('strands', { value: 'rubbish', priority: 'urgent', reason: 'Rats' })).statusCode).toBe(200)
  expect((await act('strands', { value: 'rubbish' })).json().code).toBe('strand-open')
  expect((await act('strands', { value: 'dogs' })).json()).toMatchObject({ code: 'strand-unknown', fields: [{ path: 'value' }] })
  expect((await act('priority', { priority: 'low' })).json().code).toBe('priority-of-strands')
  const shown = async () => (await rosalind.get(`/api/v1/cases/${ref}`)).json()
  const open = await shown()
  expect([open.priority, open.strands]).toMatchObject(['urgent', [{ id: 'strand.1', name: 'Noise', priority: 'normal', state: 'open' }, { id: 'strand.2', name: 'Rubbish', priority: 'urgent', state: 'open' }]])
  expect(open.tasks.map(({ name }: { name: string }) => name)).toEqual(['Visit · Noise', 'Visit · Rubbish'])
  expect(open.clocks.map(({ name }: { name: string }) => name)).toEqual(['Response · Noise', 'Response · Rubbish'])
  expect((await act('closure', { reason: 'done' })).json().detail).toContain('Noise is still open')
  expect((await act('priority', { priority: 'high', strand: 'strand.2', reason: 'Rats are gone' })).statusCode).toBe(200)
  expect((await act('strands/strand.2/end', { outcome: 'resolved' })).statusCode).toBe(400)
  expect((await act('strands/strand.2/end', { outcome: 'resolved', reason: 'Cleared' })).statusCode).toBe(200)
  const ended = await shown()
  expect([ended.priority, ended.strands[1]]).toMatchObject(['normal', { state: 'ended', outcome: { id: 'resolved', name: 'Resolved' }, reason: 'Cleared' }])
  const log = (await rosalind.get(`/api/v1/cases/${ref}/events?limit=200`)).json().items.map(({ words }: { words: string }) => words)
  expect(log).toEqual(expect.arrayContaining(['Strand Noise started.', 'Strand Rubbish started: Rats.', 'Priority of Rubbish set to high: Rats are gone.', 'Strand Rubbish ended: Resolved: Cleared.']))
})
