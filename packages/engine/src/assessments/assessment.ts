import type { AssessmentDefinition, QuestionDefinition } from '../case-type/assessment-definition.ts'
import { compileExpression, type Compiled, type ExpressionFinding } from '../expressions/compile-expression.ts'

/** An assessment made ready to be scored, in a case or in a form. */
export interface Assessment {
  definition: AssessmentDefinition
  questions: Record<string, QuestionDefinition>
  total?: Compiled
}

/** Compiles how the total is worked out; what cannot be read is left out and named. */
export function readyAssessment(definition: AssessmentDefinition, steps: string[] = []): { assessment: Assessment; findings: ExpressionFinding[] } {
  const questions: Assessment['questions'] = Object.assign({}, ...definition.sections.map((section) => section.questions))
  const assessment = { definition, questions }
  if (definition.total === undefined) return { assessment, findings: [] }
  const names = [...Object.keys(questions), ...definition.sections.map(({ id }) => id)]
  const result = compileExpression(definition.total, { fields: names.map((id) => ({ id, kind: 'number' })), steps, roles: [] })
  return 'compiled' in result ? { assessment: { ...assessment, total: result.compiled }, findings: [] } : { assessment, findings: result.findings }
}
