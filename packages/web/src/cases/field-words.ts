import type { Field } from '@casement/server/contract'
import { dayInWords } from '../look/dates.ts'
import { moneyInWords } from '../look/money.ts'

/** A field's value as people say it; a dash where nothing is known. */
export function valueInWords(field: Field, today: string): string {
  const { value } = field
  if (value === undefined || value === null || value === '') return '–'
  if (field.kind === 'yesNo') return value ? 'Yes' : 'No'
  if (field.kind === 'date' && typeof value === 'string') return dayInWords(value, today)
  const name = (id: unknown) => field.options?.find((option) => option.id === id)?.name ?? String(id)
  const words = Array.isArray(value) ? value.map(name).join(', ') : name(value)
  if (field.unit === '£' && typeof value === 'number') return moneyInWords(value, { owed: /\b(owed|arrears)\b/i.test(field.name) })
  return field.unit ? `${words} ${field.unit}` : words
}

/** Whether a field holds the id of a record, which is shown by its name. */
export function namesRecord(field: Field): field is Field & { value: string } {
  return field.record !== undefined && typeof field.value === 'string' && field.value !== ''
}
