import type { Pool } from 'pg'
import type { WorkedLandlord } from './sweep.ts'

/** Every landlord of this database. Their ids and clocks may be read by the application; all else only as that landlord. */
export async function readLandlords(pool: Pool): Promise<WorkedLandlord[]> {
  const { rows } = await pool.query<WorkedLandlord>('select id, zone, library_version, frozen_now from casement.landlord order by id')
  return rows
}
