import type { CaseChanged } from '../contract/contract.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { numberChanges } from './number-changes.ts'

/** The feed of a landlord: its last position, and the oldest that is still kept (the one to come, where none is). */
export interface Feed {
  last: number
  oldest: number
}

/** Where the feed stands, after every committed change was given its position. */
export async function findFeed(tx: LandlordTransaction): Promise<Feed> {
  const found = await tx.findRow<{ last: number | null; oldest: number | null; waits: boolean }>(
    `select (select f.position from casement.change_feed f where f.landlord_id = $1) as last,
       (select min(c.position) from casement.case_change c where c.landlord_id = $1) as oldest,
       exists (select from casement.case_change w where w.landlord_id = $1 and w.position is null) as waits`,
    [tx.landlordId],
  )
  const last = found?.waits ? await numberChanges(tx) : (found?.last ?? 0)
  return { last, oldest: found?.oldest ?? (found?.last ?? 0) + 1 }
}

/** A page that was read just before its stream opened may lack what was committed since: so far back a new reader begins. */
const OVERLAP_MS = 60_000

/** Where somebody begins who has not read before. */
export async function findStart(tx: LandlordTransaction, { feed, most, now }: { feed: Feed; most: number; now: string }): Promise<number> {
  const since = new Date(Date.parse(now) - OVERLAP_MS).toISOString()
  const found = await tx.findRow<{ first: number | null }>('select min(position) as first from casement.case_change where landlord_id = $1 and position > $2 and at >= $3', [tx.landlordId, feed.last - most, since])
  return (found?.first ?? feed.last + 1) - 1
}

export interface PlacedChange extends CaseChanged {
  position: number
}

/** Changes after a position, in order. */
export function readChanges(tx: LandlordTransaction, { after, most }: { after: number; most: number }): Promise<PlacedChange[]> {
  return tx.rows<PlacedChange>(
    `select c.position, r.ref, c.version, c.holders,
       (select array_agg(distinct e.type) from casement.case_event e where e.landlord_id = c.landlord_id and e.case_id = c.case_id and e.seq between c.first_seq and c.version) as kinds
     from casement.case_change c join casement.case_record r on r.landlord_id = c.landlord_id and r.id = c.case_id
     where c.landlord_id = $1 and c.position > $2 order by c.position limit $3`,
    [tx.landlordId, after, most],
  )
}
