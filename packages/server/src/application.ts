import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import { buildApp } from './app.ts'
import { startBackgroundWork } from './background-work.ts'
import type { WorkUnderWay } from './background-work.ts'
import { createCasework } from './cases/casework.ts'
import { freezeClock } from './clock/freeze-clock.ts'
import { createPool } from './database/pool.ts'
import { findDemonstrationSignIns } from './demonstration/sign-ins.ts'
import type { Parts } from './http/parts.ts'
import { watchReadiness } from './http/readiness.ts'
import { NameBook } from './people/name-book.ts'
import { isDemonstrationMode } from './settings.ts'
import type { Settings } from './settings.ts'
import { createSignIn } from './sign-in/sign-in.ts'
import type { SignInDesk } from './sign-in/sign-in.ts'

const PAGES = resolve(import.meta.dirname, '../../web/dist')

/** Requests under way get this long when the server stops; then their connections are cut. */
const PATIENCE_MS = 1500

/** Connections of the API; sign-in has a few of its own. */
const POOL_SIZE = 10

/** Tests sign many people in from one address. */
const TEST_TRIES_PER_MINUTE = 600

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
export async function startApplication({ settings, ownerUrl, appUrl }: ApplicationParts): Promise<Application> {
  const pool = createPool({ url: appUrl, name: 'casement serve', max: POOL_SIZE })
  const signIn = createSignIn({ appUrl, pool, isSecure: settings.publicUrl?.startsWith('https:') ?? false, triesPerMinute: settings.hasTestClock ? TEST_TRIES_PER_MINUTE : undefined })
  const casework = createCasework(pool)
  const underWay = { work: undefined as WorkUnderWay | undefined }
  const parts: Parts = {
    casework,
    setTestClock: settings.hasTestClock ? (now) => freezeClock(casework, now) : undefined,
    names: new NameBook(),
    signIn,
    findDemonstration: async () => (isDemonstrationMode(settings) ? findDemonstrationSignIns(pool) : undefined),
    readiness: watchReadiness({ pool, ownerUrl, isWorking: () => underWay.work !== undefined && underWay.work.findFault() === undefined }),
  }
  const server = await buildApp({ parts, settings, pages: existsSync(join(PAGES, 'index.html')) ? PAGES : undefined })
  await server.listen({ port: settings.port, host: settings.host })
  underWay.work = startBackgroundWork({ settings, appUrl })
  return { address: settings.publicUrl ?? addressOf(server, settings), close: () => close({ server, pool, signIn, work: underWay.work }) }
}

/** With PORT=0 the port is known only now. */
function addressOf(server: FastifyInstance, { host }: Settings): string {
  const name = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host
  const address = server.server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

async function close({ server, pool, signIn, work }: { server: FastifyInstance; pool: Pool; signIn: SignInDesk; work: WorkUnderWay | undefined }): Promise<void> {
  const cut = setTimeout(() => server.server.closeAllConnections(), PATIENCE_MS)
  await Promise.all([server.close(), work?.stop()])
  clearTimeout(cut)
  await Promise.all([signIn.close(), pool.end()])
}
