import type { Field } from '@casement/server/contract'
import { expect, it } from 'vitest'
import { answerTo, givenAnswers, shownAnswers } from './given-answers.ts'

const fields: Field[] = [
  { id: 'meter', name: 'Meter', kind: 'text', required: false, value: '4711' },
  { id: 'pets', name: 'Pets', kind: 'list', required: false, value: ['dog'], options: [{ id: 'dog', name: 'Dog' }] },
  { id: 'notes', name: 'Notes', kind: 'text', required: false },
]

it('takes what was given before what is known, also where nothing was given', () => {
  const shown = (answers: Record<string, unknown>) => fields.map((field) => answerTo(field, answers))
  expect(shown({})).toEqual(['4711', ['dog'], undefined])
  expect(shown({ meter: null, pets: null, notes: 'Ring first' })).toEqual([null, null, 'Ring first'])
})

it('sends an emptied field that held a value, and none that was empty before', () => {
  expect(givenAnswers(fields, { meter: null, pets: null, notes: null })).toEqual({ meter: null, pets: null })
  expect(givenAnswers(fields, { notes: 'Ring first' })).toEqual({ notes: 'Ring first' })
})

it('completes a task that is done again with the answers that stand in its form', () => {
  expect(shownAnswers(fields, { notes: 'Ring first' })).toEqual({ meter: '4711', pets: ['dog'], notes: 'Ring first' })
  expect(shownAnswers(fields, { meter: '4712', pets: null })).toEqual({ meter: '4712', pets: null })
})
