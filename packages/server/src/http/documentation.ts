import fastifySwagger from '@fastify/swagger'
import fastify, { type FastifyInstance, type FastifyReply, type LightMyRequestResponse } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { described } from '../contract/described.ts'
import { NONCE_MARK, freshNonce, pagePolicy } from './security-headers.ts'

const DESCRIPTION = `Everything that the screens do goes through this API.

- **Sign-in**: \`POST /api/auth/sign-in/email\` sets the session cookie; send it with every request.
- **Preview**: \`?preview=true\` on any command answers with what it would do, in words, and changes nothing.
- **Conflict**: a change of a case sends the ETag of the case as \`If-Match\`: 428 without it, 412 with what changed since when it is stale.
- **Idempotency**: with an \`Idempotency-Key\` a POST that is sent again answers as before and does nothing twice.
- **Errors** are problem documents (RFC 9457): a stable \`type\`, words for the person, field paths, and for a refusal its code and what would make it possible.
- **Lists** come in pages: \`next\` is the cursor of the following one.
- **Time**: moments are RFC 3339 with their offset, days are civil dates.
- **Live**: \`GET /api/v1/stream\` says what changes (server-sent events); with \`Last-Event-ID\` it goes on from there without a gap.`

/** The reader as it comes would offer services of its maker's; here it shows the document and nothing else. */
const READER = {
  url: '/api/openapi.json', pageTitle: 'Casement API', nonce: NONCE_MARK,
  withDefaultFonts: false, telemetry: false, showDeveloperTools: 'never', hideClientButton: true, agent: { disabled: true }, mcp: { disabled: true },
} as const

/** Builds the OpenAPI document from the contract as routes are added after this. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Casement', version: '1', description: DESCRIPTION },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'casement.session_token' } } },
      security: [{ session: [] }],
    },
    transform: withHeaders,
    transformObject: createJsonSchemaTransformObject({ schemaRegistry: described }),
  })
}

const transform = createJsonSchemaTransform({ schemaRegistry: described })

/** Named here and not in the contract of each route, because they mean the same everywhere. */
const withHeaders: typeof transform = (document) => {
  const transformed = transform(document)
  const { method, url } = document.route
  if (url.includes('/presence/') || (method !== 'POST' && !url.startsWith('/api/v1/cases/'))) return transformed
  const changes = method !== 'GET' && method !== 'HEAD'
  const properties = {
    ...(changes && url.startsWith('/api/v1/cases/') && { 'if-match': { type: 'string', description: 'ETag of the case that this is decided on' } }),
    ...(method === 'POST' && url.startsWith('/api/v1/') && { 'idempotency-key': { type: 'string', maxLength: 200, description: 'The same key on a second try of the same request' } }),
  }
  return Object.keys(properties).length === 0 ? transformed : { ...transformed, schema: { ...transformed.schema, headers: { type: 'object', properties } } }
}

const READER_PATHS = ['/api/docs', '/api/docs/', '/api/docs/js/scalar.js']

/** Serves the document, and pages to read it with; nothing is fetched from elsewhere. */
export function serveDocumentation(app: FastifyInstance): void {
  let document: string | undefined
  let reader: Promise<FastifyInstance> | undefined
  app.get('/api/openapi.json', { schema: { hide: true } }, (_request, reply) => reply.type('application/json').send((document ??= openApiText(app))))
  for (const path of READER_PATHS) {
    app.get(path, { schema: { hide: true } }, async (_request, reply) => passOn(await (await (reader ??= openReader())).inject(path), reply))
  }
  app.addHook('onClose', async () => (await reader)?.close())
}

/** The reader is five megabytes of source text: it is loaded when somebody first reads. */
async function openReader(): Promise<FastifyInstance> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const reader = fastify()
  await reader.register(scalar, { routePrefix: '/api/docs', configuration: READER })
  return reader
}

function passOn({ statusCode, headers, body }: LightMyRequestResponse, reply: FastifyReply): FastifyReply {
  const type = String(headers['content-type'])
  if (headers.location !== undefined) return reply.redirect(headers.location, statusCode)
  if (!type.startsWith('text/html')) return reply.type(type).send(body)
  const nonce = freshNonce()
  return reply.type(type).header('content-security-policy', pagePolicy(nonce)).send(body.replaceAll(NONCE_MARK, nonce))
}

/** The document as it is committed: one form, whatever made it. Schemas listed a second time as inputs, which nothing uses, are left out. */
export function openApiText(app: FastifyInstance): string {
  const document = app.swagger()
  const { components } = document as { components?: { schemas?: Record<string, unknown> } }
  const schemas = Object.fromEntries(Object.entries(components?.schemas ?? {}).filter(([name]) => !name.endsWith('Input')))
  return `${JSON.stringify({ ...document, components: { ...components, schemas } }, undefined, 2)}\n`
}
