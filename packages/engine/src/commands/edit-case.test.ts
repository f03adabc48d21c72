import { describe, expect, test } from 'vitest'
import type { RefusalCode } from '../refusal.ts'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'
import type { Command } from './command.ts'

const visits = sampleType({ holdReasons: [{ id: 'hospital', name: 'In hospital' }], steps: [{ id: 'visit', kind: 'task', name: 'Visit', clock: { allow: { days: 2 } } }] })

test.for<[RefusalCode, Command]>([
  ['text-missing', { type: 'add-note', text: ' ' }],
  ['text-missing', { type: 'add-task' }],
  ['text-missing', { type: 'add-task', name: ' ' }],
  ['text-missing', { type: 'explain-lateness', clock: 'visit.1', words: '' }],
  ['clock-unknown', { type: 'explain-lateness', clock: 'visit.2', words: 'No keys' }],
  ['hold-unknown', { type: 'release' }],
  ['hold-unknown', { type: 'release', on: 'visit.1' }],
  ['step-unknown', { type: 'add-task', step: 'dance' }],
  ['reason-unknown', { type: 'hold', reason: 'rain' }],
  ['already-past', { type: 'hold', reason: 'hospital', until: '2026-12-01T10:00:00Z' }],
])('a refusal says precisely what is wrong: %s for %j', ([code, command]) => {
  expect(given(visits).opened().when(command).thenRefused(code).remedy).toBeDefined()
})

describe('a field that is needed', () => {
  const dogs = sampleType({ fields: { name: { text: {}, required: true }, dog: { yesNo: {} }, breed: { text: {}, requireWhen: 'dog = true' }, note: { text: {} } }, steps: [{ id: 'visit', kind: 'task', name: 'Visit' }] })
  const opened = given(dogs).opened({ fields: { name: 'Rex', dog: true, breed: 'Collie', note: 'Old' } })

  test.each([{ name: null }, { name: '' }, { breed: null }, { note: 'New', name: null }])('cannot be emptied: %j', (fields) => {
    expect(opened.when({ type: 'edit-fields', fields }).thenRefused('fields-invalid').words).toMatch(/^(Name|Breed) is needed\.$/)
  })

  test('is named by an edit: one that changes nothing is refused', () => {
    expect(opened.when({ type: 'edit-fields', fields: {}, reason: 'Why not' }).thenRefused('fields-invalid')).toMatchObject({ at: [{ place: 'fields', words: expect.any(String) }], remedy: expect.any(String) })
  })

  test('may be left out of an edit, or emptied with what asks for it', () => {
    expect(opened.and({ type: 'edit-fields', fields: { note: null } }, { type: 'edit-fields', fields: { dog: false, breed: null } }).state.fields).toEqual({ name: 'Rex', dog: false, breed: null, note: null })
  })
})

test('the priority of a case is set by hand, with why', () => {
  const urgent = given(visits).opened().when({ type: 'set-priority', priority: 'urgent', reason: 'A child has asthma' }).thenEvents({ type: 'priority-set', priority: 'urgent', reason: 'A child has asthma' })
  expect([given(visits).opened().state.priority, urgent.state.priority]).toEqual(['normal', 'urgent'])
})

test('a case keeps the fields with which it was opened, though the caller goes on using what it gave', () => {
  const signed = sampleType({ fields: { signs: { list: 'signs' } }, lists: { signs: [{ id: 'post', name: 'Post' }] }, steps: [{ id: 'visit', kind: 'task', name: 'Visit' }] })
  const fields: Record<string, unknown> = { signs: ['post'] }
  const { state } = given(signed).opened({ fields })
  fields['other'] = true
  ;(fields['signs'] as string[]).push('smoke')
  expect(state.fields).toEqual({ signs: ['post'] })
})

test('a hold that is not there is told with those that are', () => {
  const held = given(visits).opened().and({ type: 'hold', reason: 'hospital' })
  expect(held.when({ type: 'release', hold: 'hold.9' }).thenRefused('hold-unknown')).toMatchObject({ at: [{ place: 'hold', words: expect.stringMatching(/^Choose In hospital \(.+\)\.$/) }], remedy: 'Name one of its holds, or none to release them all.' })
})

test.for<[RefusalCode, Command, { place: string; words: string }]>([
  ['step-unknown', { type: 'add-task', step: 'dance' }, { place: 'step', words: 'Choose Visit (visit).' }],
  ['reason-unknown', { type: 'hold', reason: 'rain' }, { place: 'reason', words: 'Choose In hospital (hospital).' }],
  ['clock-unknown', { type: 'explain-lateness', clock: 'visit.2', words: 'No keys' }, { place: 'clock', words: 'Choose Visit (visit.1).' }],
])('where a choice is wrong, its field is the place and the words name what there is: %s', ([code, command, at]) => {
  expect(given(visits).opened().when(command).thenRefused(code).at).toEqual([at])
})
