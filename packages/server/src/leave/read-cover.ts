import type { AllocationFacts } from '@casement/engine'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'

/** Who is away on a day and who covers; of these people also who has left, for whom nobody does. */
export async function readCover(tx: LandlordTransaction, { day, people }: { day: string; people: string[] }): Promise<AllocationFacts['cover']> {
  const rows = await tx.rows<{ id: string; cover: string | null }>(
    `select staff_id::text as id, cover_id::text as cover from casement.leave where landlord_id = $1 and ${AWAY_ON}
     union all select id::text, null from casement.staff where landlord_id = $1 and id::text = any($3) and left_at is not null`,
    [tx.landlordId, day, people],
  )
  return Object.fromEntries(rows.map(({ id, cover }) => [id, cover]))
}

/** Of a leave, that it holds on the day $2. */
export const AWAY_ON = 'first_day <= $2 and last_day >= $2 and ended_at is null and handed_back_at is null'
