import { LogController, type FastifyInstance, type FastifyRequest, type FastifyServerOptions } from 'fastify'

/** Ids and references are logged; what was asked for in words (queries, bodies, names) never is. */
const LOGGED_PARAMS = ['ref', 'task', 'clock', 'id', 'version'] as const

/** The settings of the log: no request is written by Fastify itself, because it would write the query. */
export function logSettings(level: string): Pick<FastifyServerOptions, 'logger' | 'logController'> {
  return {
    logController: new LogController({ disableRequestLogging: true }),
    logger: { level, serializers: { err: errorWithoutData } },
  }
}

/** One line for each request that was answered. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const line = { method: request.method, route: request.routeOptions.url, ...loggedParams(request), status: reply.statusCode, ms: Math.round(reply.elapsedTime), landlord: request.session?.landlordId, person: request.session?.staffId }
    if (reply.statusCode >= 500) request.log.error(line, 'request')
    else request.log.info(line, 'request')
  })
}

function loggedParams({ params }: FastifyRequest): Record<string, string> {
  const known = (params ?? {}) as Record<string, string>
  return Object.fromEntries(LOGGED_PARAMS.flatMap((name) => (typeof known[name] === 'string' ? [[name, known[name].slice(0, 100)]] : [])))
}

/** PostgreSQL puts values into `detail` and `where`; only its code and the place of the error stay. */
function errorWithoutData(error: Error & { code?: string }): { type: string; code: string | undefined; message: string; stack: string } {
  const isDatabase = 'severity' in error
  const stack = error.stack ?? ''
  return { type: error.name, code: error.code, message: isDatabase ? 'error of the database' : error.message, stack: isDatabase ? stack.split('\n').slice(1).join('\n') : stack }
}
