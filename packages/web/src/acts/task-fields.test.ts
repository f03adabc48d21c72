import type { Field } from '@casement/server/contract'
import { expect, it } from 'vitest'
import { findMissing } from './task-fields.tsx'

const hazard: Field = { id: 'hazard', name: 'Kind of hazard', kind: 'choice', required: true, options: [{ id: 'damp', name: 'Damp' }] }
const notes: Field = { id: 'notes', name: 'Notes', kind: 'text', required: false }

it.each([
  ['a required field without an answer', {}, { hazard: 'Choose one' }],
  ['a choice that is not offered on the day', { hazard: 'cold' }, { hazard: 'Choose one' }],
  ['nothing when all is answered', { hazard: 'damp' }, {}],
])('%s is asked for', (_what, answers, missing) => {
  expect(findMissing([hazard, notes], answers)).toEqual(missing)
})

it('an optional choice is asked for again when its answer is no longer offered', () => {
  expect(findMissing([{ ...hazard, required: false }], { hazard: 'cold' })).toEqual({ hazard: 'Choose one' })
  expect(findMissing([{ ...hazard, required: false }], {})).toEqual({})
})

it('a required field that held a value is asked for once it was emptied', () => {
  const held = { ...hazard, value: 'damp' }
  expect([findMissing([held], {}), findMissing([held], { hazard: null })]).toEqual([{}, { hazard: 'Choose one' }])
})
