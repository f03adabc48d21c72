import type { ClientBase, Pool } from 'pg'

/** A statement as it went to PostgreSQL. */
export interface RecordedStatement {
  text: string
  values: unknown[]
}

/** What one request to Casement did, so that a bare server can do the same. */
export interface Recording {
  /** Method and path with the reference of the case as `:ref`. */
  route: string
  statements: RecordedStatement[]
  status: number
  reply: Record<string, unknown>
  /** What differs from request to request: the case's reference, its id where it was there before, and the idempotency key. */
  ref?: string | undefined
  caseId?: string | undefined
  key?: string | undefined
  /** When it was recorded, in ms: ids made since then are new with every request. */
  at: number
}

/** The question of who is signed in; bare servers do not ask it. */
const SIGN_IN = /find_session/

/** Notes every statement that the connections of a pool are given, from now on. */
export class StatementRecorder {
  #statements: RecordedStatement[] = []

  constructor(pool: Pool) {
    pool.on('connect', (client) => this.#listenTo(client))
  }

  /** The statements that some work ran, without those of sign-in. */
  async record(work: () => Promise<void>): Promise<RecordedStatement[]> {
    this.#statements = []
    await work()
    return this.#statements.filter(({ text }) => !SIGN_IN.test(text))
  }

  #listenTo(client: ClientBase): void {
    const query = client.query.bind(client) as (...asked: unknown[]) => unknown
    const noted = (...asked: unknown[]): unknown => {
      const [text, values] = asked
      if (typeof text !== 'string') throw new TypeError('A statement is recorded from its text')
      this.#statements.push({ text, values: Array.isArray(values) ? values : [] })
      return query(...asked)
    }
    client.query = noted as typeof client.query
  }
}
