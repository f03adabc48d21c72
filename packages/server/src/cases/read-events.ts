import type { Actor, CaseEvent } from '@casement/engine'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'

interface EventLine {
  seq: number
  type: string
  actor_kind: Actor['kind']
  actor_id: string
  occurred_at: string
  recorded_at: string
  payload: unknown
}

/** The payload by itself: a join that expects few events of a case reads all payloads of a long one anew for each event. */
const COLUMNS = `e.seq, e.type, e.actor_kind, e.actor_id, e.occurred_at, e.recorded_at,
  (select p.payload from casement.event_payload p where p.landlord_id = e.landlord_id and p.case_id = e.case_id and p.seq = e.seq) as payload`
const EVENTS = `from casement.case_event e
  where e.landlord_id = $1`
const OF_CASE = `select ${COLUMNS} ${EVENTS} and e.case_id = $2`

/** What a person asks to see of a log. */
export interface EventsPage {
  caseId: string
  order: 'oldest' | 'newest'
  /** The last event of the page before. */
  after: number | undefined
  /** Types of event, or how they begin; all of them when not said. */
  types: string[] | undefined
  limit: number
}

/** A page of a case's log, forwards or backwards. */
export async function readEventsPage(tx: LandlordTransaction, { caseId, order, after, types, limit }: EventsPage): Promise<CaseEvent[]> {
  const isBackwards = order === 'newest'
  const rows = await tx.rows<EventLine>(
    `${OF_CASE} and ($3::int is null or e.seq ${isBackwards ? '<' : '>'} $3) and ($4::text[] is null or e.type like any($4::text[])) order by e.seq ${isBackwards ? 'desc' : ''} limit $5`,
    [tx.landlordId, caseId, after ?? null, types?.map((type) => `${type}%`) ?? null, limit],
  )
  return rows.map(eventOf)
}

/** Events of a case in order, from one number to another; the payload of a redacted one is null. */
export async function readEvents(tx: LandlordTransaction, { caseId, from = 1, to, limit }: { caseId: string; from?: number; to?: number; limit?: number }): Promise<CaseEvent[]> {
  const rows = await tx.rows<EventLine>(
    `${OF_CASE} and e.seq >= $3 and ($4::int is null or e.seq <= $4) order by e.seq limit $5`,
    [tx.landlordId, caseId, from, to ?? null, limit ?? null],
  )
  return rows.map(eventOf)
}

/** All events of several cases, each in order, by case. */
export async function readEventsOfCases(tx: LandlordTransaction, caseIds: string[]): Promise<Map<string, CaseEvent[]>> {
  const rows = await tx.rows<EventLine & { case_id: string }>(
    `select e.case_id, ${COLUMNS} ${EVENTS} and e.case_id = any($2) order by e.case_id, e.seq`, [tx.landlordId, caseIds])
  return new Map([...Map.groupBy(rows, (row) => row.case_id)].map(([id, lines]) => [id, lines.map(eventOf)]))
}

/** @param line a row of case_event with its payload */
export function eventOf({ seq, type, actor_kind, actor_id, occurred_at, recorded_at, payload }: EventLine): CaseEvent {
  // The engine wrote type and payload together; the database gives them back as they were.
  return { seq, type, actor: { kind: actor_kind, id: actor_id }, occurredAt: occurred_at, recordedAt: recorded_at, payload } as CaseEvent
}
