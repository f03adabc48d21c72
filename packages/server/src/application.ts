import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { Pool } from 'pg'
import { startBackgroundWork } from './background-work.ts'
import type { WorkUnderWay } from './background-work.ts'
import type { Settings } from './settings.ts'
import { servePages } from './web-pages.ts'

const PAGES = resolve(import.meta.dirname, '../../web/dist')

/** Requests under way get this long when the server stops; then their connections are cut. */
const PATIENCE_MS = 1500

export interface Application {
  /** The address to type into a browser. */
  address: string
  close(): Promise<void>
}

export interface ApplicationParts {
  settings: Settings
  ownerUrl: string
  appUrl: string
}

/** Serves the web pages and the API, and does the background work, until it is closed. @throws OperatorError when a part of it cannot start */
export async function startApplication({ settings, appUrl }: ApplicationParts): Promise<Application> {
  const pool = new Pool({ connectionString: appUrl, max: 10, application_name: 'casement serve' })
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  const server = fastify({ logger: { level: settings.logLevel } })
  server.get('/livez', () => ({ status: 'alive' }))
  server.get('/readyz', async (_request, reply) => ((await isReady(pool)) ? { status: 'ready' } : reply.code(503).header('retry-after', '1').send({ status: 'database away' })))
  if (existsSync(join(PAGES, 'index.html'))) await servePages(server, PAGES)
  await server.listen({ port: settings.port, host: settings.host })
  const underWay = startBackgroundWork({ settings, appUrl })
  return { address: settings.publicUrl ?? addressOf(server, settings), close: () => close({ server, pool, underWay }) }
}

async function isReady(pool: Pool): Promise<boolean> {
  try {
    await pool.query('select 1')
    return true
  } catch {
    return false
  }
}

/** With PORT=0 the port is known only now. */
function addressOf(server: FastifyInstance, { host }: Settings): string {
  const name = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host
  const address = server.server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

async function close({ server, pool, underWay }: { server: FastifyInstance; pool: Pool; underWay: WorkUnderWay }): Promise<void> {
  const cut = setTimeout(() => server.server.closeAllConnections(), PATIENCE_MS)
  await Promise.all([server.close(), underWay.stop()])
  clearTimeout(cut)
  await pool.end()
}
