import { hearServerTime } from './look/server-time.ts'
import type { Problem as ProblemDocument } from '@casement/server/contract'

/** A refusal or fault told by the server as a problem document (RFC 9457). */
export class Problem extends Error {
  readonly status: number
  readonly type: string
  /** The refusal's code, such as `task-already-done`. */
  readonly code: string | undefined
  /** Words for each field that was refused, by its path. */
  readonly fields: { path: string; words: string }[]
  /** What whoever starts a case is told, although it is not opened. */
  readonly advice: string[]
  /** What would make it possible. */
  readonly remedy: string | undefined
  /** After a conflict: the version that the case has now, and what happened since. */
  readonly version: number | undefined
  readonly changed: NonNullable<ProblemDocument['changedSince']>

  constructor(status: number, document: Partial<ProblemDocument>) {
    super(document.detail ?? document.title ?? 'The server refused without saying why.')
    this.status = status
    this.type = document.type ?? 'about:blank'
    this.code = document.code
    this.fields = document.fields ?? []
    this.advice = document.advice ?? []
    this.remedy = document.remedy
    this.version = document.version
    this.changed = document.changedSince ?? []
  }
}

/** The server could not be reached; nothing is known to have happened. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server cannot be reached. What you typed is kept here; try again when the line is back.', { cause })
  }
}

/** Whether the same may be possible when it is tried again: it was not reached, failed, or met a newer version; what was refused stays refused. */
export function isWorthAnotherTry(error: unknown): boolean {
  return !(error instanceof Problem) || error.status === 412 || error.status >= 500
}

type Request = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
  /** The tag of the version that the person saw; a change of a case needs it. */
  etag?: string
  /** The same key on a second try of the same act, so that it happens once. */
  key?: string
  signal?: AbortSignal
  /** Sent even while the page goes. */
  keepalive?: boolean
}

let whenSignedOut: () => void = () => undefined

/** Called once by the application: what to do when the session has ended. */
export function onSignedOut(act: () => void): void {
  whenSignedOut = act
}

/** Fetches one reply; throws Problem or Unreachable. */
export async function fetchReply<Reply>(request: Request): Promise<Reply> {
  return (await fetchTagged<Reply>(request)).reply
}

/** As `fetchReply`, with the ETag of what was answered. */
export async function fetchTagged<Reply>(request: Request): Promise<{ reply: Reply; etag: string | undefined }> {
  const response = await reach(request)
  hearServerTime(response.headers.get('casement-now'))
  const text = await response.text()
  if (response.ok) return { reply: (text === '' ? undefined : JSON.parse(text)) as Reply, etag: response.headers.get('etag') ?? undefined }
  if (response.status === 401 && request.path.startsWith('/api/v1/')) whenSignedOut()
  throw new Problem(response.status, readProblem(text))
}

/** A key for one intended act, to be used again when that act is tried again. */
export function newActKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function reach({ method = 'GET', path, query, body, etag, key, signal, keepalive }: Request): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' })
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (etag) headers.set('if-match', etag)
  if (key) headers.set('idempotency-key', key)
  try {
    return await fetch(path + search(query), { method, headers, signal, keepalive, credentials: 'same-origin', body: body === undefined ? undefined : JSON.stringify(body) })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Unreachable(error)
  }
}

function search(query: Request['query']): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

function readProblem(text: string): Partial<ProblemDocument> {
  try {
    return JSON.parse(text) as Partial<ProblemDocument>
  } catch {
    return { title: 'The server answered with something that is not a reply. Try again; if it stays, tell your help desk.' }
  }
}
