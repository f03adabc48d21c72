import type { Casework } from '../cases/casework.ts'
import type { ErrandKind, ErrandPayloads } from '../cases/errands-of-events.ts'
import { realNow } from '../clock/now.ts'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import { callWebhook, noteCalled, noteNotCalled } from './call-webhooks.ts'
import { deliverNotices } from './deliver-notices.ts'
import { linkAskedCases } from './link-asked-cases.ts'
import { openForRecords } from './open-for-records.ts'
import { openAskedCases } from './open-asked-cases.ts'
import { tellLinkedCases } from './tell-linked-cases.ts'
import { tryAgainAt } from './try-again.ts'

const AT_ONCE = 100

/** A worker that has not finished by then counts as lost, and another takes over. */
const LEASE_MS = 60_000

/** After so many tries a person has to look at it. */
const MOST_ATTEMPTS = 10

/** One errand, in the attempt that this worker makes. */
export interface OutboxItem<Kind extends ErrandKind = ErrandKind> {
  id: string
  key: string
  kind: Kind
  case_id: string | null
  payload: ErrandPayloads[Kind]
  attempt: number
}

type Delivery<Kind extends ErrandKind> = (tx: LandlordTransaction, items: OutboxItem<Kind>[], casework: Casework) => Promise<void>

/** How each kind of errand is done; in the transaction that takes it out of the outbox. */
const DELIVERIES: { [Kind in ErrandKind]: Delivery<Kind> } = {
  notify: deliverNotices,
  'open-case': openAskedCases,
  'open-for-record': openForRecords,
  'link-case': linkAskedCases,
  'tell-linked': tellLinkedCases,
  webhook: noteCalled,
}

/** Does the errands of one landlord that wait in its outbox; after an error each by itself. Answers how many it took. */
export async function emptyOutbox(casework: Casework, landlordId: string): Promise<number> {
  const claimed = await claimErrands(casework, landlordId)
  if (claimed.length === 0) return 0
  const calls = claimed.filter(isCall)
  const inside = claimed.filter((item) => !isCall(item))
  try {
    await doErrands(casework, landlordId, inside)
  } catch {
    for (const item of inside) await doErrandOrTryAgain(casework, landlordId, item)
  }
  // Side by side: one that does not answer keeps nobody waiting until the claims of the others have passed on.
  await Promise.all(calls.map((item) => doErrandOrTryAgain(casework, landlordId, item)))
  return claimed.length
}

/** Done before the transaction that takes it out of the outbox, for nothing outside happens in one. */
function isCall(item: OutboxItem): item is OutboxItem<'webhook'> {
  return item.kind === 'webhook'
}

/** Takes errands for a while. Each claim is an attempt of its own; finishing asks whether it still is the latest. */
export function claimErrands({ pool }: Casework, landlordId: string): Promise<OutboxItem[]> {
  const now = realNow()
  const lease = new Date(Date.parse(now) + LEASE_MS).toISOString()
  return inLandlord({ pool, landlordId }, (tx) =>
    tx.rows<OutboxItem>(
      `update casement.outbox o set attempt = o.attempt + 1, available_at = $2
       where o.landlord_id = $1 and o.id in (
         select w.id from casement.outbox w where w.landlord_id = $1 and w.dead_at is null and w.available_at <= $3
           and (w.not_before is null or w.not_before <= (select coalesce(l.frozen_now, $3) from casement.landlord l where l.id = $1))
         order by w.available_at, w.id limit ${AT_ONCE} for update skip locked)
       returning o.id, o.key, o.kind, o.case_id, o.payload, o.attempt`,
      [landlordId, lease, now],
    ))
}

/** Does claimed errands and takes them out of the outbox, all or none; one that another worker claimed since is left alone. */
export async function doErrands(casework: Casework, landlordId: string, items: OutboxItem[]): Promise<void> {
  await inLandlord({ pool: casework.pool, landlordId }, async (tx) => {
    const taken = await tx.rows<{ id: string }>(
      'delete from casement.outbox o where o.landlord_id = $1 and (o.id, o.attempt) in (select * from unnest($2::uuid[], $3::int[])) returning o.id',
      [landlordId, items.map(({ id }) => id), items.map(({ attempt }) => attempt)],
    )
    const ours = new Set(taken.map(({ id }) => id))
    for (const [kind, some] of Map.groupBy(items.filter(({ id }) => ours.has(id)), (item) => item.kind)) {
      if (!Object.hasOwn(DELIVERIES, kind)) throw new Error(`Nothing here does errands of the kind ${kind}`)
      await (DELIVERIES[kind] as Delivery<ErrandKind>)(tx, some, casework)
    }
  })
}

async function doErrandOrTryAgain(casework: Casework, landlordId: string, item: OutboxItem): Promise<void> {
  try {
    if (isCall(item)) await callWebhook(casework.pool, landlordId, item)
    await doErrands(casework, landlordId, [item])
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    const deadAt = item.attempt >= MOST_ATTEMPTS ? realNow() : null
    await inLandlord({ pool: casework.pool, landlordId }, async (tx) => {
      const kept = await tx.change('update casement.outbox set available_at = $4, last_error = $5, dead_at = $6 where landlord_id = $1 and id = $2 and attempt = $3', [
        landlordId, item.id, item.attempt, tryAgainAt(item.attempt), words.slice(0, 500), deadAt,
      ])
      if (kept > 0 && deadAt !== null && isCall(item)) await noteNotCalled(tx, item, { casework, words })
    })
  }
}
