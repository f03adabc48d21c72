import { createHmac } from 'node:crypto'
import { type LookupAddress, lookup } from 'node:dns'
import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { type LookupFunction, isIP } from 'node:net'
import { isPrivateAddress } from './private-address.ts'
import { SECRET_PREFIX, type Webhook } from './webhooks.ts'

const LONGEST_MS = 10_000

/** What is sent: the same id each time that it is tried, so that whoever takes it can see that they have it already. */
export interface Call {
  id: string
  at: Date
  body: string
}

/**
 * Sends JSON, signed as Standard Webhooks says. Follows no redirect, and connects to no address of a private network unless the landlord
 * allows that: it is looked at where the connection is made, so that no other answer of the name server comes between.
 * @throws Error when it is not taken with a status from 200 to 299
 */
export async function postSigned({ url, secret, mayBePrivate }: Webhook, { id, at, body }: Call): Promise<void> {
  const to = new URL(url)
  const host = to.hostname.replace(/^\[|\]$/g, '')
  if (!mayBePrivate && isIP(host) !== 0 && isPrivateAddress(host)) throw new Error(privateWords(host))
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  const status = await send({
    to, body, lookup: mayBePrivate ? undefined : lookupPublic,
    headers: { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` },
  })
  if (status < 200 || status > 299) throw new Error(`It answered with status ${status}.`)
}

interface Sending {
  to: URL
  body: string
  headers: Record<string, string>
  lookup?: LookupFunction
}

/** Resolves to the status; what comes after it is not read. */
function send({ to, body, headers, lookup: find }: Sending): Promise<number> {
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage) => {
      resolve(response.statusCode ?? 0)
      response.destroy()
    }
    const options = { method: 'POST', headers, lookup: find, agent: false, signal: AbortSignal.timeout(LONGEST_MS) }
    const asking: ClientRequest = to.protocol === 'https:' ? httpsRequest(to, options, answered) : httpRequest(to, options, answered)
    asking.on('error', reject)
    asking.end(body)
  })
}

const lookupPublic: LookupFunction = (host, options, answer) => {
  lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const hidden = error ? undefined : found.find(({ address }) => isPrivateAddress(address))
    const [first] = found ?? []
    if (error || !first) return answer(error ?? new Error(`Nothing is known of ${host}.`), '', 0)
    if (hidden) return answer(new Error(privateWords(host)), '', 0)
    return options.all === true ? answer(null, found) : answer(null, first.address, first.family)
  })
}

function privateWords(host: string): string {
  return `${host} lies in a private network, and this webhook may not.`
}
