import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import type { Problem } from '../contract/contract.ts'
import { issueWords } from '../issue-words.ts'
import { HttpProblem } from './http-problem.ts'

/** The most places that one reply names. */
const MOST_PLACES = 50
const LONGEST_PATH = 200
const LONGEST_DETAIL = 1000

/** Reads one part of a request by its schema of the contract; what is wrong with it becomes a problem in plain words. */
export const checkPart: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart = 'body' }) => {
  const error = issueWords(httpPart === 'body' ? 'field' : 'parameter')
  return (part: unknown) => {
    const read = schema.safeParse(part, { error })
    return read.success ? { value: read.data } : { error: invalidPart(read.error.issues, httpPart) }
  }
}

/** Each thing that is wrong, with the path that it has in the body, or the name of the parameter. */
function invalidPart(issues: z.core.$ZodIssue[], httpPart: string): HttpProblem {
  const place = { body: 'The body', querystring: 'The query', params: 'The address' }[httpPart] ?? 'The request'
  const told = issues.slice(0, MOST_PLACES).map(({ path, message }) => (path.length > 0 ? `${pathText(path)}: ${message}` : message.replace(/^[a-z]/, 'it $&')))
  return new HttpProblem('request-invalid', { detail: `${place} cannot be used: ${told.join(' ')}`.slice(0, LONGEST_DETAIL), fields: issues.flatMap(fieldsOf).slice(0, MOST_PLACES) })
}

function fieldsOf(issue: z.core.$ZodIssue): NonNullable<Problem['fields']> {
  const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
  return paths.slice(0, MOST_PLACES).map((path) => ({ path: pathText(path), words: issue.message }))
}

function pathText(path: PropertyKey[]): string {
  return path.join('.').slice(0, LONGEST_PATH)
}
