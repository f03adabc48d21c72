import { expect, test } from 'vitest'
import type { FieldDefinition } from '../case-type/definition.ts'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const lists = { rooms: [{ id: 'kitchen', name: 'Kitchen' }, { id: 'bath', name: 'Bathroom' }] }
/** A task that asks this one thing, on Tuesday 1 December 2026. */
const asks = (asked: FieldDefinition) => given(sampleType({ lists, steps: [{ id: 'visit', kind: 'task', name: 'Visit', fields: { asked } }] })).opened()
const answer = (asked: unknown) => ({ type: 'complete-task', task: 'visit.1', fields: { asked } }) as const

test.for<[FieldDefinition, taken: unknown, refused: unknown, words: string]>([
  [{ text: { max: 5 } }, 'Short', 'Too long', 'has 8 characters; at most 5 are allowed.'],
  [{ number: { min: 1.5, max: 9 } }, 2.25, 1, 'must be at least 1.5.'],
  [{ number: {} }, 7, '7', 'must be a number.'],
  [{ date: { notFuture: true } }, '2026-12-01', '2026-12-02', 'must not be in the future.'],
  [{ time: {} }, '14:30', '25:00', 'must be a time such as 14:30.'],
  [{ yesNo: {} }, false, 'no', 'must be yes or no (true or false).'],
  [{ choice: 'rooms' }, 'bath', 'attic', 'cannot be attic; choose from kitchen, bath.'],
  [{ list: 'rooms' }, ['bath', 'kitchen'], 'bath', 'must be a list of values.'],
  [{ documents: 'image' }, ['photo-1'], 'photo-1', 'must be a list of documents.'],
  [{ person: {} }, 'ann', 7, 'must name a record by its id.'],
  [{ record: 'asset' }, 'lift-3', ['lift-3'], 'must name a record by its id.'],
])('an answer that its field cannot hold is refused, and why: %j', ([field, taken, refused, words]) => {
  const story = asks(field)
  expect(story.when(answer(refused)).thenRefused('answers-invalid').at).toEqual([{ place: 'asked', words: `Asked ${words}` }])
  expect(story.and(answer(taken)).state.items['visit.1']?.state).toBe('completed')
})

test('a field is needed only while it is shown, and while what it depends on is so', () => {
  const fields: Record<string, FieldDefinition> = { dog: { yesNo: {} }, breed: { text: {}, required: true, showWhen: 'trigger.dog = true' }, why: { text: {}, requireWhen: 'trigger.dog = null' } }
  const story = given(sampleType({ steps: [{ id: 'visit', kind: 'task', name: 'Visit', fields }] })).opened()
  const missing = (answers: Record<string, unknown>) => story.when({ type: 'complete-task', task: 'visit.1', fields: answers }).thenRefused('answers-invalid').at?.map(({ place }) => place)
  expect([missing({ dog: true }), missing({})]).toEqual([['breed'], ['why']])
  story.and({ type: 'complete-task', task: 'visit.1', fields: { dog: false } })
})
