import type { Pool } from 'pg'
import { inLandlord } from '../database/landlord-transaction.ts'
import { HttpProblem } from '../http/http-problem.ts'
import { findGoodSessions } from '../sign-in/find-session.ts'
import { lookAt } from './look-at.ts'
import { Reader, type ReaderOrder } from './reader.ts'

/** How often the feeds are looked at; rights that were removed are gone within it too. */
const LOOK_EVERY_MS = 400

/** While the database is away nobody is told anything, and it is asked less often. */
const LONGEST_REST_MS = 5_000

/** Streams that one person may have open in one process: windows in sight, and a few that are still closing. */
const MOST_STREAMS = 12

export interface FeedLog {
  error(details: { err: unknown }, words: string): void
}

/** Tells everyone who follows in this process what changes, from one query a landlord. It rests while nobody does. */
export class LiveFeed {
  readonly #pool: Pool
  readonly #log: FeedLog
  readonly #readers = new Set<Reader>()
  #looking: Promise<void> | undefined
  #wake = (): void => undefined

  constructor({ pool, log }: { pool: Pool; log: FeedLog }) {
    this.#pool = pool
    this.#log = log
  }

  get size(): number {
    return this.#readers.size
  }

  /** Lets somebody follow from now until their stream closes. @throws HttpProblem 429 when they follow too often already */
  join(order: ReaderOrder): void {
    const theirs = [...this.#readers].filter(({ who }) => who.landlordId === order.landlordId && who.staffId === order.staffId)
    if (theirs.length >= MOST_STREAMS) throw new HttpProblem('too-many-requests', { detail: `You have ${MOST_STREAMS} streams open.`, remedy: 'Close one of them first.' })
    const reader = new Reader(order)
    this.#readers.add(reader)
    order.stream.body.once('close', () => this.#readers.delete(reader))
    this.#wake()
    this.#looking ??= this.#lookWhileFollowed().finally(() => (this.#looking = undefined))
  }

  /** Ends every stream, as before a stop; whoever comes back resumes where they were. */
  async endAll(): Promise<void> {
    for (const reader of this.#readers) this.#leave(reader)
    this.#wake()
    await this.#looking
  }

  async #lookWhileFollowed(): Promise<void> {
    let failures = 0
    while (this.#readers.size > 0) {
      try {
        await this.#look()
        failures = 0
      } catch (error) {
        failures++
        this.#log.error({ err: error }, 'The feed could not be looked at; it will be tried again')
      }
      if (this.#readers.size > 0) await this.#rest(Math.min(LONGEST_REST_MS, LOOK_EVERY_MS * 2 ** failures))
    }
  }

  #rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async #look(): Promise<void> {
    // Who joins meanwhile waits for the next look: they were not asked about.
    const asked = [...this.#readers]
    const good = await findGoodSessions(this.#pool, asked.map(({ who }) => who.token))
    for (const reader of asked) {
      const session = good.get(reader.who.token)
      if (session?.landlordId !== reader.who.landlordId || session.staffId !== reader.who.staffId) this.#leave(reader)
    }
    for (const [landlordId, readers] of Map.groupBy(asked.filter((reader) => this.#readers.has(reader)), ({ who }) => who.landlordId)) {
      // What was numbered counts only once it is committed, so nothing is sent before.
      const look = await inLandlord({ pool: this.#pool, landlordId }, (tx) => lookAt(tx, readers))
      for (const reader of readers) {
        // With another role they come back, and are asked for their rights again.
        if (look.roles.get(reader.who.staffId) === reader.who.role) reader.tell(look)
        else this.#leave(reader)
      }
    }
  }

  #leave(reader: Reader): void {
    this.#readers.delete(reader)
    reader.stream.end()
  }
}
