import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import { z } from 'zod'
import { api, type Route, type RouteInput, type RouteName, type RouteReply } from '../contract/contract.ts'
import { problem } from '../contract/problem.ts'
import { type Session, nowOf } from './session.ts'

type Api = typeof api

/** What a handler is given: the checked request, and who asks. */
export interface Asked<Name extends RouteName> extends RouteInput<Api[Name]> {
  session: Session
  request: FastifyRequest
  reply: FastifyReply
}

/** Answers one route of the contract. */
export type Handler<Name extends RouteName> = (asked: Asked<Name>) => Promise<RouteReply<Api[Name]>>

/** Adds a route of the contract: its address, what may be sent, what comes back. Replies are not checked again, only written. */
export function answer<Name extends RouteName>(app: FastifyInstance, name: Name, handler: Handler<Name>): void {
  const described: Route = api[name]
  app.route({
    method: described.method,
    url: described.path,
    schema: schemaOf(name, described),
    handler: async (request, reply) => {
      const { params, query, body, session } = request
      // The landlord's time, so that whoever shows the answer counts its days from the same moment.
      if (session) reply.header('casement-now', nowOf(session))
      return handler({ params, query, body, session, request, reply } as Asked<Name>)
    },
  })
}

/** A parameter that nothing reads is told, not passed over. */
const noParameters = z.strictObject({})

function schemaOf(name: string, { path, tag, summary, params, query, body, reply, media, status = 200 }: Route): FastifySchema {
  const parameters = query ?? (path.startsWith('/api/v1/') ? noParameters : undefined)
  return {
    operationId: name,
    tags: [tag],
    summary,
    ...(params && { params }),
    ...(parameters && { querystring: parameters }),
    ...(body && { body }),
    response: { [status]: media ? { description: summary, content: { [media]: { schema: reply } } } : reply, default: { description: 'Why nothing was done', content: { 'application/problem+json': { schema: problem } } } },
  }
}
