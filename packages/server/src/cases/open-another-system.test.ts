import type { CaseTypeDefinition } from '@casement/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

const repair: CaseTypeDefinition = {
  id: 'repair', version: 1, name: 'Repair', reference: 'RE', about: 'home', calendar: 'england-and-wales', owner: ['creator'],
  fields: { what: { text: {} } },
  steps: [{ id: 'order', kind: 'task', name: 'Order the work', address: { system: 'Repairs', url: 'https://repairs.example/new?ref={case.ref}&home={case.subject}&what={fields.what}' } }],
}

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ caseTypes: [repair] })
  rosalind = await house.visit(landlord, landlord.officer)
})

afterAll(() => house.close())

test('a task leads to another system with what it is told of the case, while it is to be done', async () => {
  const { ref } = (await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'repair', subject: { kind: 'home', id: landlord.home }, fields: { what: 'Tap & sink' } } })).json()
  const address = async () => (await rosalind.get(`/api/v1/cases/${ref}`)).json().tasks[0].address
  expect(await address()).toEqual({ system: 'Repairs', url: `https://repairs.example/new?ref=${ref}&home=${landlord.home}&what=Tap%20%26%20sink` })
  await rosalind.send('POST', `/api/v1/cases/${ref}/tasks/order.1/completion`, { headers: { 'if-match': '*' } })
  expect(await address()).toBeNull()
})
