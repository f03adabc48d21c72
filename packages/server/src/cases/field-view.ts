import { type Answers, type CaseState, type CaseType, type Context, type FieldDefinition, dayAt, fieldKind, fieldName, isInForce } from '@casement/engine'
import type { Field } from '../contract/contract.ts'

interface SeenFields {
  state: CaseState
  caseType: CaseType
  calendar: Context['calendar']
}

/** The fields of a case with what they hold. */
export function caseFields({ state, caseType, calendar }: SeenFields): Field[] {
  return fieldsView(caseType.fields, { caseType, openedOn: openedOn({ state, caseType, calendar }), values: state.fields })
}

/** The landlord's day on which a case was opened: its lists are those of that day. */
export function openedOn({ state, caseType, calendar }: SeenFields): string {
  return dayAt(state.openedAt, calendar(caseType.definition.calendar).zone)
}

/** Questions as a form shows them: what each may hold, and what it holds. */
export function fieldsView(fields: Record<string, FieldDefinition>, { caseType, openedOn, values = {} }: { caseType: CaseType; openedOn: string; values?: Answers }): Field[] {
  return Object.entries(fields).map(([id, field]) => ({
    id,
    name: fieldName(id, field),
    kind: fieldKind(field),
    help: field.help,
    required: field.required === true,
    showWhen: field.showWhen,
    requireWhen: field.requireWhen,
    options: optionsOf(field, { caseType, openedOn, held: values[id] }),
    ...boundsOf(field),
    value: values[id],
  }))
}

/** What can be chosen in a case that was opened on this day; what it holds already, by import, keeps its name. */
function optionsOf(field: FieldDefinition, { caseType, openedOn, held }: { caseType: CaseType; openedOn: string; held: unknown }): Field['options'] {
  const list = 'choice' in field ? field.choice : 'list' in field ? field.list : undefined
  if (list === undefined) return undefined
  const isHeld = (id: string) => (Array.isArray(held) ? held.includes(id) : held === id)
  const values = caseType.definition.lists?.[list] ?? []
  return values.filter((value) => isInForce(value, openedOn) || isHeld(value.id)).map(({ id, name }) => ({ id, name }))
}

function boundsOf(field: FieldDefinition): Partial<Field> {
  if ('text' in field) return { max: field.text.max, lines: field.text.lines }
  if ('number' in field) return field.number
  if ('date' in field) return { notFuture: field.date.notFuture }
  return 'person' in field ? { record: 'person' } : 'record' in field ? { record: field.record } : {}
}
