import type { CaseTypeDefinition } from '@casement/engine'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { buildApp } from '../app.ts'
import { freezeClock } from '../clock/freeze-clock.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { findDemonstrationSignIns } from '../demonstration/sign-ins.ts'
import { watchReadiness } from '../http/readiness.ts'
import type { Parts } from '../http/parts.ts'
import { NameBook } from '../people/name-book.ts'
import { createAccount, hashPassword } from '../sign-in/create-account.ts'
import { createSignIn } from '../sign-in/sign-in.ts'
import { type BuiltLandlord, type BuiltStaff, buildLandlord, openCasework } from './build-landlord.ts'
import { createTestDatabase } from './test-database.ts'

export const testPassword = 'a-long-enough-passphrase'

/** One person at a browser: requests with their session. */
export interface Visitor {
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, order?: { body?: unknown; headers?: Record<string, string> }): Promise<LightMyRequestResponse>
}

/** The real application over a database of its own, without a port. */
export interface TestApplication {
  app: FastifyInstance
  parts: Parts
  ownerUrl: string
  appUrl: string
  buildLandlord(order?: { frozenNow?: string; caseTypes?: CaseTypeDefinition[] }): Promise<BuiltLandlord>
  /** Signs a member of staff in. */
  visit(landlord: BuiltLandlord, staff: BuiltStaff): Promise<Visitor>
  /** Somebody without a session. */
  stranger: Visitor
  close(): Promise<void>
}

/** @param options hasTestClock: as with CASEMENT_TEST_CLOCK=1 */
export async function openTestApplication({ hasTestClock = false } = {}): Promise<TestApplication> {
  const database = await createTestDatabase()
  const casework = openCasework(database.appUrl)
  const { pool } = casework
  const signIn = createSignIn({ appUrl: database.appUrl, pool, isSecure: false, triesPerMinute: 1000 })
  const parts: Parts = {
    casework,
    names: new NameBook(),
    signIn,
    findDemonstration: () => findDemonstrationSignIns(pool),
    setTestClock: hasTestClock ? (now) => freezeClock(casework, now) : undefined,
    readiness: watchReadiness({ pool, ownerUrl: database.ownerUrl, isWorking: () => true }),
  }
  const app = await buildApp({ parts, settings: { logLevel: 'silent', publicUrl: undefined } })
  const passwordHash = await hashPassword(testPassword)
  return {
    app,
    parts,
    ownerUrl: database.ownerUrl,
    appUrl: database.appUrl,
    buildLandlord: (order) => buildLandlord({ pool, ...order }),
    visit: async (landlord, staff) => {
      await inLandlord({ pool, landlordId: landlord.id }, (tx) => createAccount(tx, { staffId: staff.id, name: staff.email, email: `${staff.id}@example.org`, passwordHash }))
      return visitorOf(app, await signedInCookie(app, `${staff.id}@example.org`))
    },
    stranger: visitorOf(app),
    close: async () => {
      await app.close()
      await signIn.close()
      await pool.end()
      await database.drop()
    },
  }
}

async function signedInCookie(app: FastifyInstance, email: string): Promise<string> {
  const reply = await app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password: testPassword } })
  const [cookie] = [reply.headers['set-cookie']].flat()
  if (cookie === undefined) throw new Error(`Nobody was signed in: ${reply.statusCode} ${reply.body}`)
  return cookie.split(';')[0] ?? ''
}

function visitorOf(app: FastifyInstance, cookie?: string): Visitor {
  const ask = (options: InjectOptions) => app.inject({ ...options, headers: { ...(cookie && { cookie }), ...options.headers } })
  return {
    get: (url, headers) => ask({ method: 'GET', url, headers }),
    send: (method, url, { body, headers } = {}) => ask({ method, url, headers, ...(body !== undefined && { payload: body as object }) }),
  }
}
