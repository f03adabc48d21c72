import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Problem, ProblemType } from '../contract/contract.ts'
import { HttpProblem, notFound, problemDocument } from './http-problem.ts'

/** Errors of Fastify by their code. */
const FRAMEWORK_PROBLEMS: Record<string, ProblemType> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'body-not-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-not-readable',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body-not-readable',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body-not-readable',
  FST_ERR_BAD_URL: 'request-invalid',
  // Longer than any id: it names nothing.
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
}

/** Errors of the connection and of PostgreSQL that mean: away, come back. */
const DATABASE_AWAY = /^(ECONN\w+|EPIPE|ENOENT|ETIMEDOUT|57P0[1-5]|53300|08\w{3})$/
const WAITED_TOO_LONG = /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/

/** Answers every error as a problem document. What nobody foresaw is logged, and told without its inside. */
export function replyToError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error)
  if (problem.status < 500) return sendProblem(reply, problem)
  request.log.error({ err: error }, problem.title)
  return sendProblem(reply, { ...problem, requestId: request.id })
}

/** Answers an address that the API does not have. */
export function replyNothingHere(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(reply, problemDocument('not-found', { detail: 'There is nothing at this address.' }))
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 503) reply.header('retry-after', '1')
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

function problemOf(error: FastifyError): Problem {
  if (error instanceof HttpProblem) return problemDocument(error.kind, error.details)
  if (hasZodFastifySchemaValidationErrors(error)) return invalidRequest(error)
  const kind = FRAMEWORK_PROBLEMS[error.code] ?? (error instanceof SyntaxError && error.statusCode === 400 ? 'body-not-readable' : undefined)
  if (kind) return problemDocument(kind, { detail: kind === 'not-found' ? notFound().message : error.message })
  if (isDatabaseAway(error)) return problemDocument('database-away', { detail: 'Try again in a moment; nothing was changed unless an earlier answer said so.' })
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return problemDocument('request-invalid', { detail: error.message })
  return problemDocument('fault', { detail: 'It was noted. Try again; if it stays, tell your help desk the request id.' })
}

function isDatabaseAway({ code, message }: FastifyError): boolean {
  return DATABASE_AWAY.test(code ?? '') || WAITED_TOO_LONG.test(message)
}

/** Each thing that is wrong with the path it has in the body, or the name of the parameter. */
function invalidRequest(error: { validation: { instancePath: string; message?: string; params: Record<string, unknown> }[]; validationContext?: string }): Problem {
  const fields = error.validation.flatMap(({ instancePath, message = 'is not as it should be', params }) => {
    const path = instancePath.replace(/^\//, '').replaceAll('/', '.')
    const unknown = unknownKeys(params)
    return unknown.length > 0 ? unknown.map((key) => ({ path: path ? `${path}.${key}` : key, words: 'There is no such field.' })) : [{ path, words: message }]
  })
  const place = { body: 'The body', querystring: 'The query', params: 'The address' }[error.validationContext ?? 'body'] ?? 'The request'
  return problemDocument('request-invalid', { detail: `${place} cannot be used: ${fields.map(({ path, words }) => (path ? `${path}: ${words}` : words)).join(' ')}`.slice(0, 1000), fields })
}

function unknownKeys(params: Record<string, unknown>): string[] {
  return Array.isArray(params['keys']) ? params['keys'].map(String) : []
}
