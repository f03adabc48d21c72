import { dayAt, fieldName, type Answers, type CaseType, type FieldDefinition } from '@casement/engine'
import { readMoment } from './read-moment.ts'

/** The values that fields keep, and why others are not kept. */
export interface ReadAnswers {
  answers: Answers
  reasons: string[]
}

const YES_OR_NO: ReadonlyMap<string, boolean> = new Map([['yes', true], ['true', true], ['no', false], ['false', false]])

/** Turns the words of a log into values of the kind that the fields of a case type hold; whether a field takes the value, the engine decides. */
export function readCaseAnswers(words: Record<string, string>, caseType: CaseType, zone: string): ReadAnswers {
  const read: ReadAnswers = { answers: {}, reasons: [] }
  for (const [id, text] of Object.entries(words)) {
    const field = caseType.fields[id]
    if (field === undefined) continue
    const value = readValue(text, field, { caseType, zone })
    if (value === undefined) read.reasons.push(`"${text.slice(0, 40)}" cannot be kept as ${fieldName(id, field)}`)
    else read.answers[id] = value
  }
  return read
}

interface Place {
  caseType: CaseType
  zone: string
}

function readValue(text: string, field: FieldDefinition, { caseType, zone }: Place): unknown {
  if ('text' in field) return field.text.max === undefined || text.length <= field.text.max ? text : undefined
  if ('number' in field) return Number.isFinite(Number(text)) ? Number(text) : undefined
  if ('date' in field) return readDay(text, zone)
  if ('time' in field) return /^([01]\d|2[0-3]):[0-5]\d/.exec(text)?.[0]
  if ('yesNo' in field) return YES_OR_NO.get(text.toLowerCase())
  if ('choice' in field) return findChoice(text, field.choice, caseType)
  if ('list' in field) return readChoices(text, field.list, caseType)
  return undefined
}

function readDay(text: string, zone: string): string | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text
  const moment = readMoment(text, zone)
  return 'at' in moment ? dayAt(moment.at, zone) : undefined
}

function findChoice(text: string, list: string, { definition }: CaseType): string | undefined {
  const small = text.trim().toLowerCase()
  return definition.lists?.[list]?.find(({ id, name }) => id.toLowerCase() === small || name.toLowerCase() === small)?.id
}

/** Several values are parted by semicolons. */
function readChoices(text: string, list: string, caseType: CaseType): string[] | undefined {
  const values = text.split(';').map((value) => findChoice(value, list, caseType))
  return values.some((value) => value === undefined) ? undefined : values.filter((value) => value !== undefined)
}
