import type { ExpressionFinding } from './compile-expression.ts'
import { argumentsOf, calledIn, type ExpressionNode } from './expression-tree.ts'
import { findQuestion } from './questions.ts'
import { INSTEAD_OF, LIBRARY_FUNCTIONS } from './library-functions.ts'
import type { LibraryFunction } from './library-functions.ts'
import { areAlike, findResult, hasOrder, typeWords } from './value-types.ts'
import type { ValueType } from './value-types.ts'

/** The names an expression may use, and where its findings go. */
export interface Checking {
  names: Map<string, ValueType>
  steps: Set<string>
  /** Roles in which parties take part. */
  roles: Set<string>
  findings: ExpressionFinding[]
}

const DATE_PARTS = new Set(['year', 'month', 'day', 'weekday', 'hour', 'minute', 'second', 'days', 'hours', 'minutes', 'seconds', 'months', 'years'])
const MOST_NAMES_SHOWN = 8

/** Checks names, arguments and operand types from the leaves up, and says what a part holds. */
export function checkValue(node: ExpressionNode, checking: Checking): ValueType {
  return (RULES[node.name] ?? checkParts)(node, checking)
}

type Rule = (node: ExpressionNode, checking: Checking) => ValueType

const RULES: Readonly<Record<string, Rule>> = {
  Disjunction: checkLogic,
  Conjunction: checkLogic,
  Comparison: checkComparison,
  ArithmeticExpression: checkArithmetic,
  IfExpression: checkChoice,
  PathExpression: checkPath,
  ParenthesizedExpression: checkOnly,
  FunctionInvocation: checkInvocation,
  VariableName: checkName,
  DateTimeLiteral: checkDateTime,
  Expression: checkOnly,
  PositiveUnaryTest: checkOnly,
  SimplePositiveUnaryTest: checkOnly,
  Interval: checkInterval,
  List: (node, checking) => (checkParts(node, checking), 'list'),
  NumericLiteral: () => 'number',
  StringLiteral: () => 'text',
  BooleanLiteral: () => 'yesNo',
  null: () => 'null',
}

const PUNCTUATION = /^([([\])]|\.|\.\.|and|or|in|between|if|then|else|CompareOp|ArithOp|PathName|SpecialFunctionName|DateTimeConstructor)$/

/** The children that hold values: no brackets, no operators, no key words. */
function valuesOf(node: ExpressionNode): ExpressionNode[] {
  return node.children.filter(({ name }) => !PUNCTUATION.test(name))
}

function getValue(node: ExpressionNode, index: number): ExpressionNode {
  const value = valuesOf(node)[index]
  if (!value) throw new Error(`${node.name} ${node.text} has no part ${index}`)
  return value
}

/** Brackets, and what wraps one value. */
function checkOnly(node: ExpressionNode, checking: Checking): ValueType {
  return checkValue(getValue(node, 0), checking)
}

function checkParts(node: ExpressionNode, checking: Checking): ValueType {
  for (const child of valuesOf(node)) checkValue(child, checking)
  return 'any'
}

function checkLogic(node: ExpressionNode, checking: Checking): ValueType {
  for (const operand of valuesOf(node)) expectType(operand, 'yesNo', checking)
  return 'yesNo'
}

function checkChoice(node: ExpressionNode, checking: Checking): ValueType {
  expectType(getValue(node, 0), 'yesNo', checking)
  const then = checkValue(getValue(node, 1), checking)
  return then === checkValue(getValue(node, 2), checking) ? then : 'any'
}

function checkComparison(node: ExpressionNode, checking: Checking): ValueType {
  const others = valuesOf(node).slice(1)
  const type = checkValue(getValue(node, 0), checking)
  const operator = node.children.find(({ name }) => name === 'CompareOp')?.text
  const isOrdered = operator ? !/^!?=$/.test(operator) : node.children.some(({ name }) => name === 'between')
  for (const other of others.flatMap((found) => (found.name === 'PositiveUnaryTests' ? valuesOf(found) : [found]))) {
    const otherType = checkValue(other, checking)
    const isMembership = operator === undefined && otherType === 'list'
    if (!isMembership) expectAlike({ node, type, other: otherType, isOrdered: isOrdered || isOrderedTest(other) }, checking)
  }
  return 'yesNo'
}

/** `> 5` and `[1..5]` after `in` ask for an order. */
function isOrderedTest(node: ExpressionNode): boolean {
  const test = node.name === 'PositiveUnaryTest' ? node.children[0] : undefined
  return test?.name === 'SimplePositiveUnaryTest' && !/^!?=/.test(test.text)
}

function expectAlike({ node, type, other, isOrdered }: { node: ExpressionNode; type: ValueType; other: ValueType; isOrdered: boolean }, { findings }: Checking): void {
  if (!areAlike(type, other)) {
    findings.push({ message: `${node.text} compares ${typeWords(type)} with ${typeWords(other)}, which is never true`, remedy: 'Compare values of one kind.', at: node.from })
  } else if (isOrdered && !(hasOrder(type) && hasOrder(other))) {
    findings.push({ message: `${node.text} asks which of two is greater, and ${typeWords(hasOrder(type) ? other : type)} has no order`, remedy: 'Use = or !=.', at: node.from })
  }
}

function checkInterval(node: ExpressionNode, checking: Checking): ValueType {
  const from = checkValue(getValue(node, 0), checking)
  expectAlike({ node, type: from, other: checkValue(getValue(node, 1), checking), isOrdered: true }, checking)
  return from
}

function checkArithmetic(node: ExpressionNode, checking: Checking): ValueType {
  const operator = node.children.find(({ name }) => name === 'ArithOp')?.text ?? '-'
  if (valuesOf(node).length === 1) return expectType(getValue(node, 0), 'number', checking)
  const left = checkValue(getValue(node, 0), checking)
  const right = checkValue(getValue(node, 1), checking)
  const result = findResult(operator, left, right)
  if (result) return result
  checking.findings.push({ message: `${node.text} cannot be worked out: ${typeWords(left)} ${operator} ${typeWords(right)}`, remedy: 'Use numbers with numbers, and add lengths of time such as duration("P7D") to dates.', at: node.from })
  return 'any'
}

function checkPath(node: ExpressionNode, checking: Checking): ValueType {
  const owner = getValue(node, 0)
  const part = node.children.at(-1)?.text ?? ''
  const type = checkValue(owner, checking)
  if (type === 'any') return 'any'
  const isMoment = type === 'date' || type === 'dateTime' || type === 'time' || type === 'duration'
  if (isMoment && DATE_PARTS.has(part)) return 'number'
  checking.findings.push({ message: `${owner.text} is ${typeWords(type)} and has no part ${part}`, remedy: 'Name a field, or a part of trigger.', at: node.from })
  return 'any'
}

function checkName(node: ExpressionNode, { names, findings }: Checking): ValueType {
  const type = names.get(node.text)
  if (type) return type
  const known = [...names.keys()]
  const shown = known.slice(0, MOST_NAMES_SHOWN).join(', ') + (known.length > MOST_NAMES_SHOWN ? ' …' : '')
  findings.push({ message: `There is no field ${node.text}`, remedy: `Declare it, put quotation marks round a text, or use one of: ${shown}.`, at: node.from })
  return 'any'
}

function checkInvocation(node: ExpressionNode, checking: Checking): ValueType {
  const called = calledIn(node)
  if (findQuestion(called)) return checkQuestion(node, called, checking)
  return checkCall(node, called, checking)
}

/** `date("…")`, `duration("…")` and `@"…"` are literals to the parser. */
function checkDateTime(node: ExpressionNode, checking: Checking): ValueType {
  return node.text.startsWith('@') ? typeOfAtLiteral(node.text) : checkCall(node, calledIn(node), checking)
}

function checkQuestion(node: ExpressionNode, called: string, { steps, roles, findings }: Checking): ValueType {
  const { takes, gives, of, example } = findQuestion(called)!
  const args = argumentsOf(node)
  const [asked] = args
  if (!of) {
    if (args.length > 0) findings.push({ message: `${node.text} takes nothing`, remedy: `Write it as ${example}.`, at: node.from })
    return gives
  }
  const [known, what] = of === 'step' ? [steps, 'step'] : [roles, 'role of parties']
  if (!asked || args.length !== takes.length || args.some(({ name }) => name !== 'StringLiteral')) {
    findings.push({ message: `${node.text} does not name its ${of} plainly`, remedy: `Write it as ${example}.`, at: node.from })
  } else if (!known.has(asked.text.slice(1, -1))) {
    const remedy = known.size === 0 ? `This case type has none: say who takes part under parties.` : `Name a ${what} of this case type: ${[...known].slice(0, MOST_NAMES_SHOWN).join(', ')}.`
    findings.push({ message: `There is no ${what} ${asked.text}`, remedy, at: asked.from })
  }
  return gives
}

function checkCall(node: ExpressionNode, name: string, checking: Checking): ValueType {
  const args = argumentsOf(node)
  const known = LIBRARY_FUNCTIONS.get(name)
  if (!known) {
    const remedy = INSTEAD_OF.get(name) ?? `Use one of: ${[...LIBRARY_FUNCTIONS.keys()].join(', ')}.`
    checking.findings.push({ message: `${name}() cannot be used in an expression`, remedy, at: node.from })
    return 'any'
  }
  if (!takesSoMany(known, args.length)) {
    checking.findings.push({ message: `${name}() takes ${known.takes.length} argument${known.takes.length === 1 ? '' : 's'}, not ${args.length}`, remedy: `It takes ${known.takes.map(typeWords).join(', then ')}.`, at: node.from })
  }
  for (const [index, arg] of args.entries()) expectType(arg, known.takes[index] ?? known.takes.at(-1) ?? 'any', checking)
  return known.gives
}

function takesSoMany({ takes, optional = 0, more }: LibraryFunction, given: number): boolean {
  return given >= takes.length - optional && (more === true || given <= takes.length)
}

function expectType(node: ExpressionNode, expected: ValueType, checking: Checking): ValueType {
  const type = checkValue(node, checking)
  const isDay = expected === 'date' && type === 'dateTime'
  if (!isDay && !areAlike(type, expected)) {
    checking.findings.push({ message: `${node.text} is ${typeWords(type)} where ${typeWords(expected)} is needed`, remedy: `Give ${typeWords(expected)} here.`, at: node.from })
  }
  return type
}

function typeOfAtLiteral(text: string): ValueType {
  if (/^@"-?P/.test(text)) return 'duration'
  if (text.includes('T')) return 'dateTime'
  return /^@"\d{4}-/.test(text) ? 'date' : 'time'
}
