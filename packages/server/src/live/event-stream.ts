import { Readable } from 'node:stream'
import type { StreamMessages } from '../contract/contract.ts'

/** A reader who was cut off comes back after this long, unless it knows better. */
const COME_BACK_MS = 2000

/** After so long without news the reader, and every proxy between, is told that the line is good. */
const BEAT_MS = 15_000

/** Bytes that may wait for a slow reader, beside what the system's own buffers hold. */
const MOST_WAITING = 64 * 1024

type MessageKind = keyof StreamMessages

/** One reply of server-sent events. A reader who does not keep up is cut off, and resumes where they were. */
export class EventStream {
  /** What is sent as the body of the reply. */
  readonly body = new Readable({ read: () => undefined })
  #sentAt = performance.now()

  constructor() {
    this.#write(`retry: ${COME_BACK_MS}\n\n`)
  }

  /** @param id the position in the feed that is reached with this message */
  send<Kind extends MessageKind>(kind: Kind, data: StreamMessages[Kind], id?: number): void {
    this.#write(`${id === undefined ? '' : `id: ${id}\n`}event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  /** A comment keeps proxies from closing the line; pages do not see comments, so an event says it too. */
  beatWhenQuiet(): void {
    if (performance.now() - this.#sentAt >= BEAT_MS) this.#write(': still here\nevent: beat\ndata: {}\n\n')
  }

  end(): void {
    if (!this.body.destroyed) this.body.push(null)
  }

  #write(text: string): void {
    if (this.body.destroyed || this.body.readableEnded) return
    this.#sentAt = performance.now()
    this.body.push(text)
    if (this.body.readableLength > MOST_WAITING) this.body.destroy()
  }
}
