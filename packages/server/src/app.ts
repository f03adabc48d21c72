import fastify, { type FastifyInstance } from 'fastify'
import { v7 as newId } from 'uuid'
import { checkPart } from './http/check-part.ts'
import { describeApi, serveDocumentation } from './http/documentation.ts'
import { replyNothingHere, replyToBrokenRequest, replyToError } from './http/error-reply.ts'
import { keepMetrics } from './http/metrics.ts'
import { checkOrigin } from './http/origin-check.ts'
import type { Parts } from './http/parts.ts'
import { logRequests, logSettings } from './http/request-log.ts'
import { keepRouteTable, refuseUngoverned } from './http/route-table.ts'
import { setSecurityHeaders } from './http/security-headers.ts'
import { askForSession } from './http/session.ts'
import { LARGEST_BODY, readJsonOnly, refuseUnstorable } from './http/read-body.ts'
import { keepLiveFeed } from './live/stream-route.ts'
import { addRoutes } from './routes.ts'
import type { Settings } from './settings.ts'
import { servePages } from './web-pages.ts'

export interface AppOptions {
  parts: Parts
  settings: Pick<Settings, 'logLevel' | 'publicUrl'>
  /** The folder of the built web pages; none are served without it. */
  pages?: string
}

/**
 * Builds the HTTP application: pages, API and its documentation. Nothing listens yet; tests inject requests.
 * @throws OperatorError when a route has no policy
 */
export async function buildApp({ parts, settings, pages }: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    ...logSettings(settings.logLevel),
    bodyLimit: LARGEST_BODY,
    genReqId: () => newId(),
    frameworkErrors: replyToError,
    clientErrorHandler: replyToBrokenRequest,
    // Behind a proxy that people reach by CASEMENT_PUBLIC_URL, it says from where they come.
    // One proxy is believed, not what the visitor wrote before it.
    trustProxy: settings.publicUrl === undefined ? false : (_address, hop) => hop === 0,
  })
  keepRouteTable(app)
  app.setValidatorCompiler(checkPart)
  app.setSerializerCompiler(() => (reply) => JSON.stringify(reply))
  app.setErrorHandler(replyToError)
  readJsonOnly(app)
  logRequests(app)
  const registry = keepMetrics(app)
  await setSecurityHeaders(app)
  app.addHook('onRequest', async (request) => checkOrigin(request, settings.publicUrl))
  askForSession(app, parts.signIn)
  app.addHook('preValidation', async (request) => {
    for (const part of [request.params, request.query, request.body]) refuseUnstorable(part)
    // What may be left out altogether is the same as nothing said.
    if (request.method !== 'GET') request.body ??= {}
  })
  await describeApi(app)
  addRoutes(app, { parts, registry, feed: keepLiveFeed(app, { parts, registry }) })
  serveDocumentation(app)
  if (pages) await servePages(app, pages)
  else app.setNotFoundHandler(replyNothingHere)
  refuseUngoverned(app)
  return app
}
