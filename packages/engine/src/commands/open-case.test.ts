import { expect, test } from 'vitest'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

test('a field that names a record is filled from it as the case opens, and that it was read is recorded; what somebody answered stands', () => {
  const caseType = sampleType({ fields: { arrears: { number: {}, from: 'tenancy' }, weeklyRent: { number: {}, from: 'tenancy' }, note: { text: {} } }, steps: [{ id: 'visit', kind: 'task', name: 'Visit', when: 'arrears > 400' }] })
  const story = given(caseType, { records: { arrears: 412.5, weeklyRent: 104.2, note: 'Not asked for' } })
  const opened = story.when({ type: 'open-case', fields: { weeklyRent: 99 } }).thenEvents('case-opened', { type: 'record-read', from: 'tenancy', values: { arrears: 412.5 } }, 'item-started')
  expect(opened.state.fields).toEqual({ arrears: 412.5, weeklyRent: 99 })
})
