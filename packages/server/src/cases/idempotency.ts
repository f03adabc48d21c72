import { replay } from '@casement/engine'
import type { CaseEvent, CaseState } from '@casement/engine'
import { realNow } from '../clock/now.ts'
import { insertRows } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { readEvents } from './read-events.ts'

/** Keys are kept for a day. */
const KEPT_MS = 24 * 60 * 60 * 1000

/** A request that may be sent again: its key, and what it asks, hashed. */
export interface Idempotency {
  key: string
  requestHash: string
  route: string
}

/** What a request with the same key did before. */
export interface EarlierDeed {
  isSameRequest: boolean
  case_id: string
  first_seq: number
  last_seq: number
  /** The landlord's time when it was done. */
  at: string
  /** What was answered, where that cannot be made again from the events of one case. */
  answer: unknown
}

interface KeyRow extends Omit<EarlierDeed, 'isSameRequest'> {
  route: string
  request_hash: string
  expires_at: string
}

/** What was done under this key by this person, if anything, in the last 24 hours. */
export async function findEarlierDeed(tx: LandlordTransaction, actorId: string, asked: Idempotency): Promise<EarlierDeed | undefined> {
  const row = await tx.findRow<KeyRow>(
    'select route, request_hash, case_id, first_seq, last_seq, answer, at, expires_at from casement.idempotency_key where landlord_id = $1 and actor_id = $2 and key = $3',
    [tx.landlordId, actorId, asked.key],
  )
  if (row === undefined) return undefined
  if (row.expires_at > realNow()) return { ...row, isSameRequest: row.request_hash === asked.requestHash && row.route === asked.route }
  await tx.change('delete from casement.idempotency_key where landlord_id = $1 and actor_id = $2 and key = $3', [tx.landlordId, actorId, asked.key])
  return undefined
}

/** Keeps what was done, in the transaction that does it. Fails with 23505 when another process did the same just now. */
export async function keepDeed(tx: LandlordTransaction, asked: Idempotency, deed: { actorId: string; caseId: string; events: CaseEvent[]; at: string }): Promise<void> {
  await insertRows(tx, {
    into: { table: 'casement.idempotency_key', columns: ['actor_id', 'key', 'route', 'request_hash', 'case_id', 'first_seq', 'last_seq', 'at', 'expires_at'] },
    rows: [[deed.actorId, asked.key, asked.route, asked.requestHash, deed.caseId, deed.events[0]?.seq ?? 0, deed.events.at(-1)?.seq ?? 0, deed.at, expiry()]],
  })
}

/** Keeps the answer to a request that concerned many cases, in the transaction that carries it out. */
export async function keepAnswer(tx: LandlordTransaction, asked: Idempotency, { actorId, answer, at }: { actorId: string; answer: unknown; at: string }): Promise<void> {
  await insertRows(tx, {
    into: { table: 'casement.idempotency_key', columns: ['actor_id', 'key', 'route', 'request_hash', 'answer', 'at', 'expires_at'] },
    rows: [[actorId, asked.key, asked.route, asked.requestHash, JSON.stringify(answer), at, expiry()]],
  })
}

/** The case as it was when the earlier request was done, from its events: the same answer can be made from it again. */
export async function recallDeed(tx: LandlordTransaction, { case_id: caseId, first_seq, last_seq }: EarlierDeed): Promise<{ events: CaseEvent[]; state: CaseState }> {
  const events = await readEvents(tx, { caseId, to: last_seq })
  const state = replay(events)
  if (state === undefined) throw new Error('A kept key names a case without events')
  return { state, events: events.filter(({ seq }) => seq >= first_seq) }
}

function expiry(): string {
  return new Date(Date.parse(realNow()) + KEPT_MS).toISOString()
}
