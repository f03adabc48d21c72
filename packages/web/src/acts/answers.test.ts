import { expect, it } from 'vitest'
import { makeAlmanac } from '../look/dates.ts'
import type { AskedField } from './act-form.ts'
import { filledIn, findMissingAnswers } from './answers.ts'

const almanac = makeAlmanac({ now: Date.parse('2026-12-10T10:00:00Z') })
const WHEN: AskedField = { kind: 'when', id: 'occurredAt', label: 'When did it come?', hint: '', since: '2026-12-01T10:00:00Z' }

it.each([
  [{ kind: 'lines', id: 'reason', label: 'Why?', required: true }, '  ', 'Write a few words'],
  [{ kind: 'lines', id: 'notes', label: 'Note' }, '', undefined],
  [{ kind: 'choice', id: 'reason', label: 'Why?', choices: [] }, '', 'Choose one'],
  [{ kind: 'date', id: 'until', label: 'Until' }, '', undefined],
  [{ kind: 'amount', id: 'by', label: 'By', most: 10 }, '11', 'Write a number from 1 to 10'],
  [WHEN, '', undefined],
  [WHEN, '2026-12-09T14:30', undefined],
  [WHEN, '2026-12-10T10:01', 'That is still to come: choose an earlier time'],
] satisfies [AskedField, string, string | undefined][])('of %j answered %j', (asked, answer, words) => {
  expect(findMissingAnswers([asked], { [asked.id]: answer }, almanac)).toEqual(words === undefined ? {} : { [asked.id]: words })
})

it('sends a moment as an instant, words without the spaces around them, and nothing that is empty', () => {
  expect(filledIn([WHEN], { occurredAt: '2026-12-09T14:30', notes: ' They rang ', other: ' ' }, almanac)).toEqual({ occurredAt: '2026-12-09T14:30:00.000Z', notes: 'They rang' })
  expect(filledIn([WHEN], { occurredAt: '' }, almanac)).toEqual({})
})
