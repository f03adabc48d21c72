import { once } from 'node:events'
import { type Socket, connect } from 'node:net'

/** A request, ready to be written; the same to each of the servers that are compared. */
export interface BenchRequest {
  method: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  body?: string
}

export interface BenchReply {
  status: number
  head: string
  body: string
}

const END_OF_HEAD = '\r\n\r\n'

/**
 * One connection that is kept open, one request after the other: as little client as can be, because it runs on the processors
 * that it measures. Replies must say how long they are.
 */
export class HttpConnection {
  readonly #socket: Socket
  readonly #fixed: string
  #received: Buffer[] = []
  #waiting: { answer: (reply: BenchReply) => void; fail: (error: Error) => void } | undefined

  static async open(address: string, headers: Record<string, string> = {}): Promise<HttpConnection> {
    const { hostname, port, host } = new URL(address)
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    return new HttpConnection(socket, { host, ...headers })
  }

  private constructor(socket: Socket, headers: Record<string, string>) {
    this.#socket = socket
    this.#fixed = linesOf(headers)
    socket.setNoDelay(true)
    socket.on('data', (piece) => this.#receive(piece))
    socket.on('error', (error) => this.#waiting?.fail(error))
    socket.on('close', () => this.#waiting?.fail(new Error('The server closed the connection without a reply')))
  }

  send({ method, path, headers = {}, body }: BenchRequest): Promise<BenchReply> {
    const ofBody = body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
    return new Promise((answer, fail) => {
      this.#waiting = { answer, fail }
      this.#socket.write(`${method} ${path} HTTP/1.1\r\n${this.#fixed}${linesOf(headers)}${ofBody}\r\n${body ?? ''}`)
    })
  }

  close(): void {
    this.#waiting = undefined
    this.#socket.destroy()
  }

  #receive(piece: Buffer): void {
    this.#received.push(piece)
    const all = this.#received.length === 1 ? piece : Buffer.concat(this.#received)
    const reply = readReply(all)
    this.#received = reply === undefined ? [all] : []
    if (reply === undefined) return
    const waiting = this.#waiting
    this.#waiting = undefined
    if (reply instanceof Error) waiting?.fail(reply)
    else waiting?.answer(reply)
  }
}

function linesOf(headers: Record<string, string>): string {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')
}

/** Undefined while more of it is to come. */
function readReply(bytes: Buffer): BenchReply | Error | undefined {
  const endOfHead = bytes.indexOf(END_OF_HEAD)
  if (endOfHead < 0) return undefined
  const head = bytes.toString('latin1', 0, endOfHead)
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length === undefined) return new Error(`The reply does not say how long it is:\n${head}`)
  const start = endOfHead + END_OF_HEAD.length
  if (bytes.length < start + Number(length)) return undefined
  return { status: Number(head.slice(9, 12)), head, body: bytes.toString('utf8', start) }
}
