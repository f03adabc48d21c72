import type { CaseRecord, ClockView } from '@casement/server/contract'
import { expect, it } from 'vitest'
import { asksWhy, formOf } from './act-forms.ts'

const clock: ClockView = {
  id: 'investigated.1', name: 'Hazard investigated', state: 'running', late: false, basis: 'law', source: 'SI 2025/1042, regulation 6', startedAt: '2026-12-01T10:00:00Z',
  dueAt: '2026-12-15T23:59:59Z', dueOn: '2026-12-15', warnAt: null, endedAt: null, of: null, firstDueAt: null, firstDueOn: null, proposedDueOn: null, extension: null, actions: [], explain: '',
}

it.each([
  ['of law that still runs', {}, true],
  ['of law that is late', { state: 'overdue', late: true }, true],
  ['of law that was met', { state: 'met' }, false],
  ['of law that no longer applies', { state: 'withdrawn' }, false],
  ['of law that is explained already', { explained: 'Nobody let us in' }, false],
  ['of our own that still runs', { basis: 'landlord' }, false],
  ['of our own that was missed', { basis: 'landlord', state: 'missed', late: true }, true],
] satisfies [string, Partial<ClockView>, boolean][])('whether a clock %s is to be explained', (_which, more, expected) => {
  expect(asksWhy({ ...clock, ...more })).toBe(expected)
})

it('closing a case asks why of every clock that would hold it up, in words that fit', () => {
  const record = { ref: 'HZ-26-00001', closureReasons: [], clocks: [clock, { ...clock, id: 'summary-sent.1', name: 'Written summary sent', state: 'missed', late: true }] } as unknown as CaseRecord
  const labels = formOf('close-case', { record }).asks.map((asked) => ('label' in asked ? asked.label : ''))
  expect(labels).toEqual(['Say why Hazard investigated cannot be met', 'Say why Written summary sent was late', 'Note'])
  expect(formOf('explain-lateness', { record, clock }).title).toBe('Say why Hazard investigated cannot be met')
})
