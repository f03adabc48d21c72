import type { Pool } from 'pg'
import { OperatorError } from '../operator-error.ts'

export interface NamedLandlord {
  id: string
  name: string
}

/** What to do where there is none. */
export const waysToALandlord = 'Run "npx casement demo", which makes a demonstration landlord; this version cannot make a landlord of your own yet.'

/** The landlord by its id or name; the only one when none is named. */
export async function findLandlord(pool: Pool, named: string | undefined): Promise<NamedLandlord> {
  const { rows } = await pool.query<NamedLandlord>('select id, name from casement.landlord order by name')
  const found = named === undefined ? rows : rows.filter(({ id, name }) => id === named || name === named)
  const [only, another] = found
  if (only !== undefined && another === undefined) return only
  if (rows.length === 0) throw new OperatorError('There is no landlord yet.', waysToALandlord)
  const names = rows.map(({ id, name }) => `"${name}" (${id})`).join(', ')
  throw new OperatorError(named === undefined ? 'There are several landlords.' : `There is no landlord ${named}, or several of that name.`, `Say which is meant with --landlord and one of: ${names}.`)
}
