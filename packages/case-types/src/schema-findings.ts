import type { Finding } from '@casement/engine'
import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** What the schema says is wrong, in the words of someone who writes case types: one finding for each place. */
export function schemaFindings(error: z.ZodError): Finding[] {
  return error.issues.flatMap((issue) => findingsOf(issue, []))
}

function findingsOf(issue: Issue, around: PropertyKey[]): Finding[] {
  const path = [...around, ...issue.path]
  const place = placeOf(path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => error(placeOf([...path, key]), `There is no "${key}" here.`, 'Check its spelling in docs/case-types.md, or take it out.'))
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return findingsOfUnion(issue, path)
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return [error(place, `${place} is missing.`, `Write it: ${kindWords(issue.expected)}.`)]
  if (issue.code === 'invalid_type') return [error(place, `${place} must be ${kindWords(issue.expected)}.`, `Write ${kindWords(issue.expected)}, not ${issue.message.split('received ')[1] ?? 'this'}.`)]
  return [error(place, issue.message, 'Correct it, or take it out.')]
}

/** Of several forms the one meant is the one with the least wrong in it; where none stands out, the forms are named. */
function findingsOfUnion(issue: Extract<Issue, { code: 'invalid_union' }>, path: PropertyKey[]): Finding[] {
  const forms = issue.errors.map((issues) => ({ issues, wrong: weightOf(issues) })).toSorted((a, b) => a.wrong - b.wrong)
  const [best, second] = forms
  if (best && best.wrong < Math.min(NOT_THIS_FORM, second?.wrong ?? NOT_THIS_FORM)) return best.issues.flatMap((inner) => findingsOf(inner, path))
  return [error(placeOf(path), issue.message, 'Write it in one of these forms.')]
}

const NOT_THIS_FORM = 10

/** What lies deeper weighs less: the form was recognised and a part of it is wrong. */
function weightOf(issues: Issue[]): number {
  return issues.reduce((sum, { code, path }) => sum + (path.length === 0 && code !== 'unrecognized_keys' ? NOT_THIS_FORM : 1 / (1 + path.length)), 0)
}

function error(place: string, message: string, remedy: string): Finding {
  return { place, message, remedy, severity: 'error' }
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
