import { realNow } from '../clock/now.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { Role } from '../database/rows.ts'
import { type Presence, readPresences } from './presence.ts'
import { type Feed, type PlacedChange, findFeed, findStart, readChanges } from './read-feed.ts'
import { MOST_BEHIND, type Reader } from './reader.ts'

/** What one look at a landlord found, for everyone who follows it in this process. */
export interface Look {
  /** Of those followers who still work there. */
  roles: Map<string, Role>
  feed: Feed
  /** Where a new follower begins. */
  start: number
  changes: PlacedChange[]
  presences: Presence[]
}

/** Reads what followers may still see and what happened since the one who is furthest behind. */
export async function lookAt(tx: LandlordTransaction, readers: Reader[]): Promise<Look> {
  const staff = await tx.rows<{ id: string; role: Role }>('select id, role from casement.staff where landlord_id = $1 and id = any($2::uuid[]) and left_at is null', [tx.landlordId, readers.map(({ who }) => who.staffId)])
  const feed = await findFeed(tx)
  const start = readers.some(({ isNew }) => isNew) ? await findStart(tx, { feed, most: MOST_BEHIND, now: realNow() }) : feed.last
  const from = Math.min(...readers.map((reader) => reader.placeIn(feed, start) ?? feed.last))
  return {
    roles: new Map(staff.map(({ id, role }) => [id, role])),
    feed,
    start,
    changes: from < feed.last ? await readChanges(tx, { after: from, most: MOST_BEHIND }) : [],
    presences: await readPresences(tx),
  }
}
