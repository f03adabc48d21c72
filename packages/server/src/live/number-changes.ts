import { realNow } from '../clock/now.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'

const AT_ONCE = 1000

/**
 * Gives every committed change that has none its position in the landlord's feed. Only what is committed can be seen, and only one at a
 * time numbers, so positions follow commits: whoever has read up to one has missed nothing before it. Answers the last position.
 */
export async function numberChanges(tx: LandlordTransaction): Promise<number> {
  await tx.change('insert into casement.change_feed (landlord_id, position) values ($1, 0) on conflict (landlord_id) do nothing', [tx.landlordId])
  const feed = await tx.findRow<{ position: number }>('select position from casement.change_feed where landlord_id = $1 for update', [tx.landlordId])
  const last = feed?.position ?? 0
  // A statement of its own after the lock: it sees what others numbered meanwhile.
  const numbered = await tx.change(
    `update casement.case_change c set position = $2 + n.nth, at = $3
     from (select w.case_id, w.version, row_number() over (order by w.case_id, w.version) as nth
       from (select case_id, version from casement.case_change where landlord_id = $1 and position is null order by case_id, version limit ${AT_ONCE}) w) n
     where c.landlord_id = $1 and c.case_id = n.case_id and c.version = n.version`,
    [tx.landlordId, last, realNow()],
  )
  await tx.change('update casement.change_feed set position = $2 where landlord_id = $1', [tx.landlordId, last + numbered])
  return last + numbered
}
