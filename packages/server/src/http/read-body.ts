import type { FastifyInstance } from 'fastify'
import { HttpProblem } from './http-problem.ts'

/** Bodies up to here are read, in bytes. */
export const LARGEST_BODY = 1024 * 1024

const DEEPEST = 40

/** Bodies are JSON and nothing else; none at all is fine where nothing must be said. */
export function readJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else parse(request, body.toString(), done)
  })
}

/**
 * Refuses text that PostgreSQL cannot keep (NUL, half a surrogate pair) and values nested beyond reason, wherever they stand.
 * @throws HttpProblem 400 with the path
 */
export function refuseUnstorable(value: unknown, path: string[] = []): void {
  if (typeof value === 'string') return refuseText(value, path)
  if (typeof value !== 'object' || value === null) return
  if (path.length > DEEPEST) throw invalid(path, `is nested more than ${DEEPEST} levels deep.`)
  for (const [key, inner] of Object.entries(value)) {
    refuseText(key, path)
    refuseUnstorable(inner, [...path, key])
  }
}

function refuseText(text: string, path: string[]): void {
  if (text.includes('\0') || !text.isWellFormed()) throw invalid(path, 'holds a character that cannot be stored.')
}

function invalid(path: string[], words: string): HttpProblem {
  const place = path.slice(0, DEEPEST).join('.')
  return new HttpProblem('request-invalid', { detail: `${place || 'The request'} ${words}`, fields: [{ path: place, words }] })
}
