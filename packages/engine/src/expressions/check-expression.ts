import { everyNode } from './expression-tree.ts'
import type { ExpressionNode } from './expression-tree.ts'
import type { ExpressionFinding } from './compile-expression.ts'

const MOST_LEVELS = 20

/** The constructs that an expression may use: a closed list, so that a new one in the library is not let in by itself. */
const ALLOWED = new Set([
  'Expression', 'Disjunction', 'Conjunction', 'Comparison', 'ArithmeticExpression', 'IfExpression', 'PathExpression', 'ParenthesizedExpression',
  'FunctionInvocation', 'SpecialFunctionName', 'PositionalParameters', 'VariableName', 'PathName', 'Identifier', 'List', 'Interval',
  'PositiveUnaryTest', 'PositiveUnaryTests', 'SimplePositiveUnaryTest', 'NumericLiteral', 'StringLiteral', 'BooleanLiteral', 'DateTimeLiteral',
  'DateTimeConstructor', 'AtLiteral', 'CompareOp', 'ArithOp', 'null',
])

const INSTEAD: Readonly<Record<string, { what: string; remedy: string }>> = {
  ForExpression: { what: 'A "for … return"', remedy: 'Use count, sum, min, max or list contains on the list itself.' },
  QuantifiedExpression: { what: 'A "some" or "every … satisfies"', remedy: 'Use list contains, all or any on the list itself.' },
  FilterExpression: { what: 'A filter in square brackets', remedy: 'Use list contains or count on the list itself.' },
  FunctionDefinition: { what: 'A function of your own', remedy: 'Write what it does where it is used.' },
  Context: { what: 'A context in curly brackets', remedy: 'Name the fields directly.' },
  InstanceOfExpression: { what: '"instance of"', remedy: 'A field’s kind is known: compare its value instead.' },
  NamedParameters: { what: 'An argument with a name', remedy: 'Give the arguments in their order, without names.' },
}

/** Chains of these lean to one side in the tree without being nested in the source. */
const CHAINS = new Set(['Conjunction', 'Disjunction', 'ArithmeticExpression', 'PathExpression'])

/** Names everything in an expression's shape that is not allowed: syntax, constructs, ranges out of place, depth. */
export function checkShape(tree: ExpressionNode): ExpressionFinding[] {
  const error = [...everyNode(tree)].find(({ isError }) => isError)
  if (error) return [syntaxFinding(error)]
  const findings: ExpressionFinding[] = []
  visit(tree, { parents: [], level: 0, findings })
  return findings
}

interface Visit {
  parents: ExpressionNode[]
  level: number
  findings: ExpressionFinding[]
}

function visit(node: ExpressionNode, { parents, level, findings }: Visit): void {
  const parent = parents.at(-1)
  const isLevel = node.children.length > 0 && node.name !== 'Expression' && !(CHAINS.has(node.name) && parent?.name === node.name)
  if (level + (isLevel ? 1 : 0) > MOST_LEVELS) {
    findings.push({ message: `The expression is nested more than ${MOST_LEVELS} levels deep`, remedy: 'Split it into several steps or fields.', at: node.from })
    return
  }
  const finding = findConstruct(node, parents)
  if (finding) {
    findings.push(finding)
    return
  }
  for (const child of node.children) visit(child, { parents: [...parents, node], level: level + (isLevel ? 1 : 0), findings })
}

function findConstruct(node: ExpressionNode, parents: ExpressionNode[]): ExpressionFinding | undefined {
  const instead = INSTEAD[node.name]
  if (instead) return { message: `${instead.what} cannot be used here`, remedy: instead.remedy, at: node.from }
  const isRange = node.name === 'Interval' || node.name === 'SimplePositiveUnaryTest'
  if (isRange && !parents.some(({ name }) => name === 'PositiveUnaryTest')) {
    return { message: `The range ${node.text} stands alone`, remedy: 'Compare something with it: score in [1..5].', at: node.from }
  }
  const isWord = node.children.length === 0 && !/^[A-Z]/.test(node.name)
  if (ALLOWED.has(node.name) || isWord) return node.name === '?' ? unusable(node) : undefined
  return unusable(node)
}

function unusable(node: ExpressionNode): ExpressionFinding {
  return { message: `${node.text} cannot be used in an expression`, remedy: 'Use fields, outcome, answer, trigger, today, comparisons and the listed functions.', at: node.from }
}

function syntaxFinding(node: ExpressionNode): ExpressionFinding {
  const message = node.text ? `"${node.text}" is not expected here` : 'The expression is not complete'
  return { message, remedy: 'Check the brackets, the quotation marks and the words around this place.', at: node.from }
}
