import { setTimeout as pause } from 'node:timers/promises'

/** One message of a stream. */
export interface Message {
  kind: string
  id: string | undefined
  data: Record<string, unknown>
}

/** A stream of server-sent events as a client reads it. */
export interface Following {
  response: Response
  /** Every message so far. */
  messages: Message[]
  /** The raw text so far, comments with it. */
  text(): string
  /** Waits for a message that fits, of those that have come and those to come. @throws when the stream ends first */
  next(fits: (message: Message) => boolean): Promise<Message>
  /** Waits for the end. */
  ended: Promise<void>
  close(): void
}

/** Opens a stream and reads it on and on. */
export async function followStream(url: string, headers: Record<string, string>): Promise<Following> {
  const closing = new AbortController()
  const response = await fetch(url, { headers, signal: closing.signal })
  const messages: Message[] = []
  let text = ''
  let isOver = response.body === null
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const part of response.body ?? []) {
      text += decoder.decode(part as Uint8Array, { stream: true })
      messages.splice(0, messages.length, ...messagesIn(text))
    }
  }
  const ended = read().catch(() => undefined).finally(() => (isOver = true))
  const next = async (fits: (message: Message) => boolean): Promise<Message> => {
    for (;;) {
      const found = messages.find(fits)
      if (found !== undefined) return found
      if (isOver) throw new Error(`The stream ended without it: ${text}`)
      await Promise.race([ended, pause(20)])
    }
  }
  return { response, messages, text: () => text, next, ended, close: () => closing.abort() }
}

/** The whole messages of a text; what has not come to its empty line is none yet. */
function messagesIn(text: string): Message[] {
  return text.split('\n\n').slice(0, -1).flatMap((block) => {
    const fields = Object.fromEntries(block.split('\n').filter((line) => !line.startsWith(':')).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]))
    return fields['event'] === undefined ? [] : [{ kind: fields['event'], id: fields['id'], data: JSON.parse(fields['data'] ?? '{}') as Record<string, unknown> }]
  })
}
