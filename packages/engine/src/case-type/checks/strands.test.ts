import { expect, test } from 'vitest'
import { sampleType } from '../../testing/play.ts'
import { checkCaseType } from '../check.ts'
import type { CaseTypeDefinition } from '../definition.ts'
import type { EffectAction, StepDefinition } from '../step-definition.ts'

const lists = { categories: [{ id: 'noise', name: 'Noise' }], other: [{ id: 'noise', name: 'Noise' }] }
const strands = { list: 'categories', outcomes: [{ id: 'resolved', name: 'Resolved' }] }
const visit: StepDefinition = { id: 'visit', kind: 'task', name: 'Visit' }
const effect = (action: EffectAction, more: Partial<Extract<StepDefinition, { kind: 'effect' }>> = {}): StepDefinition => ({ id: 'act', kind: 'effect', name: 'Act', do: [action], ...more })

function errorsOf(steps: StepDefinition[], more: Partial<CaseTypeDefinition> = {}): string[] {
  const caseType = sampleType({ lists, strands, fields: { kinds: { list: 'categories' }, others: { list: 'other' } }, closureReasons: [{ id: 'done', name: 'Done' }], steps, ...more })
  return checkCaseType(caseType).filter(({ severity }) => severity === 'error').map(({ place, message }) => `${place}: ${message}`)
}

test('words of strands in a case type without them are found', () => {
  const clocks = [{ id: 'response', name: 'Response', per: 'strand' as const, starts: 'strand.started', stops: 'visit', allow: { days: 2 } }]
  const steps: StepDefinition[] = [visit, { ...visit, id: 'each', name: 'Each', forEach: 'strand' }, { ...visit, id: 'ask', name: 'Ask', after: 'strand.ended', when: 'strands() > 1' }, effect({ startStrand: { value: 'noise' } })]
  const none = 'There are no strands in this case type.'
  expect(errorsOf(steps, { clocks, strands: undefined })).toEqual([`steps[1].forEach: ${none}`, `steps[2].when: ${none}`, `steps[3].do[0]: ${none}`, `steps[2].after: ${none}`, `clocks[0].per: ${none}`, `clocks[0].starts: ${none}`])
  expect(errorsOf(steps, { clocks })).toEqual([])
})

test('a list of strands that is not there is found', () => {
  expect(errorsOf([visit], { strands: { list: 'none' } })).toEqual(['strands.list: There is no list none.'])
})

test('an effect that starts a strand of no value, or of an element that is none, is found', () => {
  expect(errorsOf([visit, effect({ startStrand: { value: 'dogs' } })])).toEqual(['steps[1].do[0].startStrand.value: There is no strand dogs.'])
  const ofElement = (list: string) => [visit, effect({ startStrand: { value: 'element' } }, { forEach: { list } })]
  expect(errorsOf(ofElement('others'))).toEqual(['steps[1].do[0].startStrand.value: Act starts a strand for its element, which is no value of categories.'])
  expect(errorsOf(ofElement('kinds'))).toEqual([])
})

test('what ends a strand from outside of one, or with no outcome of strands, is found', () => {
  expect(errorsOf([visit, effect({ endStrand: { outcome: 'resolved' } })])).toEqual(['steps[1].do[0]: Act ends the strand that it is in, and it is in none.'])
  expect(errorsOf([visit, effect({ endStrand: {} }, { forEach: 'strand' })])).toEqual(['steps[1].do[0].endStrand.outcome: Act ends a strand without an outcome.'])
  expect(errorsOf([visit, { id: 'over', kind: 'finish', name: 'Over', forEach: 'strand', outcome: 'gone' }])).toEqual(['steps[1].outcome: There is no outcome gone of strands.'])
  expect(errorsOf([visit, effect({ endStrand: { outcome: 'resolved' } }, { forEach: 'strand' })])).toEqual([])
})
