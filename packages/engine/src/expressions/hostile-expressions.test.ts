import { describe, expect, test } from 'vitest'
import { compileExpression, type ExpressionField, type ExpressionScope } from './compile-expression.ts'

const fields: ExpressionField[] = [
  { id: 'size', kind: 'number' }, { id: 'note', kind: 'text' }, { id: 'seen', kind: 'date' }, { id: 'at', kind: 'time' }, { id: 'many', kind: 'list' }, { id: 'sure', kind: 'yesNo' },
]
const ordinary: ExpressionScope = { fields: { size: 3, note: 'words', seen: '2026-12-01', at: '10:30', many: ['a', 'b'], sure: true }, outcome: () => 'yes', answer: () => 5, outcomes: () => ['yes'], answers: () => [5], timesDone: () => 1, parties: () => 2, strands: () => 0, trigger: { name: 'visit.completed', seq: 3 }, today: () => '2026-12-15' }
const odd: ExpressionScope['fields'][] = [
  {}, { size: 1e308, note: 'x'.repeat(100_000), seen: '9999-12-31', at: '23:59', many: Array.from({ length: 2000 }, (_, n) => `value-${n}`), sure: false },
  { size: -1e308, note: '', seen: '0001-01-01', at: '00:00', many: [] }, { size: Number.NaN, note: '"; drop', seen: 'never', at: '25:99', many: [[[]]], sure: 'yes' }, { size: '3', note: 7, seen: 5, many: 'a', sure: 1 },
]

/** The first says why it is not let in; each of the others is read over the oddest of cases. */
const corpus: readonly (readonly [source: string, refused?: string])[] = [
  ['('.repeat(240) + '1' + ')'.repeat(240), '20 levels'],
  ['['.repeat(240) + '1' + ']'.repeat(240), '20 levels'],
  ['not('.repeat(30) + 'sure' + ')'.repeat(30), '20 levels'],
  ['if sure then '.repeat(21) + '1' + ' else 2'.repeat(21), '20 levels'],
  ['-'.repeat(400) + 'size > 1'],
  [`note = "${'x'.repeat(500)}"`, '500 is the most'],
  ['x'.repeat(100_000), '500 is the most'],
  ['count(for a in many return for b in many return for c in many return a) > 1', '"for … return"'],
  ['some a in many, b in many, c in many satisfies a = b', '"some"'],
  ['many[item = "a"]', 'filter'],
  ['matches(note, "(a+)+$")', 'cannot be used'],
  ['replace(note, "(a*)*b", "")', 'cannot be used'],
  ['count([1..1000000000]) > 1', 'stands alone'],
  ['function() 1', 'function of your own'],
  ['get value({a: 1}, "constructor")', 'context'],
  ['note.constructor = null', 'has no part'],
  ['trigger.__proto__.polluted = 1'],
  ['trigger.constructor = null'],
  ['concatenate(many, many, many)', 'cannot be used'],
  ['10 ** 400 > size'], ['size ** size > 1'], ['size * 1e308 * 1e308 > 0'], ['size / 0 > 1'], ['0 / 0 = size'], ['-size ** 0.5 > 0'],
  ['seen + duration("P999999999Y") > today'], ['seen - duration("P99999Y") < today'], ['seen + duration("P1M") * 1e15 > today'], ['(seen - today) * 1e300 > duration("P1D")'],
  ['date(999999999, 99, 99) > today'], ['date(note) < today'], ['date("2026-13-45") < today'], ['@"2026-02-30" < today'], ['time(note) > at'], ['date and time(seen, at) > date and time(today, at)'],
  ['string(many) + string(many) + string(many) = note'], ['number(note) > 1'], ['substring(note, -1e9, 1e9) = ""'], ['substring(note, 1e308) = ""'], ['string length(string(size)) > 400'],
  ['decimal(size, 1e9) > 1'], ['round up(size, 400) > 1'], ['modulo(size, 0) = 1'], ['sum(many) > 1'], ['max(many) > 1'], ['mean(many) > 1'], ['index of(many, many) = many'], ['list contains(many, many)'],
  [`size > 1${' or size > 1'.repeat(40)}`], [`${'size + '.repeat(60)}1 > 0`], [`note = "\u{1F3E0}\u0000\u202e"`], ['/* a comment that never ends'], ['size > 1 // and then nothing'], ['"unterminated'], ['\u0000'], ['size\u00a0>\u00a01'],
]

describe.each(corpus.map(([source, refused]) => ({ source, refused, shown: source.slice(0, 60) })))('$shown', ({ source, refused }) => {
  test('is not let in, or gives a value or a warning whatever the case holds', () => {
    const result = compileExpression(source, { fields, steps: ['visit'], roles: [] })
    if (refused !== undefined || 'findings' in result) {
      expect('findings' in result ? result.findings.map(({ message }) => message).join('; ') : 'It was let in').toContain(refused ?? '')
      return
    }
    for (const values of [ordinary.fields, ...odd]) {
      const { value, warning } = result.compiled.evaluate({ ...ordinary, fields: values })
      expect([typeof value !== 'function', warning === undefined || warning.length > 0]).toEqual([true, true])
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

test('what a step answers with is read as it is, also when nobody would answer so', () => {
  const result = compileExpression('answer("visit", "photos") = "x" or outcome("visit") = "x"', { fields, steps: ['visit'], roles: [] })
  if (!('compiled' in result)) throw new Error('It was not let in')
  for (const answer of [null, undefined, [], { a: { b: [] } }, 'x'.repeat(100_000), Number.NaN, '9999-12-31']) {
    expect(() => result.compiled.evaluate({ ...ordinary, answer: () => answer, outcome: () => { throw new Error('gone') } })).not.toThrow()
  }
})
