import { readyAssessment, type Assessment } from '../assessments/assessment.ts'
import type { Compiled } from '../expressions/compile-expression.ts'
import type { Step } from './case-type.ts'
import { compileFieldExpressions, type ExpressionContext } from './compile-field-expressions.ts'
import type { RuleCompiler } from './compile-rule.ts'
import type { CaseTypeDefinition } from './definition.ts'

/** Compiles the assessments of a case type, each once, whichever tasks do it. */
export function compileAssessments({ assessments = [] }: CaseTypeDefinition, { report, names }: RuleCompiler): Record<string, Assessment> {
  return Object.fromEntries(assessments.map((definition, index) => {
    const { assessment, findings } = readyAssessment(definition, Object.keys(names.step))
    for (const { message, remedy } of findings) report({ place: `assessments[${index}].total`, severity: 'error', message, remedy })
    return [definition.id, assessment]
  }))
}

/** Each task that does an assessment reads the conditions of its questions as those of its own fields. */
export function compileQuestionExpressions(steps: Step[], { compiler, expression, assessments }: Pick<ExpressionContext, 'compiler' | 'expression'> & { assessments: Assessment[] }): void {
  for (const [index, { definition }] of assessments.entries()) {
    const read: Record<string, Compiled> = {}
    for (const [at, { questions }] of definition.sections.entries()) compileFieldExpressions(questions, { key: 'fields', place: `assessments[${index}].sections[${at}].questions`, compiler, expression: read })
    for (const step of steps) {
      if (step.assessment?.definition !== definition) continue
      for (const [key, compiled] of Object.entries(read)) expression[`${step.id}.${key}`] = compiled
    }
  }
}
