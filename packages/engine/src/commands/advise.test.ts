import { expect, test } from 'vitest'
import { replay } from '../case/evolve.ts'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const noise = sampleType({
  fields: { what: { choice: 'kinds', required: true }, since: { date: {}, required: true } },
  lists: { kinds: [{ id: 'noise', name: 'Noise' }, { id: 'birds', name: 'Birds' }, { id: 'threats', name: 'Threats' }] },
  advice: [{ when: 'what = "threats"', text: 'If anybody is in danger, ring 999.' }, { when: 'what = "birds"', text: 'The council deals with birds.', instead: true }, { when: 'what = "threats"', text: 'Write down what was said.' }],
  steps: [{ id: 'visit', kind: 'task', name: 'Visit' }],
})

test('what applies to the answers is told as the case opens, in order, and stays in its history', () => {
  const { state, events } = given(noise).when({ type: 'open-case', fields: { what: 'threats', since: '2026-11-30' } }).thenEvents('case-opened', { type: 'advice-given', advice: ['If anybody is in danger, ring 999.', 'Write down what was said.'] })
  expect(replay(events)).toEqual(state)
  expect(given(noise).opened({ fields: { what: 'noise', since: '2026-11-30' } }).events.map(({ type }) => type)).not.toContain('advice-given')
})

test('advice that takes the place of a case is the refusal, also before all is answered', () => {
  const opening = (fields: object) => given(noise).when({ type: 'open-case', fields: { ...fields } })
  expect(opening({ what: 'birds', since: '2026-11-30' }).thenRefused('advised-instead')).toMatchObject({ words: 'The council deals with birds.', remedy: 'Give this advice: there is to be no case.' })
  expect(opening({ what: 'birds' }).thenRefused('advised-instead').words).toBe('The council deals with birds.')
})

test('what applies to the answers so far is told beside what is missing', () => {
  expect(given(noise).when({ type: 'open-case', fields: { what: 'threats' } }).thenRefused('fields-invalid').advice).toHaveLength(2)
  expect(given(noise).when({ type: 'open-case', fields: { what: 'noise' } }).thenRefused('fields-invalid').advice).toBeUndefined()
})

test('a case that no person opens has nobody to advise', () => {
  const { events } = given(noise).by({ kind: 'system', id: 'effect' }).opened({ fields: { what: 'birds', since: '2026-11-30' } })
  expect(events.map(({ type }) => type)).not.toContain('advice-given')
})
