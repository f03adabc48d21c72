import type { StreamMessages } from '@casement/server/contract'
import { carriedServerTime } from '../look/server-time.ts'
import { lineBroke, lineIsGood } from './line.ts'

/** What to do with each kind of message. */
export type Hearing = { [Kind in keyof StreamMessages]: (data: StreamMessages[Kind]) => void } & {
  /** The line could not be opened: perhaps the session has ended. */
  refused: () => void
}

/** The server speaks at least every 15 seconds; after sleep, or behind a dead proxy, it does not. */
const SILENCE_MS = 40_000
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 15_000

const KINDS = ['ready', 'case-changed', 'presence', 'reset', 'beat'] as const

/**
 * Follows the landlord's changes while this tab is in sight, and goes on without a gap after every break. A tab out of sight holds no
 * line: a browser has six to one server, and seven open tabs would leave none for work. Answers how to stop.
 */
export function followChanges(hearing: Hearing): () => void {
  const line = new Line(hearing)
  const look = () => (document.visibilityState === 'hidden' ? line.rest() : line.open())
  document.addEventListener('visibilitychange', look)
  const lost = () => line.break()
  window.addEventListener('online', look)
  window.addEventListener('offline', lost)
  look()
  return () => {
    document.removeEventListener('visibilitychange', look)
    window.removeEventListener('online', look)
    window.removeEventListener('offline', lost)
    line.rest()
  }
}

class Line {
  readonly #hearing: Hearing
  #source: EventSource | undefined
  /** Id of the last message: from there it goes on. */
  #last: string | undefined
  /** The server's time when something was heard last. */
  #heardAt = carriedServerTime()
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(hearing: Hearing) {
    this.#hearing = hearing
  }

  open(): void {
    this.rest()
    const source = new EventSource(`/api/v1/stream${this.#last === undefined ? '' : `?after=${this.#last}`}`)
    this.#source = source
    for (const kind of KINDS) source.addEventListener(kind, (event) => this.#hear(kind, event as MessageEvent<string>))
    source.addEventListener('error', () => this.break())
    this.#expectWords()
  }

  /** Closes the line without a word: nobody looks. */
  rest(): void {
    clearTimeout(this.#timer)
    this.#source?.close()
    this.#source = undefined
  }

  /** Nothing comes any more: try again, at first soon and then less often. */
  break(): void {
    this.rest()
    lineBroke(this.#heardAt)
    if (this.#failures > 0) this.#hearing.refused()
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures)
    this.#failures++
    // Not all at once, when a server that many follow comes back.
    this.#timer = setTimeout(() => this.open(), pause * (0.75 + Math.random() / 2))
  }

  #hear(kind: (typeof KINDS)[number], { data, lastEventId }: MessageEvent<string>): void {
    if (lastEventId !== '') this.#last = lastEventId
    this.#heardAt = carriedServerTime()
    this.#failures = 0
    this.#expectWords()
    lineIsGood()
    this.#hearing[kind](JSON.parse(data) as never)
  }

  #expectWords(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.break(), SILENCE_MS)
  }
}
