import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { replyNothingHere } from './http/error-reply.ts'
import { NONCE_MARK, freshNonce, pagePolicy } from './http/security-headers.ts'

/** Serves the built web application: its files as they are, and its one page for every other address. */
export async function servePages(server: FastifyInstance, folder: string): Promise<void> {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  await server.register(fastifyStatic, {
    root: folder,
    index: false,
    // A folder is an address of the application, not a file of it.
    allowedPath: (path) => path !== '/index.html' && !path.endsWith('/'),
    cacheControl: false,
    // The build names the files in assets/ after their content.
    setHeaders: (reply, path) => reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  })
  server.setNotFoundHandler((request, reply) => {
    const isPage = ['GET', 'HEAD'].includes(request.method) && !/^\/(api|assets)([/?]|$)/.test(request.url)
    return isPage ? sendPage(reply, page) : replyNothingHere(request, reply)
  })
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = freshNonce()
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', pagePolicy(nonce))
    .send(page.replaceAll(NONCE_MARK, nonce))
}
