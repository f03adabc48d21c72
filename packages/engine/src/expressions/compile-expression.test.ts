import { describe, expect, test } from 'vitest'
import { compileExpression } from './compile-expression.ts'
import type { Compiled, ExpressionField, ExpressionScope } from './compile-expression.ts'

const FIELDS: ExpressionField[] = [
  { id: 'arrears', kind: 'number' },
  { id: 'weeklyRent', kind: 'number' },
  { id: 'lastSeen', kind: 'date' },
  { id: 'visitTime', kind: 'time' },
  { id: 'isVulnerable', kind: 'yesNo' },
  { id: 'band', kind: 'choice' },
  { id: 'summary', kind: 'text' },
  { id: 'signs', kind: 'list' },
]
const SCOPE: ExpressionScope = {
  fields: { arrears: 900, weeklyRent: 120, lastSeen: '2026-12-01', visitTime: '14:30', isVulnerable: true, band: 'high', summary: 'Empty since May', signs: ['post', 'gas-off'] },
  outcome: (step) => (step === 'visit' ? 'unsure' : null),
  answer: (step, field) => (step === 'risk' ? { score: 17, assessedOn: '2026-12-03' }[field] : undefined),
  outcomes: (step) => (step === 'visit' ? ['occupied', 'unsure'] : []),
  answers: (step) => (step === 'risk' ? [17, 4] : []),
  timesDone: (step) => (step === 'visit' ? 2 : 0),
  parties: (role) => (role === 'witness' ? 3 : 0),
  strands: () => 2,
  trigger: { name: 'visit.completed', outcome: 'unsure', on: '2026-12-02' },
  today: () => '2026-12-15',
}

describe('An expression over the case’s data', () => {
  test.each([
    ['arrears > 4 * weeklyRent', true],
    ['arrears - weeklyRent', 780],
    ['-arrears', -900],
    ['arrears > 4 * weeklyRent and outcome("visit") = "unsure"', true],
    ['outcome("visit") in ("unsure", "occupied")', true],
    ['outcome("risk") = null', true],
    ['list contains(outcomes("visit"), "occupied")', true],
    ['max(answers("risk", "score")) - min(answers("risk", "score"))', 13],
    ['timesDone("visit") + parties("witness") + strands()', 7],
    ['answer("risk", "score") >= 15', true],
    ['answer("risk", "assessedOn") + duration("P7D") < today', true],
    ['answer("visit", "score") = null', true],
    ['trigger.outcome = "unsure"', true],
    ['trigger.on < today', true],
    ['today > lastSeen + duration("P7D")', true],
    ['today > lastSeen + duration("P14D")', false],
    ['today - lastSeen >= duration("P14D")', true],
    ['lastSeen + duration("P1M")', '2027-01-01'],
    ['today = date("2026-12-15")', true],
    ['@"2026-12-15" = today', true],
    ['lastSeen.year = 2026', true],
    ['day of week(today) = "Tuesday"', true],
    ['visitTime > time("12:00:00")', true],
    ['isVulnerable or arrears > 5000', true],
    ['not(isVulnerable)', false],
    ['band = "high"', true],
    ['if isVulnerable then "visit" else "letter"', 'visit'],
    ['arrears in [500..1000]', true],
    ['arrears in (< 100, > 800)', true],
    ['arrears between 1 and 100', false],
    ['list contains(signs, "post") and count(signs) = 2', true],
    ['"post" in signs', true],
    ['contains(lower case(summary), "empty")', true],
    ['max(arrears, 1000)', 1000],
    ['round half up(arrears / 7, 2)', 128.57],
    ['arrears > 1 // more than a pound', true],
  ])('%s is %j', (source, value) => {
    expect(compiled(source).evaluate(SCOPE)).toEqual({ value })
  })

  test('an empty field makes no value, and the same expression reads another scope afterwards', () => {
    const expression = compiled('arrears > 100')
    expect(expression.evaluate({ ...SCOPE, fields: {} })).toEqual({ value: null })
    expect(expression.evaluate(SCOPE)).toEqual({ value: true })
  })

  test('what the library cannot work out is a warning with its place, once', () => {
    const expression = compiled('arrears > 4 * weeklyRent')
    expect(expression.evaluate({ ...SCOPE, fields: { arrears: 900 } }).warning).toBe("Can't multiply 'null' to '4', at character 13")
    expect(expression.evaluate(SCOPE).warning).toBeUndefined()
    expect(compiled('trigger.nmae = "visit"').evaluate(SCOPE).warning).toContain('nmae')
    expect(compiled('date(summary) < today').evaluate(SCOPE).warning).toContain('is not a valid date')
  })

  test('an error in what it asks is a warning, never thrown', () => {
    const broken = { ...SCOPE, outcome: () => { throw new Error('no such item') } }
    expect(compiled('outcome("visit") = "unsure"').evaluate(broken)).toEqual({ value: null, warning: 'no such item' })
  })

  test('only a condition that mentions today must be read again when the day turns', () => {
    expect(compiled('today > lastSeen').usesToday).toBe(true)
    expect(compiled('summary = "today"').usesToday).toBe(false)
  })
})

describe('What an expression may not say is found before it runs', () => {
  test.each([
    ['', 'empty'],
    ['arrears >', 'not complete'],
    ['arrears > 1)', 'not expected'],
    ['arrear > 1', 'no field arrear'],
    ['toString = 1', 'no field toString'],
    ['outcome = "unsure"', 'no field outcome'],
    ['for x in signs return x', '"for … return"'],
    ['some x in signs satisfies x = "post"', '"some" or "every'],
    ['every x in signs satisfies x = "post"', '"some" or "every'],
    ['signs[item = "post"]', 'filter'],
    ['function(x) x', 'function of your own'],
    ['{a: 1}.a', 'context'],
    ['arrears instance of number', '"instance of"'],
    ['[1..5]', 'stands alone'],
    ['count([1..5])', 'stands alone'],
    ['arrears in [1..'.concat('"b"]'), 'a number with a text'],
    ['? > 1', 'cannot be used'],
    ['now() > today', 'now() cannot be used'],
    ['today() = today', 'today() cannot be used'],
    ['matches(summary, "^(a+)+$")', 'matches() cannot be used'],
    ['replace(summary, "a", "b") = "b"', 'replace() cannot be used'],
    ['split(summary, ",") = null', 'split() cannot be used'],
    ['sort(signs) = null', 'sort() cannot be used'],
    ['constructor("x") = 1', 'constructor() cannot be used'],
    ['count() = 1', 'takes 1 argument, not 0'],
    ['count(list: signs) = 1', 'argument with a name'],
    ['outcome("vist") = "unsure"', 'no step "vist"'],
    ['timesDone("vist") > 1', 'no step "vist"'],
    ['strands("x") > 1', 'takes nothing'],
    ['parties("vicar") > 1', 'no role of parties "vicar"'],
    ['parties(summary) > 1', 'does not name its role plainly'],
    ['outcome(summary) = "unsure"', 'does not name its step plainly'],
    ['answer("risk") = 1', 'does not name its step plainly'],
    ['arrears = "900"', 'a number with a text'],
    ['band > 3', 'a text with a number'],
    ['band in (1, 2)', 'a text with a number'],
    ['arrears between "a" and "b"', 'a number with a text'],
    ['today > "2026-12-15"', 'a date with a text'],
    ['outcome("visit") = 3', 'a text with a number'],
    ['isVulnerable > false', 'has no order'],
    ['arrears > null', 'has no order'],
    ['arrears and isVulnerable', 'a number where a yes or no is needed'],
    ['if arrears then 1 else 2', 'a number where a yes or no is needed'],
    ['arrears + summary = "x"', 'a number + a text'],
    ['lastSeen + 7 < today', 'a date + a number'],
    ['string length(arrears) = 3', 'a number where a text is needed'],
    ['arrears.year = 2026', 'has no part year'],
    [`arrears > 1 ${'or arrears > 1 '.repeat(40)}`, '500 is the most'],
    [`${'('.repeat(21)}arrears${')'.repeat(21)} > 1`, '20 levels'],
  ])('%s', (source, words) => {
    const [finding] = findings(source)
    expect(finding?.message).toContain(words)
    expect(finding?.remedy).toMatch(/\.$/)
  })

  test('each finding has its place in the source', () => {
    expect(findings('arears > 1 and outcome("vist") = 3').map(({ at }) => at)).toEqual([0, 23, 15])
  })

  test('a chain of conditions is not deep', () => {
    expect(compiled(`arrears > 1${' or arrears > 2'.repeat(30)}`).evaluate(SCOPE).value).toBe(true)
  })
})

function compiled(source: string): Compiled {
  const result = compileExpression(source, { fields: FIELDS, steps: ['visit', 'risk'], roles: ['witness'] })
  if ('findings' in result) throw new Error(result.findings.map(({ message }) => message).join('; '))
  return result.compiled
}

function findings(source: string) {
  const result = compileExpression(source, { fields: FIELDS, steps: ['visit', 'risk'], roles: ['witness'] })
  return 'findings' in result ? result.findings : []
}
