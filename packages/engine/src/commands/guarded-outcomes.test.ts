import { expect, test } from 'vitest'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'
import { examineCaseType } from '../case-type/check.ts'

const fields = { offer: { number: {}, writes: 'offer' }, why: { text: {} } }
const claim = sampleType({
  fields: { offer: { number: {} } },
  steps: [
    { id: 'weigh', kind: 'task', name: 'Weigh', fields, outcomes: [{ id: 'raise', name: 'Raise it', when: 'trigger.offer > 100', needs: ['offer'] }, { id: 'take', name: 'Take it', when: 'offer != null' }, { id: 'refuse', name: 'Refuse', needs: ['why'] }] },
    { id: 'end', kind: 'finish', name: 'End', after: 'weigh.take' },
  ],
})
const weigh = (outcome: string, answers = {}) => ({ type: 'complete-task' as const, task: 'weigh.1', outcome, fields: answers })

test('an outcome whose guard does not hold is refused, with those that are possible and when it would be', () => {
  expect(given(claim).opened().when(weigh('take')).thenRefused('outcome-not-possible')).toMatchObject({ words: 'Weigh cannot end with Take it as things stand.', remedy: 'It is possible when offer != null.', at: [{ place: 'outcome', words: 'Choose Refuse (refuse).' }] })
  expect(given(claim).opened({ fields: { offer: 5 } }).and(weigh('take')).state.status).toBe('closed')
})

test('a guard may speak of the answers that are given with it', () => {
  given(claim).opened().when(weigh('raise', { offer: 90 })).thenRefused('outcome-not-possible')
  expect(given(claim).opened().and(weigh('raise', { offer: 110 })).state.fields['offer']).toBe(110)
})

test('an outcome demands the fields that it needs, each by its name', () => {
  expect(given(claim).opened().when(weigh('refuse')).thenRefused('answers-invalid').at).toEqual([{ place: 'why', words: 'Why is needed.' }])
  given(claim).opened().when(weigh('refuse', { why: 'Too dear' })).thenEvents({ type: 'task-completed', outcome: 'refuse' })
})

test('so does one that is recorded after the fact', () => {
  expect(given(claim).opened().when({ type: 'record-task', step: 'weigh', outcome: 'refuse' }).thenRefused('answers-invalid').words).toBe('Why is needed.')
})

test('a needed field that the task does not ask, and a guard that cannot be read, are findings with their places', () => {
  const steps = claim.definition.steps.map((step) => (step.kind === 'task' ? { ...step, outcomes: [{ id: 'take', name: 'Take it', when: 'offr > 1', needs: ['reason'] }] } : step))
  expect(examineCaseType({ ...claim.definition, steps }).findings.map(({ place, message }) => `${place}: ${message}`)).toEqual([expect.stringContaining('steps[0].outcomes[0].when: '), 'steps[0].outcomes[0].needs[0]: There is no field reason in this task.'])
})
