import type { CaseEvent, CaseState, CaseType, Party } from '@casement/engine'
import { v7 as newId } from 'uuid'
import type { LandlordLibrary } from '../case-types/landlord-library.ts'
import { realNow } from '../clock/now.ts'
import { insertRows, orReplace } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { searchWords } from '../records/search-words.ts'
import { CASE_COLUMNS, CHANGING, caseRow } from './case-row.ts'
import { CHANGE_COLUMNS, changeRows } from './change-rows.ts'
import { ClockReadings } from './clock-readings.ts'
import { CLOCK_COLUMNS, changedClockRows } from './clock-rows.ts'
import { errandsOf } from './errands-of-events.ts'
import { type ChainedEvent, chainEvents } from './event-chain.ts'
import { TASK_COLUMNS, changedTaskRows } from './task-rows.ts'

/** A case as it is stored, with what of its landlord every decision needs. */
export interface StoredCase {
  id: string
  version: number
  /** Digest of its last event. */
  head: Buffer
  state: CaseState
  zone: string
  library_version: number
  frozen_now: string | null
}

const FIND = `select c.id, c.version, c.head, c.state, l.zone, l.library_version, l.frozen_now
  from casement.case_record c join casement.landlord l on l.id = c.landlord_id where c.landlord_id = $1 and `

/** A case by its reference, without a lock. */
export async function findCase(tx: LandlordTransaction, ref: string): Promise<StoredCase | undefined> {
  return tx.findRow<StoredCase>(`${FIND} c.ref = $2`, [tx.landlordId, ref])
}

/** A case by its reference, locked until the transaction ends: whoever changes it comes this way. */
export async function findCaseForUpdate(tx: LandlordTransaction, ref: string): Promise<StoredCase | undefined> {
  return tx.findRow<StoredCase>(`${FIND} c.ref = $2 for update of c`, [tx.landlordId, ref])
}

/** Several cases by their references, without a lock. */
export async function findCases(tx: LandlordTransaction, refs: string[]): Promise<StoredCase[]> {
  return tx.rows<StoredCase>(`${FIND} c.ref = any($2)`, [tx.landlordId, refs])
}

/** Several cases by their references, locked in one order so that two such transactions cannot block each other. */
export async function findCasesForUpdate(tx: LandlordTransaction, refs: string[]): Promise<StoredCase[]> {
  return tx.rows<StoredCase>(`${FIND} c.ref = any($2) order by c.id for update of c`, [tx.landlordId, refs])
}

/** What was decided for one case, to be written down. */
export interface Append {
  /** The case before; absent when this opens it. */
  before?: Pick<StoredCase, 'head' | 'state'>
  events: CaseEvent[]
  state: CaseState
  caseType: CaseType
  library: LandlordLibrary
  now: string
  /** Nothing outside happens: history that is imported or invented. */
  muted?: boolean
  /** What its subject is called, for search. */
  subjectLabel?: string
}

/** Writes down decisions of the transaction's landlord: events, current state, rows of work lists and of clocks, errands, each table in one statement. */
export async function appendDecisions(tx: LandlordTransaction, appends: Append[]): Promise<void> {
  const written = appends.map((append) => {
    const chained = chainEvents(append.events, { landlordId: tx.landlordId, caseId: append.state.id, previous: append.before?.head })
    const head = chained.at(-1)?.digest ?? append.before?.head
    if (head === undefined) throw new Error(`Case ${append.state.ref} has no events`)
    const readings = new ClockReadings(append.library.calendar, append.now)
    return { ...append, chained, head, readings }
  })
  const events = written.flatMap(({ chained, state }) => chained.map((event) => ({ ...event, caseId: state.id })))
  await insertRows(tx, { into: CASES, rows: written.map((one) => caseRow(one.state, one)), whenThere: REPLACE_CASE })
  await insertRows(tx, { into: EVENTS, rows: events.map(eventRow) })
  await insertRows(tx, { into: PAYLOADS, rows: events.map(({ caseId, event, salt }) => [caseId, event.seq, salt, JSON.stringify(event.payload)]) })
  await insertRows(tx, { into: TASKS, rows: written.flatMap((one) => changedTaskRows(one.before?.state, one.state, one)), whenThere: REPLACE_TASK })
  await writeClockRows(tx, written.flatMap((one) => changedClockRows(one.before?.state, one.state, one.readings)))
  await insertRows(tx, { into: PARTIES, rows: written.flatMap(({ before, state }) => changedPartyRows(before?.state, state)), whenThere: REPLACE_PARTY })
  await insertRows(tx, { into: CHANGES, rows: written.flatMap(changeRows) })
  await insertRows(tx, { into: OUTBOX, rows: written.flatMap((one) => (one.muted ? [] : outboxRows(one))) })
  await insertRows(tx, { into: SEARCH, rows: written.flatMap((one) => (one.before === undefined ? [searchRow(one)] : [])), whenThere: REPLACE_SEARCH })
}

/** Writes rows of clocks, each in the order of CLOCK_COLUMNS, over the ones that stand. */
export async function writeClockRows(tx: LandlordTransaction, rows: unknown[][]): Promise<void> {
  await insertRows(tx, { into: CLOCKS, rows, whenThere: REPLACE_CLOCK })
}

const CASES = { table: 'casement.case_record', columns: CASE_COLUMNS }
const REPLACE_CASE = orReplace('landlord_id, id', CHANGING)

const EVENTS = { table: 'casement.case_event', columns: ['case_id', 'seq', 'type', 'step', 'actor_kind', 'actor_id', 'occurred_at', 'recorded_at', 'payload_digest', 'digest'] }
const PAYLOADS = { table: 'casement.event_payload', columns: ['case_id', 'seq', 'salt', 'payload'] }

const TASKS = { table: 'casement.task', columns: TASK_COLUMNS }
const REPLACE_TASK = orReplace('landlord_id, case_id, id', TASK_COLUMNS.slice(2))

const CLOCKS = { table: 'casement.clock', columns: CLOCK_COLUMNS }
const REPLACE_CLOCK = orReplace('landlord_id, case_id, id', CLOCK_COLUMNS.slice(2))

const PARTY_COLUMNS = ['case_id', 'id', 'role', 'person_id', 'name', 'must_not_be_told', 'is_ended']
const PARTIES = { table: 'casement.party', columns: PARTY_COLUMNS }
const REPLACE_PARTY = orReplace('landlord_id, case_id, id', PARTY_COLUMNS.slice(2))

const CHANGES = { table: 'casement.case_change', columns: CHANGE_COLUMNS }

const OUTBOX = { table: 'casement.outbox', columns: ['id', 'key', 'kind', 'case_id', 'payload', 'available_at', 'created_at'] }

const SEARCH = { table: 'casement.search_entry', columns: ['kind', 'id', 'label', 'detail', 'words'] }
const REPLACE_SEARCH = orReplace('landlord_id, kind, id', ['label', 'detail', 'words'])

function eventRow({ caseId, event, step, payloadDigest, digest }: ChainedEvent & { caseId: string }): unknown[] {
  return [caseId, event.seq, event.type, step, event.actor.kind, event.actor.id, event.occurredAt, event.recordedAt, payloadDigest, digest]
}

function changedPartyRows(before: CaseState | undefined, { id, parties }: CaseState): unknown[][] {
  if (before?.parties === parties) return []
  const standing = new Set<Party>(before?.parties ?? [])
  return parties.filter((party) => !standing.has(party)).map((party) => partyRow(id, party))
}

export function partyRow(caseId: string, party: Party): unknown[] {
  return [caseId, party.id, party.role, party.person ?? null, party.name ?? null, party.mustNotBeTold === true, party.ended === true]
}

/** Errands go by real time: a frozen clock must not keep a second try waiting for ever. */
function outboxRows({ events, state }: Append): unknown[][] {
  const at = realNow()
  return errandsOf(events, state).map(({ key, kind, payload }) => [newId(), key, kind, state.id, JSON.stringify(payload), at, at])
}

function searchRow({ state, caseType, subjectLabel }: Append): unknown[] {
  const label = `${state.ref} ${caseType.definition.name}`
  return ['case', state.ref, label, subjectLabel ?? null, searchWords([label, subjectLabel])]
}
