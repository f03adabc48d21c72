import type { CaseTypeDefinition } from '@casement/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

const nuisance: CaseTypeDefinition = {
  id: 'nuisance', version: 1, name: 'Nuisance', reference: 'NU', about: 'home', calendar: 'england-and-wales',
  lists: { often: [{ id: 'once', name: 'Once' }, { id: 'daily', name: 'Every day' }] },
  assessments: [{
    id: 'risk', name: 'Risk',
    sections: [{ id: 'harm', name: 'Harm', questions: { often: { name: 'How often', choice: 'often', required: true, scores: { once: 1, daily: 5 } }, threats: { yesNo: {}, scores: { yes: 5 }, weight: 2 } } }],
    bands: [{ id: 'standard', name: 'Standard' }, { id: 'high', name: 'High', from: 10 }],
    override: { down: ['manager'] },
  }],
  steps: [
    { id: 'assess', kind: 'task', name: 'Assess the risk', assessment: 'risk' },
    { id: 'review', kind: 'task', name: 'Assess again', assessment: 'risk', after: { any: ['assess', 'review'] }, repeatable: true },
    { id: 'refer', kind: 'task', name: 'Refer to the panel', after: 'assess.high', required: 'once-started' },
  ],
}

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ caseTypes: [nuisance] })
  rosalind = await house.visit(landlord, landlord.officer)
})

afterAll(() => house.close())

async function open(): Promise<string> {
  return (await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'nuisance', subject: { kind: 'home', id: landlord.home } } })).json().ref
}

const complete = (ref: string, task: string, body: object) => rosalind.send('POST', `/api/v1/cases/${ref}/tasks/${task}`, { body, headers: { 'if-match': '*' } })
const taskOf = async (ref: string, id: string) => (await rosalind.get(`/api/v1/cases/${ref}`)).json().tasks.find((task: { id: string }) => task.id === id)

test('a task says what it asks, what each answer counts, the bands and who may judge otherwise', async () => {
  expect(await taskOf(await open(), 'assess.1')).toMatchObject({
    outcomes: [{ id: 'standard', name: 'Standard' }, { id: 'high', name: 'High' }],
    fields: [{ id: 'often', kind: 'choice', required: true }, { id: 'threats', kind: 'yesNo' }],
    assessment: {
      id: 'risk', total: null, mayRaise: true, mayLower: false, score: 0, scoredBand: 'standard', band: null, before: null,
      sections: [{ id: 'harm', name: 'Harm', weight: 1, questions: [{ id: 'often', weight: 1, scores: { once: 1, daily: 5 } }, { id: 'threats', weight: 2, scores: { yes: 5 } }] }],
      bands: [{ id: 'standard', from: null }, { id: 'high', from: 10 }],
    },
  })
})

test('its answers give the score and the band, which start what the band asks for', async () => {
  const ref = await open()
  const preview = (await complete(ref, 'assess.1/completion?preview=true', { fields: { often: 'daily', threats: true } })).json()
  expect(preview.consequences).toContain('Starts Refer to the panel')
  expect((await complete(ref, 'assess.1/completion', { fields: { often: 'daily', threats: true } })).statusCode).toBe(200)
  expect(await taskOf(ref, 'assess.1')).toMatchObject({ outcome: 'high', assessment: { score: 15, scoredBand: 'high', band: 'high', reason: null } })
  expect(await taskOf(ref, 'refer.1')).toMatchObject({ state: 'live' })
})

test('a band that somebody chose stands beside that of the answers, and the next assessment beside this one', async () => {
  const ref = await open()
  expect((await complete(ref, 'assess.1/completion', { fields: { often: 'once' }, override: { band: 'high', reason: 'She sleeps in her car' } })).statusCode).toBe(200)
  expect(await taskOf(ref, 'assess.1')).toMatchObject({ outcome: 'high', assessment: { score: 1, scoredBand: 'standard', band: 'high', reason: 'She sleeps in her car' } })
  expect((await complete(ref, 'review.1/completion', { fields: { often: 'once', threats: false } })).statusCode).toBe(200)
  expect(await taskOf(ref, 'review.1')).toMatchObject({ outcome: 'standard', assessment: { before: { task: 'assess.1', score: 1, band: 'high', scoredBand: 'standard', changed: ['threats'] } } })
  expect(await taskOf(ref, 'review.2')).toMatchObject({ state: 'live', assessment: { band: null, before: { task: 'review.1' } } })
  const words = (await rosalind.get(`/api/v1/cases/${ref}/events`)).json().items.map(({ words: said }: { words: string }) => said)
  expect(words).toContain('Assess the risk done: High, score 1; by the answers Standard; judged otherwise: She sleeps in her car.')
  expect(words).toContain('Assess again done: Standard, score 1; before High, score 1.')
})

test('who may not lower a band, gives no reason, or names no band is refused, and nothing is changed', async () => {
  const ref = await open()
  const answered = { fields: { often: 'daily', threats: true } }
  const refused = async (override: object) => (await complete(ref, 'assess.1/completion', { ...answered, override })).json()
  expect(await refused({ band: 'standard', reason: 'It stopped' })).toMatchObject({ status: 403, code: 'narrowed-by-type' })
  expect(await refused({ band: 'dire', reason: 'It is' })).toMatchObject({ status: 422, code: 'override-invalid', fields: [{ path: 'override.band' }] })
  expect(await refused({ band: 'standard' })).toMatchObject({ status: 400 })
  expect((await complete(ref, 'assess.1/completion', {})).json()).toMatchObject({ status: 422, code: 'answers-invalid', fields: [{ path: 'often' }] })
  expect(await taskOf(ref, 'assess.1')).toMatchObject({ state: 'live' })
})
