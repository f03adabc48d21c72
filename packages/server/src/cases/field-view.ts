import { type Answers, type CaseState, type CaseType, type FieldDefinition, fieldKind, fieldName } from '@casement/engine'
import type { Field } from '../contract/contract.ts'

/** The fields of a case with what they hold. */
export function caseFields(state: CaseState, caseType: CaseType): Field[] {
  return fieldsView(caseType.fields, { caseType, values: state.fields })
}

/** Questions as a form shows them: what each may hold, and what it holds. */
export function fieldsView(fields: Record<string, FieldDefinition>, { caseType, values = {} }: { caseType: CaseType; values?: Answers }): Field[] {
  return Object.entries(fields).map(([id, field]) => ({
    id,
    name: fieldName(id, field),
    kind: fieldKind(field),
    help: field.help,
    required: field.required === true,
    options: optionsOf(field, caseType),
    ...boundsOf(field),
    value: values[id],
  }))
}

function optionsOf(field: FieldDefinition, { definition }: CaseType): Field['options'] {
  if ('choice' in field) return definition.lists?.[field.choice] ?? []
  return 'list' in field ? definition.lists?.[field.list] ?? [] : undefined
}

function boundsOf(field: FieldDefinition): Partial<Field> {
  if ('text' in field) return { max: field.text.max, lines: field.text.lines }
  if ('number' in field) return field.number
  return 'date' in field ? { notFuture: field.date.notFuture } : {}
}
