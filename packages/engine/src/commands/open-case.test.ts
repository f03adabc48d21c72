import { expect, test } from 'vitest'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

test('a field that names a record is filled from it as the case opens, and that it was read is recorded; what somebody answered stands', () => {
  const caseType = sampleType({ fields: { arrears: { number: {}, from: 'tenancy' }, weeklyRent: { number: {}, from: 'tenancy' }, note: { text: {} } }, steps: [{ id: 'visit', kind: 'task', name: 'Visit', when: 'arrears > 400' }] })
  const story = given(caseType, { records: { arrears: 412.5, weeklyRent: 104.2, note: 'Not asked for' } })
  const opened = story.when({ type: 'open-case', fields: { weeklyRent: 99 } }).thenEvents('case-opened', { type: 'record-read', from: 'tenancy', values: { arrears: 412.5 } }, 'item-started')
  expect(opened.state.fields).toEqual({ arrears: 412.5, weeklyRent: 99 })
})

test('the contact that led to a case is its first contact, in the turn that opens it and at that moment', () => {
  const story = given(sampleType({ steps: [{ id: 'visit', kind: 'task', name: 'Visit' }] }))
  const contact = { direction: 'in', method: 'phone', with: 'Her son', notes: 'The heating is off.' } as const
  const { state, events } = story.when({ type: 'open-case', contact, occurredAt: '2026-11-30T09:12:00Z' }).thenEvents('case-opened', { type: 'interaction-recorded', kind: 'contact', ...contact }, 'item-started')
  expect(state.interactions).toMatchObject([{ kind: 'contact', ...contact, at: events[0]!.occurredAt }])
})

test('a contact without words, or by no such way, opens no case', () => {
  const story = given(sampleType({ steps: [{ id: 'visit', kind: 'task', name: 'Visit' }] }))
  story.when({ type: 'open-case', contact: { direction: 'in', method: 'phone', notes: ' ' } }).thenRefused('text-missing')
  const { at } = story.when({ type: 'open-case', contact: { direction: 'in', method: 'pigeon' as 'phone', notes: 'Coo' } }).thenRefused('choice-unknown')
  expect(at?.map(({ place }) => place)).toEqual(['contact.method'])
})
