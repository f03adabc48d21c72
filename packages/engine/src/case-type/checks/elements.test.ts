import { expect, test } from 'vitest'
import { sampleType } from '../../testing/play.ts'
import { checkCaseType } from '../check.ts'
import type { CaseTypeDefinition } from '../definition.ts'
import type { ForEach, StepDefinition } from '../step-definition.ts'

type Task = Extract<StepDefinition, { kind: 'task' }>

const parties = [{ id: 'complainant', name: 'Complainant' }, { id: 'witness', name: 'Witness' }]
const lists = { hazards: [{ id: 'damp', name: 'Damp' }] }
const fields = { hazards: { list: 'hazards' }, worst: { choice: 'hazards' } }
const task = (id: string, more: Partial<Task> = {}): Task => ({ id, kind: 'task', name: id.toUpperCase(), ...more })
const stage = (id: string, forEach: ForEach, ...steps: StepDefinition[]): StepDefinition => ({ id, kind: 'stage', name: id.toUpperCase(), forEach, steps })
const interview = task('interview', { forEach: { parties: 'complainant' }, outcomes: ['seen', 'away'] })

function errorsOf(steps: StepDefinition[], more: Partial<CaseTypeDefinition> = {}): string[] {
  const caseType = sampleType({ parties, lists, fields, closureReasons: [{ id: 'done', name: 'Done' }], steps, ...more })
  return checkCaseType(caseType).filter(({ severity }) => severity === 'error').map(({ place, message }) => `${place}: ${message}`)
}

const remediesOf = (steps: StepDefinition[]) => checkCaseType(sampleType({ parties, lists, fields, closureReasons: [{ id: 'done', name: 'Done' }], steps })).map(({ remedy }) => remedy)

test('for each in a role that nobody takes part in is found', () => {
  expect(errorsOf([task('a', { forEach: { parties: ['witness', 'vicar'] } })])).toEqual(['steps[0].forEach.parties: A is for each vicar, and nobody takes part as that.'])
  expect(errorsOf([task('a', { forEach: { parties: ['witness', 'complainant'] } })])).toEqual([])
})

test('for each value of what is no list of the case is found', () => {
  expect(errorsOf([task('a', { forEach: { list: 'worst' } }), task('b', { forEach: { list: 'none' } })])).toEqual([
    'steps[0].forEach.list: worst has one value, so there is nothing to go through.', 'steps[1].forEach.list: There is no field none.',
  ])
  expect(errorsOf([task('a', { forEach: { list: 'hazards' } }), task('b', { forEach: { records: 'home' } })])).toEqual([])
})

test('for each of what the stage around is for each of already is found', () => {
  const both: ForEach = { parties: ['complainant', 'witness'] }
  expect(errorsOf([stage('s', both, task('a', { forEach: { parties: 'witness' } }))])).toEqual(['steps[0].steps[0].forEach: A is for each of what a stage around it is for each of already.'])
  expect(errorsOf([stage('s', { list: 'hazards' }, task('a', { forEach: { parties: 'witness' } }))])).toEqual([])
})

test('any of what is done once is found', () => {
  expect(errorsOf([task('a'), task('b', { after: 'any of a' })])).toEqual(['steps[1].after: B waits for any of a, and A is not done for each of anything.'])
  expect(errorsOf([interview, task('b', { after: 'any of interview.seen' })])).toEqual([])
})

test('one event of several, waited for from outside, is found and says how to mean one or all', () => {
  const faulty = [interview, task('b', { after: 'interview.seen' })]
  expect(errorsOf(faulty)).toEqual(['steps[1].after: B waits for interview.seen, which happens once for each: INTERVIEW is done for several.'])
  expect(remediesOf(faulty)).toEqual(['Write any of interview.seen for the first of them, or interview for the end of all.'])
  expect(errorsOf([interview, task('b', { after: 'interview' })])).toEqual([])
  expect(errorsOf([interview, task('b', { after: 'interview.seen', forEach: { parties: 'complainant' } })])).toEqual([])
})

test('a step inside a stage that is for each, waited for from outside it, is found; a clock stands outside too', () => {
  const clocks = [{ id: 'told', name: 'Told', starts: 'case.opened', stops: 'a', allow: { days: 5 } }]
  expect(errorsOf([stage('s', { list: 'hazards' }, task('a'))], { clocks })).toEqual(['clocks[0].stops: Told waits for a, which happens once for each: A is done for several.'])
  expect(errorsOf([stage('s', { list: 'hazards' }, task('a'), task('b', { after: 'a' })), task('c', { after: 's' })])).toEqual([])
})

test('the one outcome of several, asked for from outside, is found and names the plural (semantics 9)', () => {
  const faulty = [interview, task('b', { when: 'outcome("interview") = "seen"' }), task('c', { after: { on: 'b', when: 'answer("interview", "x") = 1' } })]
  expect(errorsOf(faulty)).toEqual([
    'steps[1].when: outcome("interview") = "seen" asks for the one outcome or answer of INTERVIEW, which is done for each of several.',
    'steps[2].after: answer("interview", "x") = 1 asks for the one outcome or answer of INTERVIEW, which is done for each of several.',
  ])
  expect(remediesOf(faulty)[0]).toBe('Use outcomes("interview") or answers("interview", …): the lists of what all of them gave.')
  expect(errorsOf([interview, task('b', { when: 'list contains(outcomes("interview"), "seen")' }), task('c', { forEach: { parties: 'complainant' }, when: 'outcome("interview") = "seen"' })])).toEqual([])
  expect(errorsOf([interview], { gates: [{ id: 'g', name: 'Gate', when: 'outcome("interview") = "seen"' }] })).toEqual(['gates[0].when: outcome("interview") = "seen" asks for the one outcome or answer of INTERVIEW, which is done for each of several.'])
})

test('a role that is there twice is found', () => {
  expect(errorsOf([task('a')], { parties: [...parties, { id: 'witness', name: 'Another witness' }] })).toEqual(['parties[2].id: Parties take part as witness twice.'])
})
