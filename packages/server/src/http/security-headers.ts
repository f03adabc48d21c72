import { randomBytes } from 'node:crypto'
import fastifyHelmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/** The build puts this mark where a page needs its nonce. */
export const NONCE_MARK = '__CSP_NONCE__'

const API_POLICY = "default-src 'none'; frame-ancestors 'none'"

/** Headers that keep a browser from doing with our replies what nobody meant. Pages bring a policy of their own. */
export async function setSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    xDownloadOptions: false,
    xDnsPrefetchControl: false,
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', API_POLICY)
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
}

/** The policy of one page: scripts and styles of ours, or with its nonce; nothing inline. */
export function pagePolicy(nonce: string): string {
  return (
    `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; ` +
    `connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`
  )
}

export function freshNonce(): string {
  return randomBytes(16).toString('base64')
}
