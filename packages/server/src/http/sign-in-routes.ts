import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Handler } from './answer.ts'
import { HttpProblem } from './http-problem.ts'
import type { Parts } from './parts.ts'

/** `POST /api/auth/sign-in/email` and `/api/auth/sign-out`: carried out by the library that signs people in, cookies and all. */
export function passToSignIn({ signIn }: Parts): Handler<'signIn' | 'signOut'> {
  return async ({ request, reply }) => {
    const answer = await signIn.handle(toWebRequest(request))
    for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
    // The body holds the token of the session; it travels in the cookie alone, where no script can read it.
    if (answer.ok) return {}
    throw signInProblem(answer, reply)
  }
}

function toWebRequest(request: FastifyRequest): Request {
  const headers = new Headers({ 'content-type': 'application/json', 'x-forwarded-for': request.ip })
  for (const name of ['cookie', 'origin', 'user-agent'] as const) {
    const value = request.headers[name]
    if (value !== undefined) headers.set(name, value)
  }
  const site = `${request.protocol}://${request.headers.host ?? 'localhost'}`
  return new Request(new URL(request.url, site), { method: 'POST', headers, body: JSON.stringify(request.body ?? {}) })
}

/** Which of the two was wrong is not said. */
function signInProblem(answer: Response, reply: FastifyReply): HttpProblem {
  if (answer.status === 429) {
    reply.header('retry-after', answer.headers.get('x-retry-after') ?? '60')
    return new HttpProblem('too-many-requests', { detail: 'Too many tries to sign in. Wait a minute and try again.' })
  }
  if (answer.status >= 500) return new HttpProblem('fault', { detail: 'Nobody can be signed in at the moment.' })
  return new HttpProblem('sign-in-needed', { detail: 'E-mail address or password is not right.', remedy: 'Check both and try again.' })
}
