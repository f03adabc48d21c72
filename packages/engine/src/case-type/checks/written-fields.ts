import type { AssessmentDefinition } from '../assessment-definition.ts'
import type { FieldDefinition } from '../definition.ts'
import type { Checking } from './checking.ts'

/** A field where it is written: of the case, of a task, or a question of an assessment. */
export interface WrittenField {
  id: string
  field: FieldDefinition
  place: string
  isOfCase: boolean
}

/** Every field of a case type, each once, however many tasks ask it. */
export function writtenFields({ caseType, placeOf }: Checking): WrittenField[] {
  const at = (fields: Record<string, FieldDefinition> = {}, place: string, isOfCase = false) => Object.entries(fields).map(([id, field]) => ({ id, field, place: `${place}.${id}`, isOfCase }))
  return [
    ...at(caseType.fields, 'fields', true),
    ...caseType.steps.flatMap((step) => (step.definition.kind === 'task' ? at(step.definition.fields, placeOf(step, 'fields')) : [])),
    ...writtenSections(caseType.definition.assessments).flatMap(({ section, place }) => at(section.questions, `${place}.questions`)),
  ]
}

export function writtenSections(assessments: AssessmentDefinition[] = []) {
  return assessments.flatMap((assessment, index) => assessment.sections.map((section, at) => ({ assessment, section, place: `assessments[${index}].sections[${at}]` })))
}
