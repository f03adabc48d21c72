import type { LandlordTransaction } from './landlord-transaction.ts'

/** A statement takes at most 65,535 values. */
const MOST_VALUES = 60_000

export interface RowsToInsert {
  /** Table and columns after landlord_id, which comes first by itself: `casement.task (case_id, id, …)`. */
  into: { table: string; columns: readonly string[] }
  rows: unknown[][]
  /** What to do with a row whose key is there already: `on conflict …`. */
  whenThere?: string
}

/** Inserts rows of the transaction's landlord, as few statements of many rows (unnest would fail on Citus). */
export async function insertRows(tx: LandlordTransaction, { into, rows, whenThere = '' }: RowsToInsert): Promise<void> {
  const atOnce = Math.floor(MOST_VALUES / into.columns.length)
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce)
    const head = `insert into ${into.table} (landlord_id, ${into.columns.join(', ')}) values `
    await tx.change(`${head}${placesFor(some.length, into.columns.length)} ${whenThere}`, [tx.landlordId, ...some.flat()])
  }
}

/** Texts of numbers of rows that come again and again; a sweep has full batches, most other statements a few rows. */
const kept = new Map<number, string>()
const MOST_KEPT = 256
const MOST_COLUMNS = 100

function placesFor(rows: number, columns: number): string {
  const key = rows * MOST_COLUMNS + columns
  const known = kept.get(key) ?? writePlaces(rows, columns)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, known)
  return known
}

/** ($1, $2, $3), ($1, $4, $5), … */
function writePlaces(rows: number, columns: number): string {
  const places: string[] = []
  for (let row = 0; row < rows; row++) {
    const numbers = Array.from({ length: columns }, (_, column) => `$${row * columns + column + 2}`)
    places.push(`($1, ${numbers.join(', ')})`)
  }
  return places.join(', ')
}

/** `on conflict (key) do update set a = excluded.a, …` */
export function orReplace(key: string, columns: readonly string[]): string {
  return `on conflict (${key}) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`
}
