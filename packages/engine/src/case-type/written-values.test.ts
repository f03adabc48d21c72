import { describe, expect, test } from 'vitest'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'
import { checkCaseType } from './check.ts'
import { compileCaseType } from './compile-case-type.ts'
import type { CaseTypeDefinition, FieldDefinition } from './definition.ts'
import type { StepDefinition } from './step-definition.ts'

const fields: Record<string, FieldDefinition> = {
  expires: { date: {} }, colour: { choice: 'colours' }, size: { number: { max: 5 } }, note: { text: {} }, signs: { list: 'colours' }, visited: { date: { notFuture: true } }, ref: { text: {}, required: true },
}
const parts = (steps: StepDefinition[]): Partial<CaseTypeDefinition> & Pick<CaseTypeDefinition, 'steps'> => ({
  fields, lists: { colours: [{ id: 'red', name: 'Red' }], sizes: [{ id: 'big', name: 'Big' }] }, closureReasons: [{ id: 'done', name: 'Done' }],
  steps: [{ id: 'ask', kind: 'task', name: 'Ask' }, ...steps],
})
const sets = (set: Record<string, string>) => parts([{ id: 'fill', kind: 'effect', name: 'Fill', after: 'ask', do: [{ priority: 'high' }, { set }] }])
const writes = (field: FieldDefinition) => parts([{ id: 'look', kind: 'task', name: 'Look', fields: { found: field } }])
const findings = (type: Parameters<typeof sampleType>[0]) => checkCaseType(sampleType(type)).map(({ place, message }) => `${place}: ${message}`)

describe('the check of a case type', () => {
  test.each<[Record<string, string>, string]>([
    [{ expires: '"soon"' }, 'steps[1].do[1].set.expires: The field expires holds a date, and this gives a text.'],
    [{ size: 'expires' }, 'steps[1].do[1].set.size: The field size holds a number, and this gives a date.'],
    [{ signs: '"red"' }, 'steps[1].do[1].set.signs: The field signs holds a list, and this gives a text.'],
    [{ colour: '"blue"' }, 'steps[1].do[1].set.colour: The field colour has no value blue.'],
  ])('finds what an effect sets and its field cannot hold: %j', (set, says) => {
    expect(findings(sets(set))).toEqual([says])
  })

  test.each<Record<string, string>>([{ expires: 'today' }, { expires: 'null' }, { colour: '"red"' }, { colour: 'note' }, { size: 'size + 1' }, { note: 'colour' }, { expires: 'answer("ask", "when")' }])('lets pass what it may hold: %j', (set) => {
    expect(findings(sets(set))).toEqual([])
  })

  test.each<[FieldDefinition, string]>([
    [{ text: {}, writes: 'expires' }, 'The field expires of the case holds a date, and this one a text.'],
    [{ choice: 'sizes', writes: 'colour' }, 'The field colour of the case holds a choice of colours, and this one a choice of sizes.'],
    [{ number: {}, writes: 'note' }, 'The field note of the case holds a text, and this one a number.'],
  ])('finds a task’s field that writes into one of another kind: %j', (field, says) => {
    expect(findings(writes(field))).toEqual([`steps[1].fields.found.writes: ${says}`])
  })

  test.each<FieldDefinition>([{ date: {}, writes: 'expires' }, { choice: 'colours', writes: 'colour' }, { choice: 'sizes', writes: 'note' }, { list: 'colours', writes: 'signs' }])('lets pass one of its kind: %j', (field) => {
    expect(findings(writes(field))).toEqual([])
  })

  test('says where an expression is written that does not compile', () => {
    const { findings: found } = compileCaseType({ id: 'sample', version: 1, name: 'Sample', reference: 'SM', about: 'none', calendar: 'england-and-wales', ...sets({ size: 'nothing + 1' }) })
    expect(found.map(({ place }) => place)).toEqual(['steps[1].do[1].set.size'])
  })
})

describe('a value that its field cannot hold is not recorded, and someone sees why (semantics 4)', () => {
  const opened = (type: Parameters<typeof sampleType>[0]) => given(sampleType(type)).opened({ fields: { ref: 'A1', expires: '2026-12-20', colour: 'red' } })
  const filled = (set: Record<string, string>) => opened(sets(set)).when({ type: 'complete-task', task: 'ask.1' })

  test.each<[Record<string, string>, string]>([
    [{ colour: '"bl" + "ue"' }, 'Colour cannot be blue; choose from red'],
    [{ expires: '"so" + "on"' }, 'Expires must be a date such as 2026-12-15'],
    [{ size: '2 + 4' }, 'Size must be at most 5'],
    [{ ref: 'null' }, 'Ref is needed'],
  ])('of an effect: %j', (set, warning) => {
    const [field] = Object.keys(set)
    const told = filled({ ...set, note: '"seen"' }).thenEvents({ type: 'expression-failed', place: `fill.set.${field}`, warning }, { type: 'fields-edited', values: { note: 'seen' } }, 'effect-applied')
    expect(told.state.fields).toEqual({ ref: 'A1', expires: '2026-12-20', colour: 'red', note: 'seen' })
  })

  test('of an expression that goes wrong: the field stays as it was', () => {
    expect(filled({ expires: 'date("soon")' }).thenEvents('expression-failed', 'effect-applied').state.fields).toMatchObject({ expires: '2026-12-20' })
  })

  test('of a task’s field that was left empty, nothing is taken away that the case needs', () => {
    const { steps, ...rest } = writes({ text: {}, writes: 'ref' })
    const told = opened({ ...rest, steps }).when({ type: 'complete-task', task: 'look.1', fields: { found: null } }).thenEvents('task-completed')
    expect([told.state.fields['ref'], told.state.warnings]).toEqual(['A1', {}])
  })

  test('of a task’s field: a wait until that date goes on', () => {
    const { steps, ...rest } = writes({ text: {}, writes: 'expires' })
    const waiting = opened({ ...rest, steps: [...steps, { id: 'runs', kind: 'wait', name: 'Runs', until: 'expires' }] })
    const told = waiting.when({ type: 'complete-task', task: 'look.1', fields: { found: 'soon' } }).thenEvents({ type: 'expression-failed', place: 'look.fields.found.writes', warning: 'Expires must be a date such as 2026-12-15' })
    expect(told.state.items['runs.1']?.until).toBe('2026-12-20T23:59:59.000Z')
  })
})
