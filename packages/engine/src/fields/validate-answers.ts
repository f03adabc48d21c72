import { isCivilDate } from '../calendars/civil-date.ts'
import type { CaseType } from '../case-type/case-type.ts'
import { fieldName } from '../case-type/compile-case-type.ts'
import type { FieldDefinition } from '../case-type/definition.ts'
import type { Answers } from '../case/event.ts'
import { isInForce, outOfForceWords } from './in-force.ts'

export interface FieldProblem {
  place: string
  words: string
}

interface Fields {
  fields: Record<string, FieldDefinition>
  caseType: CaseType
  /** Today in the landlord's zone. */
  today: string
  /** The day on which the case was opened: values of lists are those of that day. */
  openedOn: string
  /** Reads `requireWhen` and `showWhen`, compiled under their place. */
  reads: (field: string, part: 'requireWhen' | 'showWhen') => boolean
}

/** Everything wrong with the answers, each with the field and what to write instead. */
export function validateAnswers(answers: Answers, { fields, reads, ...context }: Fields, { complete }: { complete: boolean }): FieldProblem[] {
  const problems: FieldProblem[] = []
  for (const place of Object.keys(answers)) {
    if (!Object.hasOwn(fields, place)) problems.push({ place, words: `There is no field ${place}. The fields are ${Object.keys(fields).join(', ') || 'none'}.` })
  }
  for (const [place, field] of Object.entries(fields)) {
    const value = answers[place]
    if (isEmpty(value)) {
      // What is left out of an edit stays as it is; what is given and empty would be taken away.
      const isAsked = complete || Object.hasOwn(answers, place)
      const required = isAsked && (field.required === true || (field.requireWhen !== undefined && reads(place, 'requireWhen')))
      if (required && (field.showWhen === undefined || reads(place, 'showWhen'))) problems.push({ place, words: `${fieldName(place, field)} is needed.` })
      continue
    }
    const wrong = wrongValue(value, field, context)
    if (wrong) problems.push({ place, words: `${fieldName(place, field)} ${wrong}` })
  }
  return problems
}

export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

const LONGEST_TEXT = 10_000
/** What is larger is a slip of the finger, and nothing that is worked out from it can be trusted. */
const LARGEST_NUMBER = 1e12
/** What follows from a day far off, such as the next of each month, could not be written down. */
const EARLIEST_DAY = '1900-01-01'
const LATEST_DAY = '2199-12-31'
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

/** Why the field cannot hold a value that is there, after its name; undefined when it can. */
export function wrongValue(value: unknown, field: FieldDefinition, context: Pick<Fields, 'caseType' | 'today' | 'openedOn'>): string | undefined {
  if ('text' in field) return wrongText(value, field.text.max ?? LONGEST_TEXT)
  if ('number' in field) return wrongNumber(value, field.number)
  if ('date' in field) return wrongDate(value, field.date.notFuture === true ? context.today : undefined)
  if ('time' in field) return typeof value === 'string' && TIME.test(value) ? undefined : 'must be a time such as 14:30.'
  if ('yesNo' in field) return typeof value === 'boolean' ? undefined : 'must be yes or no (true or false).'
  if ('choice' in field) return wrongChoice([value], { list: field.choice, ...context })
  if ('list' in field) return Array.isArray(value) ? wrongChoice(value, { list: field.list, ...context }) : 'must be a list of values.'
  if ('documents' in field) return Array.isArray(value) && value.every((id) => typeof id === 'string') ? undefined : 'must be a list of documents.'
  return typeof value === 'string' ? undefined : 'must name a record by its id.'
}

function wrongText(value: unknown, max: number): string | undefined {
  if (typeof value !== 'string') return 'must be text.'
  return value.length <= max ? undefined : `has ${value.length} characters; at most ${max} are allowed.`
}

function wrongNumber(value: unknown, { min, max }: { min?: number; max?: number }): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a number.'
  if (Math.abs(value) > LARGEST_NUMBER) return `must be at most ${LARGEST_NUMBER}.`
  if (min !== undefined && value < min) return `must be at least ${min}.`
  return max !== undefined && value > max ? `must be at most ${max}.` : undefined
}

function wrongDate(value: unknown, latest: string | undefined): string | undefined {
  if (typeof value !== 'string' || !isCivilDate(value)) return 'must be a date such as 2026-12-15.'
  if (value < EARLIEST_DAY || value > LATEST_DAY) return 'must be a day from 1900 to 2199.'
  return latest !== undefined && value > latest ? 'must not be in the future.' : undefined
}

function wrongChoice(values: unknown[], { list, caseType, openedOn }: Pick<Fields, 'caseType' | 'openedOn'> & { list: string }): string | undefined {
  const known = caseType.definition.lists?.[list] ?? []
  const allowed = known.filter((value) => isInForce(value, openedOn))
  const wrong = values.filter((value) => !allowed.some(({ id }) => id === value))
  if (wrong.length === 0) return undefined
  const why = known.filter(({ id }) => wrong.includes(id)).map((value) => `${outOfForceWords(value, openedOn)}; `)
  return `cannot be ${wrong.map(String).join(', ')}; ${why.join('')}choose from ${allowed.map(({ id }) => id).join(', ')}.`
}
