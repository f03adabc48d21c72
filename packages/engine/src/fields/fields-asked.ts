import type { FieldDefinition } from '../case-type/definition.ts'
import { compileExpression, type Compiled, type ExpressionScope, type KnownInExpression } from '../expressions/compile-expression.ts'

/** What a form asks as its answers stand. */
export interface AskedOfField {
  isShown: (field: string) => boolean
  /** Beside what is always needed. */
  isNeeded: (field: string) => boolean
}

/**
 * Says in a form which fields are asked and which of them are needed, as a case does. A form may know less than the case: a field
 * whose condition it cannot read is shown, and that it is needed is left for the case to say.
 */
export function fieldsAsked(fields: Record<string, Pick<FieldDefinition, 'showWhen' | 'requireWhen'>>, known: KnownInExpression): (scope: ExpressionScope) => AskedOfField {
  const conditions = (part: 'showWhen' | 'requireWhen') => new Map(Object.entries(fields).flatMap(([id, field]) => conditionOf(id, field[part], known)))
  const [shown, needed] = [conditions('showWhen'), conditions('requireWhen')]
  return (scope) => {
    const holds = (condition: Compiled | undefined) => condition?.evaluate(scope).value === true
    return { isShown: (field) => !shown.has(field) || holds(shown.get(field)), isNeeded: (field) => holds(needed.get(field)) }
  }
}

function conditionOf(id: string, source: string | undefined, known: KnownInExpression): [string, Compiled][] {
  const result = source === undefined ? undefined : compileExpression(source, known)
  return result && 'compiled' in result ? [[id, result.compiled]] : []
}
