import type { Compiled } from '../../expressions/compile-expression.ts'
import { areAlike, typeOfField, typeWords } from '../../expressions/value-types.ts'
import type { Finding, Step } from '../case-type.ts'
import { fieldKind } from '../compile-case-type.ts'
import type { FieldDefinition } from '../definition.ts'
import { wrong, type Checking } from './checking.ts'
import { writtenFields } from './written-fields.ts'

/** What an effect sets, and what a task's field also writes, its field can hold: else it would never be recorded. */
export function checkWrittenValues(checking: Checking): Finding[] {
  const { caseType, placeOf } = checking
  const written = writtenFields(checking).flatMap(({ field: from, place, isOfCase }) => {
    const to = from.writes === undefined || isOfCase ? undefined : caseType.fields[from.writes]
    return to ? checkWrites(from, { id: from.writes ?? '', field: to, place: `${place}.writes` }) : []
  })
  const set = caseType.steps.flatMap((step) => settings(step).flatMap(({ id, place }) => {
    const [field, value] = [caseType.fields[id], caseType.expression[`${step.id}.set.${id}`]]
    return field && value ? checkSet(value, { id, field, place: placeOf(step, place), values: valuesOf(field, caseType.definition.lists) }) : []
  }))
  return [...set, ...written]
}

function settings({ definition }: Step): { id: string; place: string }[] {
  if (definition.kind !== 'effect') return []
  return definition.do.flatMap((action, index) => ('set' in action ? Object.keys(action.set).map((id) => ({ id, place: `do[${index}].set.${id}` })) : []))
}

interface Written {
  id: string
  field: FieldDefinition
  place: string
}

/** What fills a field by an expression. */
export function checkSet({ type, literal }: Compiled, { id, field, place, values }: Written & { values?: string[] }): Finding[] {
  const needed = typeOfField({ id, kind: fieldKind(field) })
  if (!areAlike(type, needed)) return [wrong(place, `The field ${id} holds ${typeWords(needed)}, and this gives ${typeWords(type)}.`, `Write an expression that gives ${typeWords(needed)}.`)]
  if (values === undefined || literal === undefined || values.includes(literal)) return []
  return [wrong(place, `The field ${id} has no value ${literal}.`, `Use one of ${values.join(', ')}, or add it to the list.`)]
}

/** What a choice can be; undefined of any other field. */
export function valuesOf(field: FieldDefinition, lists: Record<string, { id: string }[]> = {}): string[] | undefined {
  return 'choice' in field ? lists[field.choice]?.map(({ id }) => id) : undefined
}

function checkWrites(from: FieldDefinition, { id, field, place }: Written): Finding[] {
  if (canHold(field, from)) return []
  return [wrong(place, `The field ${id} of the case holds ${kindWords(field)}, and this one ${kindWords(from)}.`, 'Let both be of one kind, with the same list, or take writes out.')]
}

/** A text takes what is answered as one; a list or a record only its own kind. */
function canHold(field: FieldDefinition, from: FieldDefinition): boolean {
  if ('text' in field) return 'text' in from || 'choice' in from
  return kindWords(field) === kindWords(from)
}

function kindWords(field: FieldDefinition): string {
  if ('choice' in field) return `a choice of ${field.choice}`
  if ('list' in field) return `a list of ${field.list}`
  return 'record' in field ? `a ${field.record}` : typeWords(typeOfField({ id: '', kind: fieldKind(field) }))
}
