import type { PresentPerson, Role } from '../contract/contract.ts'
import type { EventStream } from './event-stream.ts'
import type { Look } from './look-at.ts'
import { casesOf } from './presence.ts'
import type { Feed } from './read-feed.ts'

/** More than this behind, and reading everything again is less work than being told one by one. */
export const MOST_BEHIND = 1000

export interface ReaderOrder {
  landlordId: string
  staffId: string
  role: Role
  /** Of the session that the stream was opened with; looked up again before anything is sent. */
  token: string
  stream: EventStream
  /** The position that they had reached before; undefined for somebody new. */
  position: number | undefined
}

/** Somebody who follows the feed of a landlord over one stream. */
export class Reader {
  readonly who: Omit<ReaderOrder, 'stream' | 'position'>
  readonly stream: EventStream
  #position: number | undefined
  #isReady = false
  /** Who was told to be on a case, so that only news is sent. */
  readonly #told = new Map<string, string>()

  constructor({ stream, position, ...who }: ReaderOrder) {
    this.who = who
    this.stream = stream
    this.#position = position
  }

  get isNew(): boolean {
    return this.#position === undefined
  }

  /** Where they go on from; undefined when what they missed is too much, no longer kept, or of another database. */
  placeIn({ last, oldest }: Feed, start: number): number | undefined {
    const position = this.#position ?? start
    return position > last || position < oldest - 1 || last - position > MOST_BEHIND ? undefined : position
  }

  /** Sends what a look found and they have not been told. */
  tell(look: Look): void {
    this.#tellChanges(look)
    this.#tellPresence(casesOf(this.who.staffId, look.presences))
    this.stream.beatWhenQuiet()
  }

  #tellChanges({ changes, feed, start }: Look): void {
    const from = this.placeIn(feed, start)
    if (from === undefined) this.stream.send('reset', {}, feed.last)
    this.#position = from ?? feed.last
    if (!this.#isReady) this.stream.send('ready', {}, this.#position)
    this.#isReady = true
    for (const { position, ...change } of changes) {
      if (position <= this.#position) continue
      this.stream.send('case-changed', change, position)
      this.#position = position
    }
  }

  /** @param here the cases that they have open themselves, with who else has */
  #tellPresence(here: Map<string, PresentPerson[]>): void {
    for (const ref of this.#told.keys()) if (!here.has(ref)) this.#told.delete(ref)
    for (const [ref, people] of here) {
      const words = JSON.stringify(people)
      if (words === (this.#told.get(ref) ?? '[]')) continue
      this.stream.send('presence', { ref, people })
      this.#told.set(ref, words)
    }
  }
}
