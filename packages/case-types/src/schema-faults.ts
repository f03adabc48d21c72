import type { Finding } from '@casement/engine'
import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** Something that does not follow the schema, and the way to it in the file. */
export interface Fault {
  path: PropertyKey[]
  finding: Finding
}

/** What the schema says is wrong, in the words of someone who writes case types: one fault for each place. */
export function schemaFaults(error: z.ZodError): Fault[] {
  return error.issues.flatMap((issue) => faultsOf(issue, []))
}

function faultsOf(issue: Issue, around: PropertyKey[]): Fault[] {
  const path = [...around, ...issue.path]
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => fault([...path, key], `There is no "${key}" here.`, 'Check its spelling in docs/case-types.md, or take it out.'))
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return faultsOfUnion(issue, path)
  const [message, remedy] = wordsOf(issue, placeOf(path))
  return [fault(path, message, remedy)]
}

/** What is wrong, and what to do. A message of the schema's own stands: it says more. */
function wordsOf(issue: Issue, place: string): [message: string, remedy: string] {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? [`${place} is missing.`, `Write it: ${kindWords(issue.expected)}.`]
        : [`${place} must be ${kindWords(issue.expected)}.`, `Write ${kindWords(issue.expected)}, not ${issue.message.split('received ')[1] ?? 'this'}.`]
    case 'invalid_value': return chosenFrom(place, issue.values)
    case 'invalid_union': return 'options' in issue && Array.isArray(issue.options) ? chosenFrom(place, issue.options) : [issue.message, REMEDY]
    case 'too_small': return outOfBounds(place, issue.origin, { least: Number(issue.minimum) })
    case 'too_big': return outOfBounds(place, issue.origin, { most: Number(issue.maximum) })
    case 'invalid_format': return issue.format === 'date' ? [`${place} must be a date.`, 'Write it as 2026-12-31.'] : [issue.message, REMEDY]
    default: return [issue.message, REMEDY]
  }
}

const REMEDY = 'Correct it, or take it out.'

function chosenFrom(place: string, choices: readonly unknown[]): [string, string] {
  const names = choices.join(', ')
  return [`${place} must be ${choices.length > 1 ? 'one of ' : ''}${names}.`, `Write ${choices.length > 1 ? 'one of these' : names}.`]
}

function outOfBounds(place: string, origin: string, { least, most }: { least?: number; most?: number }): [string, string] {
  if (origin === 'number' || origin === 'int') {
    const bound = least === undefined ? `at most ${most}` : `at least ${least}`
    return [`${place} must be ${bound}.`, `Write a number that is ${bound}.`]
  }
  if (least !== undefined) return [`${place} is empty.`, origin === 'array' ? 'Write at least one.' : 'Write something, or take it out.']
  return [`${place} is too long: ${most} is the most.`, 'Shorten it.']
}

/** Of several forms the one meant is the one with the least wrong in it; where none stands out, the forms are named. */
function faultsOfUnion(issue: Extract<Issue, { code: 'invalid_union' }>, path: PropertyKey[]): Fault[] {
  const forms = issue.errors.map((issues) => ({ issues, wrong: weightOf(issues) })).toSorted((a, b) => a.wrong - b.wrong)
  const [best, second] = forms
  if (best && best.wrong < Math.min(NOT_THIS_FORM, second?.wrong ?? NOT_THIS_FORM)) return best.issues.flatMap((inner) => faultsOf(inner, path))
  return [fault(path, issue.message, 'Write it in one of these forms.')]
}

const NOT_THIS_FORM = 10

/** What lies deeper weighs less: the form was recognised and a part of it is wrong. */
function weightOf(issues: Issue[]): number {
  return issues.reduce((sum, { code, path }) => sum + (path.length === 0 && code !== 'unrecognized_keys' ? NOT_THIS_FORM : 1 / (1 + path.length)), 0)
}

function fault(path: PropertyKey[], message: string, remedy: string): Fault {
  return { path, finding: { place: placeOf(path), message, remedy, severity: 'error' } }
}

/** `steps[0].fields.photos`: the way to a value, as an author would say it. */
function placeOf(path: PropertyKey[]): string {
  const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return place.replace(/^\./, '') || 'file'
}

function kindWords(expected: string): string {
  const words: Record<string, string> = { string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'a mapping of keys', record: 'a mapping of keys' }
  return words[expected] ?? expected
}
