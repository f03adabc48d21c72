import { expect, test } from 'vitest'
import { withContact } from './start-draft.ts'

test('what they said goes along as the first contact where it is known how they told us, and otherwise is a note', () => {
  const request = { caseType: 'complaint' }
  expect(withContact(request, { method: 'phone', note: ' The heating is off. ' })).toEqual({ body: { caseType: 'complaint', contact: { direction: 'in', method: 'phone', notes: 'The heating is off.' } } })
  expect(withContact(request, { note: 'The heating is off.' })).toEqual({ body: request, note: 'The heating is off.' })
  expect(withContact(request, { method: 'phone', note: ' ' })).toEqual({ body: request })
})
