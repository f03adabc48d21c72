import type { CaseRecord } from '@casement/server/contract'
import type { AskedField } from './act-form.ts'

/** How people get in touch. */
export const METHODS = [
  { id: 'phone', name: 'Phone' }, { id: 'visit', name: 'Visit' }, { id: 'in-person', name: 'In person' }, { id: 'e-mail', name: 'E-mail' },
  { id: 'text', name: 'Text' }, { id: 'letter', name: 'Letter' }, { id: 'other', name: 'Another way' },
]

/** What is asked of a contact with somebody. */
export function contactAsks({ openedAt }: CaseRecord): AskedField[] {
  return [
    { kind: 'choice', id: 'direction', label: 'Who got in touch?', choices: [{ id: 'in', name: 'They did' }, { id: 'out', name: 'We did' }] },
    { kind: 'choice', id: 'method', label: 'How?', choices: METHODS },
    { kind: 'line', id: 'with', label: 'With whom (if it helps)', optional: true },
    { kind: 'lines', id: 'notes', label: 'What was said', required: true },
    { kind: 'when', id: 'occurredAt', label: 'When, if not now?', hint: 'It is told at this time, not when you type it.', since: openedAt },
  ]
}

/** What is asked of an attempt to get in: that all was tried is shown by these. */
export function accessAsks({ openedAt }: CaseRecord): AskedField[] {
  return [
    { kind: 'choice', id: 'method', label: 'How was it tried?', choices: METHODS },
    { kind: 'choice', id: 'outcome', label: 'What came of it?', choices: [{ id: 'let-in', name: 'Let in' }, { id: 'no-answer', name: 'No answer' }, { id: 'refused', name: 'Refused' }, { id: 'not-convenient', name: 'Not convenient' }, { id: 'other', name: 'Something else' }] },
    { kind: 'choice', id: 'cardLeft', label: 'Was a card left?', choices: [{ id: 'yes', name: 'Yes' }, { id: 'no', name: 'No' }] },
    { kind: 'lines', id: 'notes', label: 'Note' },
    { kind: 'when', id: 'occurredAt', label: 'When, if not now?', hint: 'It is told at this time, not when you type it.', since: openedAt },
  ]
}

/** What is asked of time or money spent. */
export function costAsks({ openedAt }: CaseRecord): AskedField[] {
  return [
    { kind: 'choice', id: 'kind', label: 'What was spent?', choices: [{ id: 'money', name: 'Money' }, { id: 'time', name: 'Time' }] },
    { kind: 'sum', id: 'value', label: 'How much? (pounds, or minutes)' },
    { kind: 'line', id: 'type', label: 'What for? (travel, legal fees, locksmith)' },
    { kind: 'line', id: 'by', label: 'By whom (if not you)', optional: true },
    { kind: 'lines', id: 'details', label: 'Details' },
    { kind: 'when', id: 'occurredAt', label: 'When, if not now?', hint: 'It is told at this time, not when you type it.', since: openedAt },
  ]
}
