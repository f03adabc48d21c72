import type { CaseRecord, ClockView } from '@casement/server/contract'
import { expect, it } from 'vitest'
import { asksWhy, formOf } from './act-forms.ts'

const clock: ClockView = {
  id: 'investigated.1', name: 'Hazard investigated', state: 'running', late: false, basis: 'law', source: 'SI 2025/1042, regulation 6', startedAt: '2026-12-01T10:00:00Z',
  dueAt: '2026-12-15T23:59:59Z', dueOn: '2026-12-15', warnAt: null, endedAt: null, of: null, firstDueAt: null, firstDueOn: null, proposedDueOn: null, waitingOn: 'us', opensAt: null, unit: 'day', calendarKnownTo: null, extension: null, keepsCaseOpen: true, actions: [], explain: '',
}

it.each([
  ['of law that still runs', {}, true],
  ['of law that is late', { state: 'overdue', late: true }, true],
  ['of law that was met', { state: 'met', keepsCaseOpen: false }, false],
  ['of law that no longer applies', { state: 'withdrawn', keepsCaseOpen: false }, false],
  ['of law that is explained already', { explained: 'Nobody let us in', keepsCaseOpen: false }, false],
  ['of our own that still runs', { basis: 'landlord', keepsCaseOpen: false }, false],
  ['of our own that was missed', { basis: 'landlord', state: 'missed', late: true, keepsCaseOpen: false }, true],
] satisfies [string, Partial<ClockView>, boolean][])('whether a clock %s is to be explained', (_which, more, expected) => {
  expect(asksWhy({ ...clock, ...more })).toBe(expected)
})

it('closing a case asks why of every clock that holds it up, and leaves open why one was late that does not, in words that fit', () => {
  const record = { ref: 'HZ-26-00001', closureReasons: [], clocks: [clock, { ...clock, id: 'summary-sent.1', name: 'Written summary sent', state: 'missed', late: true, keepsCaseOpen: false }] } as unknown as CaseRecord
  const asks = formOf('close-case', { record }).asks.map((asked) => [asked.label, 'required' in asked && asked.required === true])
  expect(asks).toEqual([['Say why Hazard investigated cannot be met', true], ['Say why Written summary sent was late', false], ['Note', false]])
  expect(formOf('explain-lateness', { record, clock }).title).toBe('Say why Hazard investigated cannot be met')
})
