import type { CaseTypeDefinition } from '@casement/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

const enquiry: CaseTypeDefinition = {
  id: 'enquiry', version: 1, name: 'Enquiry', reference: 'EN', about: 'none', calendar: 'england-and-wales', owner: ['creator'],
  fields: { what: { choice: 'kinds' }, words: { text: {}, required: true } },
  lists: { kinds: [{ id: 'birds', name: 'Birds' }, { id: 'threats', name: 'Threats' }] },
  advice: [{ when: 'what = "birds"', text: 'The council deals with birds.', instead: true }, { when: 'what = "threats"', text: 'In danger, ring 999.' }],
  steps: [{ id: 'answer', kind: 'task', name: 'Answer' }],
}

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ caseTypes: [enquiry] })
  rosalind = await house.visit(landlord, landlord.officer)
})

afterAll(() => house.close())

const open = (fields: object, { preview = true } = {}) => rosalind.send('POST', `/api/v1/cases${preview ? '?preview=true' : ''}`, { body: { caseType: 'enquiry', fields } })

test('the preview of a new case answers the advice that applies to the answers so far, and some takes the place of the case', async () => {
  expect((await rosalind.get('/api/v1/case-types/enquiry')).json().advises).toBe(true)
  expect((await open({ what: 'threats', words: 'He shouts' })).json()).toMatchObject({ preview: true, advice: ['In danger, ring 999.'] })
  expect((await open({ words: 'He shouts' })).json()).toMatchObject({ preview: true, advice: [] })
  expect((await open({ what: 'threats' })).json()).toMatchObject({ status: 422, code: 'fields-invalid', advice: ['In danger, ring 999.'] })
  for (const preview of [true, false]) expect((await open({ what: 'birds', words: 'Gulls' }, { preview })).json()).toMatchObject({ status: 409, code: 'advised-instead', detail: 'The council deals with birds.' })
  const { ref } = (await open({ what: 'threats', words: 'He shouts' }, { preview: false })).json()
  const { items } = (await rosalind.get(`/api/v1/cases/${ref}/events`)).json()
  expect(items.map(({ words }: { words: string }) => words)).toContain('Advice given: In danger, ring 999.')
})
