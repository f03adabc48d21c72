import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { Pool } from 'pg'
import type { Recording } from './recording.ts'
import { type Replay, prepareReplay, runReplay } from './replay.ts'

/** What the benchmark tells this process to serve. */
export interface BareOrder {
  /** As the owner, to whom row-level security does not apply. */
  ownerUrl: string
  recordings: Recording[]
  /** Begins the references of cases that are opened here. */
  prefix: string
}

const CONNECTIONS = 10
const CASE_IN_PATH = /(?<=^\/api\/v1\/cases\/)[^/?]+/

let opened = 0

process.once('message', (order: BareOrder) => serve(order))
process.once('disconnect', () => process.exit())

/** A server of Node and pg alone that runs the recorded statements of Casement and answers with JSON.stringify. */
function serve({ ownerUrl, recordings, prefix }: BareOrder): void {
  const pool = new Pool({ connectionString: ownerUrl, max: CONNECTIONS })
  const replays = new Map(recordings.map((recording) => [recording.route, prepareReplay(recording)]))
  const server = createServer((request, response) => {
    answer(request, response, { pool, replays, prefix }).catch((error: unknown) => write(response, 500, { error: String(error) }))
  })
  server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
}

interface BareParts {
  pool: Pool
  replays: Map<string, Replay>
  prefix: string
}

async function answer(request: IncomingMessage, response: ServerResponse, { pool, replays, prefix }: BareParts): Promise<void> {
  const { method, url = '' } = request
  const replay = replays.get(`${method} ${url.replace(CASE_IN_PATH, ':ref')}`)
  if (replay === undefined) return write(response, 404, { error: 'Nothing was recorded for this address' })
  if (method === 'POST') JSON.parse(await text(request))
  const ref = replay.opensCase ? `${prefix}-${++opened}` : CASE_IN_PATH.exec(url)?.[0]
  const client = await pool.connect()
  try {
    await runReplay(client, replay, { ref, key: request.headers['idempotency-key']?.toString() })
  } finally {
    client.release()
  }
  write(response, replay.status, 'ref' in replay.reply ? { ...replay.reply, ref } : replay.reply)
}

function write(response: ServerResponse, status: number, reply: Record<string, unknown>): void {
  const body = JSON.stringify(reply)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) }).end(body)
}
