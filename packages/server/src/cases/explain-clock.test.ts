import type { CaseTypeDefinition } from '@casement/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

const notice: CaseTypeDefinition = {
  id: 'notice', version: 1, name: 'Notice', reference: 'NO', about: 'home', calendar: 'england-and-wales',
  closureReasons: [{ id: 'done', name: 'Done' }],
  clocks: [
    { id: 'look', name: 'First look', starts: 'case.opened', stops: 'serve-notice', allow: { workingDays: 2 } },
    { id: 'chase', name: 'Chase', starts: 'serve-notice.by-hand', stops: 'reply', allow: { workingDays: 2 } },
  ],
  steps: [
    { id: 'serve-notice', kind: 'task', name: 'Follow-up', outcomes: [{ id: 'by-hand', name: 'Handed over' }, { id: 'by-post', name: 'Posted' }], clock: { allow: { workingDays: 2 } } },
    { id: 'reply', kind: 'task', name: 'Reply', after: 'serve-notice' },
    { id: 'end', kind: 'finish', name: 'End', after: 'reply' },
  ],
}

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ frozenNow: '2026-11-16T10:00:00.000Z', caseTypes: [notice] })
  rosalind = await house.visit(landlord, landlord.officer)
})

afterAll(() => house.close())

test('a date says what it counts from by the names of the step and its outcome', async () => {
  const { ref } = (await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'notice', subject: { kind: 'home', id: landlord.home } } })).json()
  const sumOf = async (clock: string) => (await rosalind.get(`/api/v1/cases/${ref}/clocks/${clock}/explanation`)).json()
  expect((await sumOf('look.1')).rule).toMatch(/^2 working days from case opened, /)
  expect((await sumOf('serve-notice.1')).rule).toMatch(/^2 working days from Follow-up started, /)
  await rosalind.send('POST', `/api/v1/cases/${ref}/tasks/serve-notice.1/completion`, { body: { outcome: 'by-hand' }, headers: { 'if-match': '*' } })
  expect(await sumOf('chase.1')).toMatchObject({ rule: expect.stringMatching(/^2 working days from Follow-up: Handed over, /), start: { words: expect.stringMatching(/^Follow-up: Handed over, Mon 16 Nov/) } })
})
