import { expect, test } from 'vitest'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'
import type { FieldDefinition } from '../case-type/definition.ts'
import { fieldsAsked } from './fields-asked.ts'

const fields: Record<string, FieldDefinition> = {
  dog: { yesNo: {} },
  breed: { text: {}, showWhen: 'trigger.dog = true', requireWhen: 'trigger.dog = true' },
  why: { text: {}, requireWhen: 'trigger.dog = null and urgent = true' },
}
const nobody = { outcome: () => null, answer: () => null, outcomes: () => [], answers: () => [], timesDone: () => 0, parties: () => 0, strands: () => 0, today: () => '2026-12-01' }
const known = { fields: [{ id: 'urgent', kind: 'yesNo' as const }], steps: ['visit'], roles: [] }

test.for([
  { dog: true, urgent: false },
  { dog: false, urgent: true },
  { dog: null, urgent: true },
  { dog: null, urgent: false },
])('a form says is needed what the case will ask for: %j', ({ dog, urgent }) => {
  const asked = fieldsAsked(fields, known)({ ...nobody, fields: { urgent }, trigger: { dog, breed: null, why: null } })
  const needed = Object.keys(fields).filter((field) => asked.isShown(field) && asked.isNeeded(field))
  const story = given(sampleType({ fields: { urgent: { yesNo: {} } }, steps: [{ id: 'visit', kind: 'task', name: 'Visit', fields }] })).opened({ fields: { urgent } })
  const done = story.when({ type: 'complete-task', task: 'visit.1', fields: { dog } })
  if (needed.length === 0) done.thenEvents({ type: 'task-completed' })
  else expect(done.thenRefused('answers-invalid').at?.map(({ place }) => place)).toEqual(needed)
})

test('what a form cannot read, such as a step that it does not know, hides nothing and is not said to be needed', () => {
  const unread = { showWhen: 'outcome("call") = "in"', requireWhen: 'outcome("call") = "in"' }
  const asked = fieldsAsked({ note: unread }, known)({ ...nobody, fields: {}, trigger: null })
  expect([asked.isShown('note'), asked.isNeeded('note')]).toEqual([true, false])
})
