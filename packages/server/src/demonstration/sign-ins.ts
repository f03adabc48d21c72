import type { Pool } from 'pg'
import type { Demonstration } from '../contract/contract.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { colleagues } from './staff.ts'

/** Everyone's in the demonstration, printed and shown: the people and homes behind it are invented. */
export const demonstrationPassword = 'larkmere-demo-2026'

/** Who can sign in to the demonstration, and how; undefined where this database holds none. */
export async function findDemonstrationSignIns(pool: Pool): Promise<Demonstration | undefined> {
  const { rows } = await pool.query<{ id: string; name: string }>('select id, name from casement.landlord where is_demonstration order by created_at limit 1')
  const landlord = rows[0]
  if (landlord === undefined) return undefined
  const signIns = await inLandlord({ pool, landlordId: landlord.id, readOnly: true }, (tx) =>
    tx.rows<Demonstration['signIns'][number]>('select name, email, role from casement.staff where landlord_id = $1 and account_id is not null and left_at is null', [tx.landlordId]))
  const placeOf = (email: string) => colleagues.findIndex((colleague) => colleague.email === email)
  const inOrder = signIns.toSorted((one, other) => placeOf(one.email) - placeOf(other.email))
  return { demonstration: true, landlord: landlord.name, signIns: inOrder, password: demonstrationPassword }
}
