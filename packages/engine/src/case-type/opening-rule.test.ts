import { describe, expect, test } from 'vitest'
import { sampleType } from '../testing/play.ts'
import { askOpening, openingFields, openingSubject, type OpeningDefinition, type RecordChange } from './opening-rule.ts'
import type { StepDefinition } from './step-definition.ts'

const steps: StepDefinition[] = [{ id: 'visit', kind: 'task', name: 'Visit' }]
const ruleOf = (rule: Partial<OpeningDefinition>) => sampleType({ steps, opensOn: [{ record: 'tenancy', name: 'It happened', ...rule }] }).opensOn[0]!
const opens = (rule: Partial<OpeningDefinition>, before: RecordChange['before'], after: RecordChange['after']) => askOpening(ruleOf(rule), { before, after, today: '2026-12-01' }).opens

describe('what happens to a record opens a case', () => {
  test.each<[what: string, rule: Partial<OpeningDefinition>, before: RecordChange['before'], after: RecordChange['after'], opens: boolean]>([
    ['as it comes', { is: 'new' }, undefined, {}, true],
    ['not as it changes', { is: 'new' }, {}, { arrears: 1 }, false],
    ['as it comes, where the condition holds', { is: 'new', when: 'arrears > 0' }, undefined, { arrears: 5 }, true],
    ['not as it comes without the condition', { is: 'new', when: 'arrears > 0' }, undefined, { arrears: 0 }, false],
    ['when a part of it changes', { changes: 'arrears' }, { arrears: 1 }, { arrears: 2 }, true],
    ['when a part of it is taken away', { changes: 'arrears' }, { arrears: 1 }, {}, true],
    ['not when another part changes', { changes: 'arrears' }, { arrears: 1, weeklyRent: 3 }, { arrears: 1, weeklyRent: 4 }, false],
    ['not when it comes with that part', { changes: 'arrears' }, undefined, { arrears: 1 }, false],
    ['each time that a part changes to where the condition holds', { changes: 'arrears', when: 'arrears > 0' }, { arrears: 1 }, { arrears: 2 }, true],
    ['when a condition comes to hold', { when: 'endedOn != null' }, {}, { endedOn: '2026-12-24' }, true],
    ['when it comes with the condition', { when: 'endedOn != null' }, undefined, { endedOn: '2026-12-24' }, true],
    ['not when the condition held before', { when: 'endedOn != null' }, { endedOn: '2026-12-24' }, { endedOn: '2026-12-31' }, false],
    ['by the day of the landlord', { when: 'endedOn < today' }, {}, { endedOn: '2026-11-30' }, true],
  ])('%s', (_what, ...[rule, before, after, expected]) => expect(opens(rule, before, after)).toBe(expected))

  test('not where that cannot be worked out, which is told once', () => {
    const rule = ruleOf({ when: 'number(reference) > 100' })
    const first = askOpening(rule, { before: { reference: '99' }, after: { reference: 'new' }, today: '2026-12-01' })
    expect(first).toEqual({ opens: false, failed: expect.stringMatching(/./) })
    expect(askOpening(rule, { before: { reference: 'new' }, after: { reference: 'newer' }, today: '2026-12-01' })).toEqual({ opens: false })
  })
})

test('a case is opened with what the record says; what it does not say is left out', () => {
  const { opensOn: [rule] } = sampleType({ steps, fields: { owed: { number: {} }, ends: { date: {} } }, opensOn: [{ record: 'tenancy', name: 'It ended', is: 'new', fields: { owed: 'arrears * 2', ends: 'endedOn' } }] })
  expect(openingFields(rule!, { after: { arrears: 20.5 }, today: '2026-12-01' })).toEqual({ owed: 41 })
  expect(openingFields(rule!, { after: { arrears: 20.5, endedOn: '2026-12-24' }, today: '2026-12-01' })).toEqual({ owed: 41, ends: '2026-12-24' })
})

test('a case is about the record itself, or about what the record names', () => {
  const rule = ruleOf({ record: 'offer', has: { applicant: 'person', home: 'home', other: 'home' } })
  const record = { id: 'A-7', values: { applicant: 'ann', other: 'h2' } }
  expect(openingSubject({ about: 'tenancy' }, ruleOf({}), { id: 't1', values: { home: 'h1' } })).toEqual({ kind: 'tenancy', id: 't1' })
  expect(openingSubject({ about: 'home' }, ruleOf({}), { id: 't1', values: { home: 'h1' } })).toEqual({ kind: 'home', id: 'h1' })
  expect(openingSubject({ about: 'home' }, rule, record)).toEqual({ kind: 'home', id: 'h2' })
  expect(openingSubject({ about: ['home', 'person'] }, rule, record)).toEqual({ kind: 'person', id: 'ann' })
  expect(openingSubject({ about: 'none' }, rule, record)).toBeUndefined()
  expect(openingSubject({ about: 'home' }, rule, { id: 'A-8', values: {} })).toBeUndefined()
})
