import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { HttpProblem } from './http-problem.ts'

export interface IdempotencyKey {
  key: string
  /** Same key with another hash is another request, and refused. */
  requestHash: string
  /** The key counts for one address only. */
  route: string
}

/**
 * The Idempotency-Key of a request with a digest of what it asks.
 * @throws HttpProblem when the key is not 1 to 200 visible characters
 */
export function readIdempotencyKey(request: FastifyRequest): IdempotencyKey | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new HttpProblem('request-invalid', { detail: 'Idempotency-Key must be 1 to 200 visible characters.', fields: [{ path: 'Idempotency-Key', words: 'Send 1 to 200 visible characters, as of a UUID.' }] })
  }
  const asked = JSON.stringify([request.params, request.body ?? null])
  return { key, requestHash: createHash('sha256').update(asked).digest('base64url'), route: `${request.method} ${request.routeOptions.url ?? ''}` }
}

export function keyInUse(): HttpProblem {
  return new HttpProblem('key-in-use', { detail: 'The first request with this Idempotency-Key is still being carried out.', remedy: 'Send it again in a moment.' })
}

export function keyUsedForAnotherRequest(): HttpProblem {
  return new HttpProblem('key-used-for-another-request', { detail: 'This Idempotency-Key was used for another request.', remedy: 'Send a new key with a new request.' })
}
