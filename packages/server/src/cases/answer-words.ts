import { type CaseType, type FieldDefinition, fieldName } from '@casement/engine'

/** Longer text is read at the field itself. */
const SHORT_TEXT = 60
const civilDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** A day in full: "14 December 2026". */
export function dayWords(day: string): string {
  return civilDay.format(new Date(`${day}T00:00:00Z`))
}

/** What a field of the case was changed to: "Gas at risk to yes". What is personal is named, not told. */
export function changeWords(id: string, value: unknown, { fields, definition }: CaseType): string {
  const field = fields[id]
  if (field === undefined) return id.replaceAll('-', ' ')
  const name = fieldName(id, field)
  if (value === null || value === undefined) return `${name} to nothing`
  const words = field.personal === undefined ? valueWords(value, field, definition.lists) : undefined
  return words === undefined ? name : `${name} to ${words}`
}

function valueWords(value: unknown, field: FieldDefinition, lists: CaseType['definition']['lists'] = {}): string | undefined {
  if ('yesNo' in field) return value === true ? 'yes' : 'no'
  if ('number' in field) return [String(value), field.number.unit].filter(Boolean).join(' ')
  if ('date' in field) return dayWords(String(value))
  if ('time' in field) return String(value)
  const list = 'choice' in field ? field.choice : 'list' in field ? field.list : undefined
  if (list !== undefined) return [value].flat().map((one) => lists[list]?.find(({ id }) => id === one)?.name ?? String(one)).join(' and ')
  return 'text' in field && typeof value === 'string' && value.length <= SHORT_TEXT && !value.includes('\n') ? `“${value}”` : undefined
}
