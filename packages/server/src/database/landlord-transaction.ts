import type { Pool, PoolClient, QueryResultRow } from 'pg'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text has the form of an id, so that it may be compared with one in a statement. */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** A transaction of one landlord: row-level security shows it the rows of no other. */
export class LandlordTransaction {
  readonly landlordId: string
  readonly #client: PoolClient
  isToBeUndone = false

  constructor(client: PoolClient, landlordId: string) {
    this.#client = client
    this.landlordId = landlordId
  }

  /** Lets the transaction end without effect, though its work goes on and answers. */
  undoAtEnd(): void {
    this.isToBeUndone = true
  }

  /** The rows that a statement gives; its values are $1, $2, … */
  async rows<Row extends QueryResultRow>(statement: string, values?: unknown[]): Promise<Row[]> {
    const { rows } = await this.#client.query<Row>(statement, values)
    return rows
  }

  async findRow<Row extends QueryResultRow>(statement: string, values?: unknown[]): Promise<Row | undefined> {
    const { rows } = await this.#client.query<Row>(statement, values)
    return rows[0]
  }

  /** Runs a statement; answers how many rows it changed. */
  async change(statement: string, values?: unknown[]): Promise<number> {
    const { rowCount } = await this.#client.query(statement, values)
    return rowCount ?? 0
  }
}

export interface LandlordAccess {
  pool: Pool
  landlordId: string
  readOnly?: boolean
  /** Read only, and every statement sees the same moment. */
  isSnapshot?: boolean
}

/**
 * Runs work in one transaction of one landlord, and undoes all of it when it throws. This is the only place that sets
 * whose rows can be seen: by a literal SET LOCAL in a message of its own, because Citus passes nothing else on.
 */
export async function inLandlord<T>({ pool, landlordId, readOnly, isSnapshot }: LandlordAccess, work: (tx: LandlordTransaction) => Promise<T>): Promise<T> {
  if (!isUuid(landlordId)) throw new TypeError('The id of a landlord must be a UUID in lower case')
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(isSnapshot ? 'begin isolation level repeatable read, read only' : readOnly ? 'begin read only' : 'begin')
    await client.query(`set local app.landlord_id = '${landlordId}'`)
    const tx = new LandlordTransaction(client, landlordId)
    const result = await work(tx)
    const { command } = await client.query(tx.isToBeUndone ? 'rollback' : 'commit')
    if (command !== 'COMMIT' && !tx.isToBeUndone) throw new Error('The transaction had failed before its end, so PostgreSQL undid it')
    return result
  } catch (error) {
    broken = await undo(client)
    throw error
  } finally {
    client.release(broken)
  }
}

/** A connection on which nothing can be undone any more is not used again. */
async function undo(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
