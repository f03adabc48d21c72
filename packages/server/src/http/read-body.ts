import type { FastifyInstance } from 'fastify'
import { HttpProblem } from './http-problem.ts'

/** Bodies up to here are read, in bytes. */
export const LARGEST_BODY = 1024 * 1024

const DEEPEST = 40

/** Bodies are JSON and nothing else; none at all is fine where nothing must be said. */
export function readJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    const text = body.length === 0 ? '' : decode(body, request.headers['content-encoding'])
    if (text instanceof HttpProblem) done(text)
    else if (text === '') done(null, undefined)
    else parse(request, text, done)
  })
}

/** A letter that is no UTF-8 is told, not kept as a question mark. */
function decode(body: Buffer, encoding = 'identity'): string | HttpProblem {
  if (encoding !== 'identity') return new HttpProblem('body-not-json', { detail: `Send the body as it is, without content-encoding: ${encoding}.` })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return new HttpProblem('body-not-readable', { detail: 'It is not UTF-8 text, which JSON always is: write it in UTF-8 and send it again.' })
  }
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

/** Whether PostgreSQL can keep a text. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

function refuseText(text: string, path: string[]): void {
  if (!isStorable(text)) throw invalid(path, 'holds a character that cannot be stored.')
}

function invalid(path: string[], words: string): HttpProblem {
  const place = path.slice(0, DEEPEST).join('.')
  return new HttpProblem('request-invalid', { detail: `${place || 'The request'} ${words}`, fields: [{ path: place, words }] })
}
