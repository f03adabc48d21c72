import { fieldName } from '../case-type/compile-case-type.ts'
import { record, type Turn } from '../case/turn.ts'
import { isEmpty, wrongValue } from '../fields/validate-answers.ts'
import { openedOn, today, warn } from './expression-scope.ts'

/** A value that the case type itself writes into a field of the case, where it says so and what it has written there. */
export interface WrittenValue {
  field: string
  value: unknown
  place: string
  source: string
}

/** Records what the fields can hold. What they cannot is not recorded, and someone sees why (semantics 4): nothing reads a date that is none. */
export function writeFields(turn: Turn, written: WrittenValue[], by: string): void {
  const values: Record<string, unknown> = {}
  for (const { field, value, place, source } of written) {
    const warning = wrongFor(turn, field, value)
    if (warning === undefined) values[field] = value
    else warn(turn, { place, source, warning })
  }
  if (Object.keys(values).length > 0) record(turn, 'fields-edited', { values, by })
}

function wrongFor(turn: Turn, id: string, value: unknown): string | undefined {
  const { caseType } = turn.context
  const field = caseType.fields[id]
  if (!field) return `There is no field ${id}`
  const wrong = isEmpty(value) ? (field.required === true ? 'is needed' : undefined) : wrongValue(value, field, { caseType, today: today(turn), openedOn: openedOn(turn) })
  return wrong && `${fieldName(id, field)} ${wrong.replace(/\.$/, '')}`
}
