import { expect, test } from 'vitest'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const parties = [{ id: 'complainant', name: 'Complainant', atLeast: 1, atMost: 2 }, { id: 'perpetrator', name: 'Alleged perpetrator', unknown: true }]
const steps = [{ id: 'look', kind: 'task' as const, name: 'Look' }]
const opened = () => given(sampleType({ parties, steps, closureReasons: [{ id: 'done', name: 'Done' }] })).opened()
const add = (role: string, more: { person?: string; name?: string; mustNotBeTold?: boolean } = {}) => ({ type: 'add-party' as const, party: { role, ...more } })

test('where a case type says who takes part, nobody takes part as something else', () => {
  expect(opened().when(add('witness', { name: 'Ms Calm' })).thenRefused('role-unknown')).toMatchObject({ at: [{ place: 'role', words: 'Choose one of Complainant (complainant), Alleged perpetrator (perpetrator).' }] })
  expect(given(sampleType({ steps })).opened().and(add('witness', { name: 'Ms Calm' })).state.parties).toHaveLength(1)
})

test('a person is unknown only where the role allows it', () => {
  expect(opened().when(add('complainant', { name: 'Somebody' })).thenRefused('party-unnamed').words).toBe('Complainant must be somebody on record.')
  expect(opened().and(add('perpetrator', { name: 'Man with a dog', mustNotBeTold: true })).state.parties).toEqual([{ id: 'party.1', role: 'perpetrator', name: 'Man with a dog', mustNotBeTold: true }])
})

test('no more take part than the role allows, and whoever left makes room', () => {
  const full = opened().and(add('complainant', { person: 'a' }), add('complainant', { person: 'b' }))
  expect(full.when(add('complainant', { person: 'c' })).thenRefused('too-many-parties').words).toBe('Complainant: there can be 2 of them at most.')
  full.and({ type: 'end-party', party: 'party.1' }, add('complainant', { person: 'c' }))
})

test('a case does not close before those take part who must', () => {
  expect(opened().when({ type: 'close-case', reason: 'done' }).thenRefused('gates-open').words).toContain('Complainant is not named')
  opened().and(add('complainant', { person: 'a' }), { type: 'close-case', reason: 'done' })
})
