import type { Actor } from '@casement/engine'
import type { FastifyInstance } from 'fastify'
import { realNow } from '../clock/now.ts'
import { permits, rolesOf } from '../policy/policy.ts'
import type { SignedInSession } from '../sign-in/find-session.ts'
import type { SignInDesk } from '../sign-in/sign-in.ts'
import { HttpProblem } from './http-problem.ts'
import { permissionOf } from './route-table.ts'

export type Session = SignedInSession

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route that needs a session. */
    session: Session | null
  }
}

/** Before a request is read any further: who asks, and may they ask for this at all? */
export function askForSession(app: FastifyInstance, { findSession }: Pick<SignInDesk, 'findSession'>): void {
  app.decorateRequest('session', null)
  app.addHook('onRequest', async (request) => {
    if (request.is404) return
    const permission = permissionOf({ method: request.method, url: request.routeOptions.url ?? '' })
    if (permission === 'anyone') return
    const session = await findSession(request)
    if (!session) throw new HttpProblem('sign-in-needed', { detail: 'There is no session, or it has ended.', remedy: 'Sign in and send the request again.' })
    request.session = session
    if (permission === undefined || !permits(permission, [session.role])) throw new HttpProblem('not-allowed', { detail: 'Your role does not include this.', remedy: 'Ask an administrator.' })
  })
}

/** Whoever is signed in, as the engine names who does things. */
export function actorOf({ staffId, role }: Pick<Session, 'staffId' | 'role'>): Actor {
  return { kind: 'person', id: staffId, roles: rolesOf(role) }
}

/** The landlord's time, which a test may have frozen. */
export function nowOf({ frozenNow }: Pick<Session, 'frozenNow'>): string {
  return frozenNow ?? realNow()
}
