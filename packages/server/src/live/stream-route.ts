import type { FastifyInstance } from 'fastify'
import { Gauge, type Registry } from 'prom-client'
import type { Handler } from '../http/answer.ts'
import { HttpProblem } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import { EventStream } from './event-stream.ts'
import { LiveFeed } from './live-feed.ts'

/** The feed of this application; its streams end first when it stops, so that nothing waits for them. */
export function keepLiveFeed(app: FastifyInstance, { parts, registry }: { parts: Parts; registry: Registry }): LiveFeed {
  const feed = new LiveFeed({ pool: parts.casework.pool, log: app.log })
  registry.registerMetric(new Gauge({ name: 'casement_streams', help: 'Open streams of live changes', registers: [], collect() { this.set(feed.size) } }))
  app.addHook('preClose', () => feed.endAll())
  return feed
}

/** `GET /stream`: changes as they are made, from where the reader was. */
export function openStream(feed: LiveFeed, { signIn }: Parts): Handler<'openStream'> {
  return async ({ query, request, reply, session: { landlordId, staffId, role } }) => {
    const position = readPosition(request.headers['last-event-id'] ?? query.after)
    // Proxies pass every message on at once, and keep none.
    reply.header('content-type', 'text/event-stream; charset=utf-8').header('cache-control', 'no-store, no-transform').header('x-accel-buffering', 'no')
    if (request.method === 'HEAD') return reply.send('')
    const stream = new EventStream()
    feed.join({ landlordId, staffId, role, token: signIn.tokenOf(request) ?? '', stream, position })
    return reply.send(stream.body)
  }
}

/** @throws HttpProblem 400 when it is not an id that this stream gave */
function readPosition(id: string | string[] | undefined): number | undefined {
  if (id === undefined || id === '') return undefined
  if (typeof id === 'string' && /^\d{1,15}$/.test(id)) return Number(id)
  throw new HttpProblem('request-invalid', { detail: 'Last-Event-ID is not one that this stream gave.', fields: [{ path: 'after', words: 'Send the id of the last message as it was, or none to begin anew.' }] })
}
