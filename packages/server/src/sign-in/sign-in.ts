import { verify } from '@node-rs/argon2'
import { betterAuth } from 'better-auth'
import { PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'
import { hashPassword } from './create-account.ts'
import { type SignedInSession, findSession } from './find-session.ts'
import { COOKIE_PREFIX, findSessionToken, sessionCookieName } from './session-cookie.ts'
import { deriveSignInSecret } from './sign-in-secret.ts'

/** One working day and a little: who comes back the next morning signs in again. */
const SESSION_SECONDS = 12 * 60 * 60

/** Where better-auth believes to be; nothing it answers depends on it. */
const BASE_URL = 'http://casement.invalid'

/** The header that says from where somebody signs in, for the limit on tries. */
const ADDRESS_HEADER = 'x-forwarded-for'

export interface SignInOptions {
  appUrl: string
  /** The application's pool, for the question that every request asks. */
  pool: Pool
  /** People reach Casement by https, so the cookie may travel by https only. */
  isSecure: boolean
  /** Tries to sign in from one address, in a minute. */
  triesPerMinute?: number
}

/** Signing in and out, and who is signed in. */
export interface SignInDesk {
  /** Carries out a request to `/api/auth/sign-in/email` or `/api/auth/sign-out`; the caller has checked its origin. */
  handle(request: Request): Promise<Response>
  /** Who sent a request with these headers; undefined when nobody is signed in. */
  findSession(request: { headers: { cookie?: string } }): Promise<SignedInSession | undefined>
  /** The token of the session that a request brings, whether it is still good or not. */
  tokenOf(request: { headers: { cookie?: string } }): string | undefined
  close(): Promise<void>
}

/** Passwords and sessions by better-auth, in the schema sign_in; nobody can sign up. @throws OperatorError without a secret */
export function createSignIn({ appUrl, pool, isSecure, triesPerMinute = 30 }: SignInOptions): SignInDesk {
  const secret = deriveSignInSecret(appUrl)
  const own = new Pool({ connectionString: appUrl, application_name: 'casement sign-in', max: 4, types: { getTypeParser: findParser } })
  own.on('error', () => undefined)
  const auth = buildAuth({ own, secret, isSecure, triesPerMinute })
  const cookie = { name: sessionCookieName(isSecure), secret }
  const tokenOf: SignInDesk['tokenOf'] = ({ headers }) => findSessionToken(headers.cookie, cookie)
  return {
    handle: (request) => auth.handler(atBaseUrl(request)),
    tokenOf,
    findSession: async (request) => {
      const token = tokenOf(request)
      return token === undefined ? undefined : findSession(pool, token)
    },
    close: () => own.end(),
  }
}

/** better-auth adds to the moments that it keeps as bigint, so they must be numbers: added to a text, they make a wait of millions of years. */
function findParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  return oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format)
}

function buildAuth({ own, secret, isSecure, triesPerMinute }: { own: Pool; secret: string; isSecure: boolean; triesPerMinute: number }) {
  return betterAuth({
    appName: 'Casement',
    baseURL: BASE_URL,
    basePath: '/api/auth',
    secret,
    database: { dialect: new PostgresDialect({ pool: own }), type: 'postgres', schemaName: 'sign_in', transaction: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ hash, password }) => verify(hash, password) },
    },
    session: {
      expiresIn: SESSION_SECONDS,
      additionalFields: { landlordId: { type: 'string', required: false, input: false } },
    },
    rateLimit: { enabled: true, storage: 'database', window: 60, max: 100, customRules: { '/sign-in/email': { window: 60, max: triesPerMinute } } },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: isSecure,
      // The application checks the origin of every change itself, sign-in included.
      disableCSRFCheck: true,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    databaseHooks: {
      session: { create: { before: async (session) => admit(own, session) } },
    },
    telemetry: { enabled: false },
    // Its warnings name what somebody typed wrong; refusals are counted, not logged.
    logger: { level: 'error' },
  })
}

/** Whoever is a member of no landlord gets no session. Which landlord it is for is decided here, never by the request. */
async function admit<S extends { userId: string }>(pool: Pool, session: S): Promise<false | { data: S & { landlordId: string } }> {
  const { rows } = await pool.query<{ landlord_id: string }>('select landlord_id from sign_in.membership where user_id = $1 and banned_at is null order by landlord_id limit 1', [session.userId])
  return rows[0] === undefined ? false : { data: { ...session, landlordId: rows[0].landlord_id } }
}

/** Every request arrives at one address, whatever name people reach the server by. */
function atBaseUrl(request: Request): Request {
  const { pathname } = new URL(request.url)
  return new Request(new URL(pathname, BASE_URL), request)
}
