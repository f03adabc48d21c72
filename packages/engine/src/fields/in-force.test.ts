import { describe, expect, test } from 'vitest'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'
import { isInForce } from './in-force.ts'

const hazards = sampleType({
  fields: { hazard: { choice: 'hazards' }, others: { list: 'hazards' } },
  lists: {
    hazards: [
      { id: 'damp', name: 'Damp' },
      { id: 'cold', name: 'Excess cold', from: '2026-11-30' },
      { id: 'old-name', name: 'Old name', until: '2026-11-29' },
      { id: 'trial', name: 'Trial', from: '2026-11-01', until: '2026-11-30' },
    ],
  },
  steps: [{ id: 'look', kind: 'task', name: 'Look', fields: { found: { choice: 'hazards' } } }],
})

describe('a value of a list with dates', () => {
  test.each([
    ['before its first day', '2026-11-29', false],
    ['on its first day', '2026-11-30', true],
    ['on its last day', '2026-12-31', true],
    ['after its last day', '2027-01-01', false],
  ])('%s: %s', (_when, day, expected) => {
    expect(isInForce({ id: 'cold', name: 'Cold', from: '2026-11-30', until: '2026-12-31' }, day)).toBe(expected)
  })

  test('can be chosen in a case opened on a day on which it is in force, and the refusal says since when otherwise', () => {
    given(hazards).on('2026-11-30T00:00:00Z').opened({ fields: { hazard: 'cold', others: ['damp', 'trial'] } })
    const refusal = given(hazards).on('2026-11-29T23:59:00Z').when({ type: 'open-case', fields: { hazard: 'cold' } }).thenRefused('fields-invalid')
    expect(refusal.words).toBe('Hazard cannot be cold; Excess cold can be chosen in cases opened since 30 November 2026, and this one was opened on 29 November 2026; choose from damp, old-name, trial.')
  })

  test('of which the last day is over says until when, and a list names each', () => {
    const refusal = given(hazards).on('2026-12-01T09:00:00Z').when({ type: 'open-case', fields: { others: ['old-name', 'trial', 'rain'] } }).thenRefused('fields-invalid')
    expect(refusal.words).toContain('Old name can be chosen in cases opened until 29 November 2026,')
    expect(refusal.words).toContain('Trial can be chosen in cases opened since 1 November 2026 and until 30 November 2026,')
    expect(refusal.words).toContain('cannot be old-name, trial, rain;')
  })

  test('follows the day on which the matter came up, not the one on which it was typed, in the landlord’s zone', () => {
    const typed = given(hazards).on('2026-12-01T09:00:00Z')
    typed.when({ type: 'open-case', occurredAt: '2026-11-29T22:00:00Z', fields: { hazard: 'cold' } }).thenRefused('fields-invalid')
    expect(typed.opened({ occurredAt: '2026-11-30T00:30:00Z', fields: { hazard: 'cold' } }).state.fields).toEqual({ hazard: 'cold' })
    const summer = sampleType({ ...hazards.definition, lists: { hazards: [{ id: 'cold', name: 'Excess cold', from: '2026-07-01' }] } })
    expect(given(summer).on('2026-06-30T23:30:00Z').opened({ fields: { hazard: 'cold' } }).state.fields).toEqual({ hazard: 'cold' })
  })

  test('stays as it was on the day of opening for all that follows in the case', () => {
    const opened = given(hazards).on('2026-11-29T10:00:00Z').opened().on('2026-12-10T10:00:00Z')
    opened.when({ type: 'complete-task', task: 'look.1', fields: { found: 'cold' } }).thenRefused('answers-invalid')
    opened.when({ type: 'edit-fields', fields: { hazard: 'cold' } }).thenRefused('fields-invalid')
    expect(opened.and({ type: 'complete-task', task: 'look.1', fields: { found: 'old-name' } }).state.items['look.1']?.answers).toEqual({ found: 'old-name' })
  })
})
