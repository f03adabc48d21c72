import type { Compiled } from '../expressions/compile-expression.ts'
import type { Step } from './case-type.ts'
import type { RuleCompiler } from './compile-rule.ts'
import type { FieldDefinition } from './definition.ts'
import type { EffectAction } from './step-definition.ts'

export interface ExpressionContext {
  /** How the expression is known. */
  key: string
  /** Where it is written. */
  place: string
  compiler: RuleCompiler
  expression: Record<string, Compiled>
}

export function compileFieldExpressions(fields: Record<string, FieldDefinition>, { key, place, compiler, expression }: ExpressionContext): void {
  for (const [id, field] of Object.entries(fields)) {
    for (const part of ['showWhen', 'requireWhen'] as const) {
      const source = field[part]
      const compiled = source === undefined ? undefined : compiler.expression(source, `${place}.${id}.${part}`)
      if (compiled) expression[`${key}.${id}.${part}`] = compiled
    }
  }
}

export function compileStepExpressions(step: Step, { key, place, compiler, expression }: ExpressionContext): void {
  if (step.definition.kind === 'task') compileFieldExpressions(step.definition.fields ?? {}, { key: `${key}.fields`, place: `${place}.fields`, compiler, expression })
  compileGuards(step, { key, place, compiler, expression })
  if (step.definition.kind !== 'effect') return
  for (const [index, action] of step.definition.do.entries()) {
    const written = writtenIn(action)
    if (!written) continue
    for (const [field, source] of Object.entries(written.values)) {
      const compiled = compiler.expression(source, `${place}.do[${index}].${written.as}.${field}`)
      if (compiled) expression[written.as === 'set' ? `${key}.set.${field}` : `${key}.do[${index}].${written.as}.${field}`] = compiled
    }
  }
}

function compileGuards({ definition }: Step, { key, place, compiler, expression }: ExpressionContext): void {
  if (definition.kind !== 'task') return
  for (const [index, outcome] of (definition.outcomes ?? []).entries()) {
    if (typeof outcome === 'string' || outcome.when === undefined) continue
    const compiled = compiler.expression(outcome.when, `${place}.outcomes[${index}].when`)
    if (compiled) expression[guardOf(key, outcome.id)] = compiled
  }
}

/** How the guard of an outcome is known. */
export function guardOf(step: string, outcome: string): string {
  return `${step}.outcomes.${outcome}.when`
}

/** The expressions of an effect, by what they fill. */
function writtenIn(action: EffectAction): { as: string; values: Record<string, string> } | undefined {
  if ('set' in action) return { as: 'set', values: action.set }
  if ('open' in action) return { as: 'open.fields', values: action.open.fields ?? {} }
  return 'webhook' in action ? { as: 'body', values: action.body ?? {} } : undefined
}
