import { z } from 'zod'

type Issue = z.core.$ZodRawIssue

/** What one named part of the input is called where it is read: of a body, of an address, of a file. */
type Noun = 'field' | 'parameter' | 'key'

/** The most names and letters of somebody's input that are told back to them. */
const MOST_NAMES = 12
const MOST_LETTERS = 60

const MEASURED_IN = { string: 'character', array: 'entry' }

/** Says what zod found wrong in plain words: what it must be and what it is. What a schema says itself goes before. */
export function issueWords(noun: Noun): (issue: Issue) => string {
  return (issue) => {
    switch (issue.code) {
      case 'invalid_type':
        return issue.input === undefined ? `is needed; write ${kindWords(issue.expected)}.` : wrongKind(issue, noun)
      case 'invalid_value':
        return wrongValue(issue, noun)
      case 'too_big':
      case 'too_small':
        return wrongSize(issue)
      case 'not_multiple_of':
        return `must be a multiple of ${number(issue.divisor)}; it is ${told(issue.input)}.`
      case 'unrecognized_keys':
        return unknownNames(issue, noun)
      case 'invalid_key':
        return `cannot have this name: ${issue.issues.map(({ message }) => message).join(' ')}`
      case 'invalid_union':
        return issue.input === undefined ? 'is needed.' : 'is in none of the forms that it may have.'
      default:
        return 'is not in the form that it must have.'
    }
  }
}

function wrongKind({ expected, input }: Issue & { code: 'invalid_type' }, noun: Noun): string {
  if (isRepeated(input, noun)) return givenTwice(input)
  return `must be ${kindWords(expected)}; it is ${givenWords(input)}.`
}

/** An address that names a parameter twice gives a list. */
function isRepeated(input: unknown, noun: Noun): input is unknown[] {
  return noun === 'parameter' && Array.isArray(input)
}

function givenTwice(input: unknown[]): string {
  return `must be given once; it is there ${input.length} times.`
}

function wrongValue({ values, input }: Issue & { code: 'invalid_value' }, noun: Noun): string {
  if (isRepeated(input, noun)) return givenTwice(input)
  const one = values.length === 1 ? told(values[0]) : `one of ${listed(values.map(String), 'or')}`
  return input === undefined ? `is needed; write ${one}.` : `must be ${one}; it is ${isPlain(input) ? told(input) : givenWords(input)}.`
}

function wrongSize(issue: Issue & { code: 'too_big' | 'too_small' }): string {
  const { code, origin, inclusive = true, input } = issue
  const limit = code === 'too_big' ? issue.maximum : issue.minimum
  const bound = code === 'too_big' ? (inclusive ? 'at most' : 'less than') : inclusive ? 'at least' : 'more than'
  const unit = (MEASURED_IN as Partial<Record<string, string>>)[origin]
  if (unit === undefined) return `must be ${bound} ${number(limit)}; it is ${told(input)}.`
  const { length } = input as string | unknown[]
  if (length === 0 && limit === 1) return 'must not be empty.'
  return `must have ${bound} ${counted(limit, unit)}; it has ${number(length)}.`
}

function unknownNames({ keys, inst }: Issue & { code: 'unrecognized_keys' }, noun: Noun): string {
  const known = inst instanceof z.ZodObject ? Object.keys(inst.shape) : []
  const names = listed(keys.map((key) => short(key)), 'and')
  const here = keys.length === 1 ? `There is no ${noun} ${names} here` : `There are no ${noun}s ${names} here`
  return known.length === 0 ? `${here}.` : `${here}; ${known.length === 1 ? `the only ${noun} is` : `the ${noun}s are`} ${listed(known, 'and', known.length)}.`
}

function kindWords(expected: string): string {
  const words: Record<string, string> = { string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'an object', record: 'an object', date: 'a date', null: 'null' }
  return words[expected] ?? expected
}

function givenWords(input: unknown): string {
  if (input === null) return 'null'
  if (Array.isArray(input)) return 'a list'
  if (typeof input === 'number') return Number.isInteger(input) ? 'a number' : `the number ${input}`
  return { string: 'text', boolean: 'true or false', object: 'an object' }[typeof input as string] ?? typeof input
}

function isPlain(input: unknown): boolean {
  return typeof input === 'string' || typeof input === 'number' || typeof input === 'boolean'
}

function told(input: unknown): string {
  return typeof input === 'string' ? `"${short(input)}"` : String(input)
}

function short(text: string): string {
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text
}

function counted(count: number | bigint, unit: string): string {
  const plural = unit.endsWith('y') ? `${unit.slice(0, -1)}ies` : `${unit}s`
  return `${number(count)} ${Number(count) === 1 ? unit : plural}`
}

function number(value: number | bigint): string {
  return value.toLocaleString('en-GB')
}

function listed(names: string[], last: 'and' | 'or', most = MOST_NAMES): string {
  const shown = names.length > most ? [...names.slice(0, most), `${number(names.length - most)} more`] : names
  return shown.length === 1 ? shown[0]! : `${shown.slice(0, -1).join(', ')} ${last} ${shown.at(-1)}`
}
