import type { FastifyRequest } from 'fastify'
import { HttpProblem } from './http-problem.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a change that a page of another site asked a browser to make: the browser then says where it came from. Together with
 * cookies of the same site and bodies of JSON only, this is the protection against forged requests.
 * @throws HttpProblem 403
 */
export function checkOrigin(request: FastifyRequest, publicUrl: string | undefined): void {
  if (SAFE.has(request.method)) return
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site === 'cross-site' || (origin !== undefined && !isOurs(origin, host, publicUrl))) {
    throw new HttpProblem('not-from-here', { detail: 'Changes are taken from pages of this address only.', remedy: 'Open Casement at its own address; behind a proxy, set CASEMENT_PUBLIC_URL.' })
  }
}

function isOurs(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  if (publicUrl !== undefined && new URL(publicUrl).origin === origin) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
