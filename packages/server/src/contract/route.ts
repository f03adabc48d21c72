import type { z } from 'zod'

/** One address of the API as the contract writes it: what may be sent and what comes back. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With its parameters as `:ref`. */
  path: string
  tag: string
  summary: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  reply: z.ZodType
  /** What the reply is, where it is not JSON. */
  media?: 'text/event-stream'
  /** Of a reply that is not a problem; 200 when not said. */
  status?: 200 | 201
}

/** Keeps the exact types of what a route says. */
export function route<const R extends Route>(described: R): R {
  return described
}

type Read<S, None> = S extends z.ZodType ? z.output<S> : None

/** What a handler is given, after it was checked. */
export interface RouteInput<R extends Route> {
  params: Read<R['params'], Record<string, never>>
  query: Read<R['query'], Record<string, never>>
  body: Read<R['body'], undefined>
}

/** What a handler answers. */
export type RouteReply<R extends Route> = z.input<R['reply']>
