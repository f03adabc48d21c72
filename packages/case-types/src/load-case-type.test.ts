import { describe, expect, test } from 'vitest'
import { libraryNames } from './library.ts'
import { loadCaseType } from './load-case-type.ts'

const head = ['id: sample', 'version: 1', 'name: Sample', 'reference: SM', 'about: home', 'calendar: england-and-wales']
const yaml = (...lines: string[]) => [...head, ...lines].join('\n')
const sound = yaml('steps:', '  - { id: visit, kind: task, name: Visit }', '  - { id: end, kind: finish, name: End, after: visit }')

function findingsOf(text: string) {
  return loadCaseType(text, 'sample').findings.map(({ line, place, message }) => ({ line, place, message }))
}

describe('loading a case type', () => {
  test('gives it ready to work with when nothing is wrong', () => {
    const { caseType, definition, findings } = loadCaseType(sound, 'sample')
    expect(findings).toEqual([])
    expect(definition?.name).toBe('Sample')
    expect(caseType?.step['visit']?.name).toBe('Visit')
  })

  test('reads JSON too', () => {
    const { definition } = loadCaseType(sound, 'sample')
    expect(loadCaseType(JSON.stringify(definition, null, 2), 'sample').caseType?.steps).toHaveLength(2)
  })

  test('says at which line the YAML cannot be read', () => {
    expect(findingsOf(yaml('steps: [ {'))).toEqual(expect.arrayContaining([expect.objectContaining({ place: 'file', line: 7 })]))
  })

  test('names every key that is unknown or missing and every value of the wrong kind, all at once', () => {
    expect(findingsOf(yaml('colour: red', 'steps:', '  - id: visit', '    kind: task', '    required: maybe', '    fields: { size: { number: { min: two } } }'))).toEqual([
      { line: 7, place: 'colour', message: 'There is no "colour" here.' },
      { line: 9, place: 'steps[0].name', message: 'steps[0].name is missing.' },
      { line: 11, place: 'steps[0].required', message: 'required is true, false, once-started or { when: … }.' },
      { line: 12, place: 'steps[0].fields.size.number.min', message: 'steps[0].fields.size.number.min must be a number.' },
    ])
  })

  test('names an act that takes no listed reasons, and a list without any', () => {
    expect(findingsOf(yaml('reasons: { skip: [], complete: [{ id: done, name: Done }] }', 'steps: [{ id: end, kind: finish, name: End }]'))).toEqual([
      { line: 7, place: 'reasons.skip', message: 'reasons.skip is empty.' },
      { line: 7, place: 'reasons.complete', message: 'There is no "complete" here.' },
    ])
  })

  test('names the kinds of field when one has none of them', () => {
    expect(findingsOf(yaml('fields: { size: { nummer: {} } }', 'steps: [{ id: end, kind: finish, name: End }]'))).toEqual([
      { line: 7, place: 'fields.size', message: expect.stringContaining('A field has exactly one kind: text, number') },
    ])
  })

  test('names rules and expressions that do not hold together, each at its line', () => {
    const text = yaml('fields: { size: { number: {} } }', 'steps:', '  - { id: visit, kind: task, name: Visit }', '  - id: letter', '    kind: message', '    name: Letter', '    template: card', '    after: { any: [visit, vist] }', '    when: size > "two"')
    expect(findingsOf(text)).toEqual([
      { line: 14, place: 'steps[1].after.any[1]', message: 'No event is called vist.' },
      { line: 15, place: 'steps[1].when', message: expect.stringContaining('compares a number with a text') },
    ])
  })

  test('names events although the schema does not hold, and takes any template, as docs/case-types.md says', () => {
    const steps = ['steps:', '  - { id: letter, kind: message, name: Letter, template: zzz, after: nowhere }']
    expect(findingsOf(yaml('colour: red', ...steps)).map(({ place }) => place)).toEqual(['colour', 'steps[0].after'])
    expect(loadCaseType(yaml(...steps), 'sample', libraryNames()).findings.map(({ place }) => place)).toEqual(['steps[0].after'])
  })

  test('finds the line of an expression in a field of a task', () => {
    const text = yaml('steps:', '  - { id: open, kind: stage, name: Open, steps: [', '      { id: visit, kind: task, name: Visit, fields: {', '          photos: { documents: image, showWhen: nothing } } } ] }')
    expect(findingsOf(text)).toEqual([{ line: 10, place: 'steps[0].steps[0].fields.photos.showWhen', message: 'There is no field nothing' }])
  })

  test('names what only the checks can see, with a case type to look at', () => {
    const { caseType, findings } = loadCaseType(yaml('steps: [{ id: visit, kind: task, name: Visit, for: { role: king } }]'), 'sample', { roles: ['officer'] })
    expect(caseType).toBeDefined()
    expect(findings.map(({ line, message }) => ({ line, message }))).toEqual([
      { line: 7, message: 'There is no way to finish: no finish can be reached and no closure reason is given.' },
      { line: 7, message: 'There is no role king.' },
    ])
  })
})

test('every kind of mistake in one file is named at once, in the order of its lines, each with what to do', () => {
  const text = [
    'id: Bad Type', 'version: 0', 'name: Bad', 'reference: b2', 'about: home', 'nation: mars', 'calendar: moon', 'effectiveFrom: soon', 'colour: red',
    'fields:', '  a b: { text: {} }', '  size: { number: { min: two } }', '  colour: { choice: colours }',
    'lists:', '  kinds: [{ id: one, name: One }, { id: one, name: Two }]',
    'holdReasons: []', 'closureReasons: [{ id: done }]',
    'clocks:', '  - { id: reply, name: Reply, basis: law, starts: case.opend, stops: visit, allow: { workingDays: 3 }, pausedBy: [asleep] }',
    'steps:',
    '  - { id: visit, kind: task, name: Visit, outcomes: [in, in, completed], required: maybe }',
    '  - { id: letter, kind: message, name: Letter, after: vist }',
    '  - { id: call, kind: tusk, name: Call }',
    '  - { id: check, kind: task, name: Check, when: siz > 2, waitingOn: nobody }',
    '  - { id: lost, kind: task, name: Lost, after: lost.completed, for: { role: king } }',
    '  - { id: end, kind: finish, name: End, after: call, outcome: nowhere }',
  ].join('\n')
  const { findings } = loadCaseType(text, 'bad', { calendars: ['england-and-wales'], roles: ['officer'] })
  expect(findings.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    '1: The id Bad Type is not in kebab-case.',
    '2: version must be at least 1.',
    '4: A reference begins with two or three capitals, such as SA.',
    '6: nation must be one of england, wales, scotland, northern-ireland.',
    '7: There is no calendar moon.',
    '8: effectiveFrom must be a date.',
    '9: There is no "colour" here.',
    '11: The field a b is not in camelCase.',
    '12: fields.size.number.min must be a number.',
    '13: There is no list colours.',
    '15: The value one is there twice.',
    '17: closureReasons[0].name is missing.',
    '19: Reply is said to be law, but not where that is written.',
    '19: No event is called case.opend.',
    '19: There is no hold reason asleep.',
    '21: The outcome in is there twice.',
    '21: The outcome completed is a reserved word: rules read it as an event of every step.',
    '21: required is true, false, once-started or { when: … }.',
    '22: steps[1].template is missing.',
    '22: No event is called vist.',
    '23: steps[2].kind must be one of task, message, decision, milestone, effect, wait, stage, use, finish.',
    '24: There is no field siz',
    '24: steps[3].waitingOn must be one of us, resident, contractor, agency, landlord, court, another-team.',
    '25: Lost can never start: nothing leads to it.',
    '25: There is no role king.',
    '26: There is no closure reason nowhere.',
  ])
  expect(findings.filter(({ remedy }) => remedy.length < 8)).toEqual([])
})

describe('a file that could do harm', () => {
  test('with aliases is refused before they are followed', () => {
    const bomb = yaml('lists:', '  a: &a [{ id: x, name: X }]', '  b: &b [*a, *a, *a]', '  c: [*b, *b, *b]', 'steps: []')
    expect(findingsOf(bomb)).toHaveLength(6)
    expect(findingsOf(bomb)[0]).toEqual({ line: 9, place: 'file', message: '*a is an alias; none may be used.' })
  })

  test.each([
    ['brackets', `${'['.repeat(100_000)}`, 'nested more than'],
    ['indentation', Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'), 'nested more than'],
    ['dashes', `steps: \n${'- '.repeat(5000)}x`, 'nested more than'],
    ['length', `# ${'x'.repeat(500_000)}`, '400000 is the most'],
  ])('by its %s is refused at once', (_what, text, says) => {
    expect(findingsOf(text)).toEqual([expect.objectContaining({ place: 'file', message: expect.stringContaining(says) })])
  })

  test.each(['', '- 1', 'null', '"text"', '!!js/function x'])('with nothing of use in it (%j) is refused', (text) => {
    const { definition, findings } = loadCaseType(text, 'sample')
    expect(definition).toBeUndefined()
    expect(findings.length).toBeGreaterThan(0)
  })

  test('with a key that JavaScript knows otherwise changes nothing', () => {
    const { findings } = loadCaseType(`${sound}\n__proto__: { polluted: true }\nlists: { constructor: [] }`, 'sample')
    expect(findings.length).toBeGreaterThan(0)
    expect('polluted' in {}).toBe(false)
  })
})
