import { testPassword } from './test-application.ts'

/** What came back over the network. */
export interface ServedReply {
  status: number
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any
}

/** Somebody with a session at a Casement that is served by a process of its own. */
export interface ServedVisitor {
  get(path: string): Promise<ServedReply>
  post(path: string, body: object): Promise<ServedReply>
  patch(path: string, body: object): Promise<ServedReply>
}

/** The cookie of somebody who has an account, by the id of the member of staff. @throws when they cannot sign in */
export async function cookieAt(address: string, staffId: string): Promise<string> {
  const entered = await fetch(`${address}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: `${staffId}@example.org`, password: testPassword }) })
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0]
  if (!entered.ok || cookie === undefined) throw new Error(`Nobody was signed in: ${entered.status} ${await entered.text()}`)
  return cookie
}

/** Signs somebody in for what they ask over the network. */
export async function signInAt(address: string, staffId: string): Promise<ServedVisitor> {
  const cookie = await cookieAt(address, staffId)
  const ask = async (path: string, request: RequestInit): Promise<ServedReply> => {
    const reply = await fetch(`${address}${path}`, { ...request, headers: { cookie, 'content-type': 'application/json', 'if-match': '*' } })
    return { status: reply.status, body: await reply.json() }
  }
  return {
    get: (path) => ask(path, {}),
    post: (path, body) => ask(path, { method: 'POST', body: JSON.stringify(body) }),
    patch: (path, body) => ask(path, { method: 'PATCH', body: JSON.stringify(body) }),
  }
}
