import { STATUS_CODES, maxHeaderSize } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Problem, ProblemType } from '../contract/contract.ts'
import { HttpProblem, notFound, problemDocument } from './http-problem.ts'
import { LARGEST_BODY } from './read-body.ts'
import { methodsAt } from './route-table.ts'

/** Errors of Fastify by their code, with what to do about them. */
const FRAMEWORK_PROBLEMS: Record<string, { kind: ProblemType; detail: string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { kind: 'body-too-large', detail: `A body may have at most ${LARGEST_BODY.toLocaleString('en-GB')} bytes. Send less at once.` },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { kind: 'body-not-json', detail: 'Send the body as JSON, with the header content-type: application/json.' },
  FST_ERR_CTP_INVALID_JSON_BODY: { kind: 'body-not-readable', detail: 'Its content-type says JSON, and it is none: look for a missing quotation mark, comma or bracket, and for a field named __proto__ or constructor.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { kind: 'body-not-readable', detail: 'It is not as long as its content-length says. Send it again as a whole.' },
  FST_ERR_BAD_URL: { kind: 'request-invalid', detail: 'The address is not one: a % in it must be followed by two hexadecimal digits of UTF-8 text.' },
  // Longer than any id: it names nothing.
  FST_ERR_MAX_PARAM_LENGTH: { kind: 'not-found', detail: notFound().message },
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

/** Answers an address that the API does not have, or has for other methods. */
export function replyNothingHere({ method, url, server }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const methods = methodsAt(server, url)
  if (methods.length === 0) return sendProblem(reply, problemDocument('not-found', { detail: 'There is nothing at this address.' }))
  reply.header('allow', methods.join(', '))
  if (method === 'OPTIONS') return reply.code(204).send()
  return sendProblem(reply, problemDocument('method-not-allowed', { detail: `This address takes ${methods.join(' and ')}.` }))
}

/** Answers what is not HTTP, or comes too slowly, where no request was made of it. */
export function replyToBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const { status, words } = BROKEN[error.code ?? ''] ?? { status: 400, words: 'This is not a request of HTTP/1.1.' }
  const body = JSON.stringify(problemDocument('request-invalid', { status, detail: words }))
  if (socket.writable) socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`)
  socket.destroy(error)
}

const BROKEN: Record<string, { status: number; words: string }> = {
  HPE_HEADER_OVERFLOW: { status: 431, words: `Address and headers together may have at most ${maxHeaderSize.toLocaleString('en-GB')} bytes.` },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, words: 'The request did not come in time. Send it again.' },
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 503) reply.header('retry-after', '1')
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

function problemOf(error: FastifyError): Problem {
  if (error instanceof HttpProblem) return problemDocument(error.kind, error.details)
  const known = FRAMEWORK_PROBLEMS[error.code]
  if (known) return problemDocument(known.kind, { detail: known.detail })
  if (isDatabaseAway(error)) return problemDocument('database-away', { detail: 'Try again in a moment; nothing was changed unless an earlier answer said so.' })
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return problemDocument('request-invalid', { detail: error.message })
  return problemDocument('fault', { detail: 'It was noted. Try again; if it stays, tell your help desk the request id.' })
}

function isDatabaseAway({ code, message }: FastifyError): boolean {
  return DATABASE_AWAY.test(code ?? '') || WAITED_TOO_LONG.test(message)
}
