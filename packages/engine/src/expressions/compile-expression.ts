import { evaluate, FeelDate, FeelDateTime, FeelDuration, FeelFunction, FeelTime, isFunction, parseDate, parseTime } from 'feelin'
import { checkShape } from './check-expression.ts'
import { checkValue } from './check-values.ts'
import { argumentsOf, calledIn, everyNode, parseTree } from './expression-tree.ts'
import type { ExpressionNode } from './expression-tree.ts'
import { asksOfStep, asksOne, QUESTIONS } from './questions.ts'
import { typeOfField } from './value-types.ts'
import type { ExpressionField, ValueType } from './value-types.ts'

export type { ExpressionField } from './value-types.ts'

/** What an expression may read: the case's fields by id, its steps' latest outcomes and answers, the event that asked, the day. */
export interface ExpressionScope {
  /** Dates and times as text (2026-12-15, 10:30); empty fields null or absent. */
  fields: Record<string, unknown>
  outcome: (step: string) => string | null
  answer: (step: string, field: string) => unknown
  /** Of all its completed runs. */
  outcomes: (step: string) => string[]
  answers: (step: string, field: string) => unknown[]
  /** How many of its runs were completed. */
  timesDone: (step: string) => number
  /** How many take part in a role. */
  parties: (role: string) => number
  /** How many strands are open. */
  strands: () => number
  trigger: unknown
  /** The civil date in the landlord's zone. A function and no getter, for each object made with a getter has a shape of its own, which is kept long and keeps the case with it. */
  today: () => string
}

/** What is asked of a case where there is none: a record, or scores alone. */
export const noCaseToAsk: Omit<ExpressionScope, 'fields' | 'today'> = {
  outcome: () => null, answer: () => null, outcomes: () => [], answers: () => [], timesDone: () => 0, parties: () => 0, strands: () => 0, trigger: null,
}

/** An expression that is ready to be read any number of times, without being parsed again. */
export interface Compiled {
  source: string
  /** What it can be known to give before it runs. */
  type: ValueType
  /** The text that it is, where it is nothing else. */
  literal?: string
  usesToday: boolean
  usesFields: boolean
  usesParties: boolean
  usesStrands: boolean
  /** The steps of which it reads outcomes or answers. */
  steps: readonly string[]
  /** Of these, those of which it reads the one answer that counts. */
  asksOne: readonly string[]
  evaluate(scope: ExpressionScope): Value
}

/** Dates as text again, null when it has none; a warning when something in it went wrong. */
export interface Value {
  value: unknown
  warning?: string
}

export interface ExpressionFinding {
  message: string
  remedy: string
  /** The character at which it is, from 0. */
  at?: number
}

const MOST_CHARACTERS = 500
const OWN_NAMES: [string, ValueType][] = [['today', 'date'], ['trigger', 'any']]
/** Always called, so that no field of the same name can be meant. */
const OWN_FUNCTIONS = [...QUESTIONS.keys()]
const CIVIL_DATE = /^\d{4}-\d\d-\d\d$/

/** What an expression may name. */
export interface KnownInExpression {
  fields: ExpressionField[]
  steps: string[]
  /** Roles in which parties take part. */
  roles: string[]
}

/** Checks a FEEL expression against the declared fields and steps and compiles it, or names everything wrong with it. */
export function compileExpression(source: string, { fields, steps, roles }: KnownInExpression): { compiled: Compiled } | { findings: ExpressionFinding[] } {
  if (source.trim() === '') return { findings: [{ message: 'The expression is empty', remedy: 'Write a condition, or leave it out.' }] }
  if (source.length > MOST_CHARACTERS) {
    return { findings: [{ message: `The expression has ${source.length} characters; ${MOST_CHARACTERS} is the most`, remedy: 'Split it into several steps or fields.' }] }
  }
  const names = new Map([...fields.map((field): [string, ValueType] => [field.id, typeOfField(field)]), ...OWN_NAMES])
  for (const name of OWN_FUNCTIONS) names.delete(name)
  const tree = parseTree(source, [...names.keys(), ...OWN_FUNCTIONS])
  const findings = checkShape(tree)
  const type = findings.length === 0 ? checkValue(tree, { names, steps: new Set(steps), roles: new Set(roles), findings }) : 'any'
  if (findings.length > 0) return { findings }
  const used = new Set([...everyNode(tree)].filter(({ name }) => name === 'VariableName').map(({ text }) => text))
  const own = new Set([...OWN_NAMES.map(([name]) => name), ...OWN_FUNCTIONS])
  const parameters = fields.filter(({ id }) => used.has(id) && !own.has(id))
  try {
    return { compiled: { source, type, literal: literalOf(source), usesFields: parameters.length > 0, usesParties: used.has('parties'), usesStrands: used.has('strands'), steps: stepsAskedIn(tree, asksOfStep), asksOne: stepsAskedIn(tree, asksOne), ...compile(source, parameters, used) } }
  } catch (error) {
    return { findings: [{ message: `The expression cannot be read: ${reasonOf(error)}`, remedy: 'Use field ids that are no words of the expression language.' }] }
  }
}

/** A step is always named plainly, as the first argument. */
function stepsAskedIn(tree: ExpressionNode, isAsked: (question: string) => boolean): string[] {
  const questions = [...everyNode(tree)].filter((node) => node.name === 'FunctionInvocation' && isAsked(calledIn(node)))
  return questions.flatMap((node) => argumentsOf(node).slice(0, 1).map(({ text }) => text.slice(1, -1)))
}

function literalOf(source: string): string | undefined {
  return /^\s*"([^"\\]*)"\s*$/.exec(source)?.[1]
}

/** The library parses at each evaluation, so the expression becomes the body of one FEEL function, which does not. */
function compile(source: string, fields: ExpressionField[], used: ReadonlySet<string>): Pick<Compiled, 'usesToday' | 'evaluate'> {
  const head = `function(${[...fields.map(({ id }) => id), ...OWN_FUNCTIONS, 'trigger', 'today'].join(', ')}) (\n`
  const { value: body, warnings } = evaluate(`${head}${source}\n)`)
  if (!isFunction(body)) throw new Error(`The expression ${source} did not become a function`)
  const asked = questionsAsked(used)
  const read = (scope: ExpressionScope): Value => {
    asked.scope = scope
    // The library adds to this one list at every invocation.
    warnings.length = 0
    try {
      const value = plainValue(body.invoke(argumentsFor(scope, { fields, used, questions: asked.functions })))
      const [first] = warnings
      return first ? { value, warning: `${first.message}, at character ${first.position.from - head.length + 1}` } : { value }
    } catch (error) {
      return { value: null, warning: reasonOf(error) }
    }
  }
  const readsFieldsOnly = ![...OWN_FUNCTIONS, 'trigger', 'today'].some((name) => used.has(name))
  return { usesToday: used.has('today'), evaluate: readsFieldsOnly ? onceForTheSameFields(read) : read }
}

/** Fields are replaced when they change, never altered, and a rule is read many times between two changes. */
function onceForTheSameFields(read: (scope: ExpressionScope) => Value): (scope: ExpressionScope) => Value {
  let last: { fields: ExpressionScope['fields']; value: Value } | undefined
  return (scope) => {
    if (last?.fields !== scope.fields) last = { fields: scope.fields, value: read(scope) }
    return last.value
  }
}

/** The questions that an expression may ask, made once, for the library makes a function slowly: of the scope in which it is being read. */
function questionsAsked(used: ReadonlySet<string>): { scope?: ExpressionScope; functions: (FeelFunction | null)[] } {
  const asked: ReturnType<typeof questionsAsked> = { functions: [] }
  // The names are given because a minifier renames the parameters that the library would read.
  asked.functions = [...QUESTIONS].map(([name, { takes }]) => (used.has(name) ? new FeelFunction((...about: [string, string]) => feelValue(asked.scope![name](...about)), takes) : null))
  return asked
}

/** What the expression does not name costs nothing. */
function argumentsFor(scope: ExpressionScope, { fields, used, questions }: { fields: ExpressionField[]; used: ReadonlySet<string>; questions: (FeelFunction | null)[] }): unknown[] {
  const { fields: values, trigger } = scope
  return [
    ...fields.map(({ id, kind }) => fieldValue(values[id], kind)),
    ...questions,
    used.has('trigger') ? feelValue(trigger) : null,
    used.has('today') ? parseDate(scope.today()) : null,
  ]
}

function fieldValue(value: unknown, kind: ExpressionField['kind']): unknown {
  if (typeof value !== 'string') return value ?? null
  if (kind === 'date') return parseDate(value)
  return kind === 'time' ? parseTime(value) : value
}

/** An answer's or a trigger's kind is not declared here: what is written like a civil date is one. */
function feelValue(value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return CIVIL_DATE.test(value) ? (parseDate(value) ?? value) : value
  if (Array.isArray(value)) return value.map(feelValue)
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, feelValue(entry)]))
  return value
}

function plainValue(value: unknown): unknown {
  if (value instanceof FeelDate || value instanceof FeelTime || value instanceof FeelDateTime || value instanceof FeelDuration) return value.toString()
  return Array.isArray(value) ? value.map(plainValue) : (value ?? null)
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
