import { setTimeout as pause } from 'node:timers/promises'
import { type BenchReply, type BenchRequest, HttpConnection } from './http-connection.ts'

/** What one connection asks next; undefined when there is nothing left to ask. */
export type RequestSource = () => BenchRequest | undefined

export interface Load {
  address: string
  headers: Record<string, string>
  connections: number
  /** Longest duration; a source that runs dry ends it sooner. */
  seconds: number
  /** One source for each connection. */
  openSource: () => RequestSource
}

/** How a server answered. */
export interface Answered {
  operations: number
  /** Wall-clock time that these took. */
  seconds: number
  /** Milliseconds of each operation. */
  latencies: number[]
}

/** Asks one server over some connections at once, each its next as soon as it was answered. @throws when a reply is not 2xx */
export async function drive({ address, headers, connections, seconds, openSource }: Load): Promise<Answered> {
  const open = await Promise.all(Array.from({ length: connections }, () => HttpConnection.open(address, headers)))
  // What was opened is accepted before the time starts.
  await pause(20)
  const latencies: number[] = []
  const started = performance.now()
  const end = started + seconds * 1000
  try {
    await Promise.all(open.map((connection) => askUntil(end, { connection, next: openSource(), latencies })))
  } finally {
    for (const connection of open) connection.close()
  }
  return { operations: latencies.length, seconds: (performance.now() - started) / 1000, latencies }
}

async function askUntil(end: number, { connection, next, latencies }: { connection: HttpConnection; next: RequestSource; latencies: number[] }): Promise<void> {
  let before = performance.now()
  while (before < end) {
    const request = next()
    if (request === undefined) return
    refuseFailure(request, await connection.send(request))
    const now = performance.now()
    latencies.push(now - before)
    before = now
  }
}

function refuseFailure({ method, path }: BenchRequest, { status, body }: BenchReply): void {
  if (status < 200 || status > 299) throw new Error(`${method} ${path} was answered with ${status}: ${body.slice(0, 500)}`)
}

/** Several runs of one kind as one. */
export function addUp(runs: Answered[]): Answered {
  return {
    operations: runs.reduce((sum, { operations }) => sum + operations, 0),
    seconds: runs.reduce((sum, { seconds }) => sum + seconds, 0),
    latencies: runs.flatMap(({ latencies }) => latencies),
  }
}

/** The smallest value that this share of all values does not exceed. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  if (value === undefined) throw new Error('There are no values')
  return value
}
