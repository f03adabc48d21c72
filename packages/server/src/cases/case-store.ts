import type { CaseEvent, CaseState, CaseType, Party } from '@casement/engine'
import { v7 as newId } from 'uuid'
import type { LandlordLibrary } from '../case-types/landlord-library.ts'
import { realNow } from '../clock/now.ts'
import { insertRows, orReplace } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { searchWords } from '../records/search-words.ts'
import { CASE_COLUMNS, CHANGING, type RowContext, caseRow } from './case-row.ts'
import { CHANGE_COLUMNS, changeRows } from './change-rows.ts'
import { ClockReadings } from './clock-readings.ts'
import { CLOCK_COLUMNS, changedClockRows } from './clock-rows.ts'
import { errandsOf } from './errands-of-events.ts'
import { toldNotBefore } from './told-when.ts'
import { type ChainedEvent, chainEvents } from './event-chain.ts'
import { STAFF_COLUMNS, changedStaffRows } from './staff-rows.ts'
import { TASK_COLUMNS, changedTaskRows } from './task-rows.ts'
import { OUTBOX } from './write-errands.ts'

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

/** Cases that are to be woken, earliest first, each locked until the transaction ends; where not patient, without those that somebody works on just now. */
export async function claimDueCases(tx: LandlordTransaction, { now, realNow: real, most, isPatient, caseId }: DueOrder): Promise<StoredCase[]> {
  return tx.rows<StoredCase>(
    `${FIND} c.wake_at <= $2 and (c.wake_retry_at is null or c.wake_retry_at <= $3) and ($4::uuid is null or c.id = $4)
     order by c.wake_at, c.id limit ${most} for update of c ${isPatient ? '' : 'skip locked'}`,
    [tx.landlordId, now, real, caseId ?? null],
  )
}

export interface DueOrder {
  now: string
  realNow: string
  most: number
  isPatient?: boolean
  /** Only this case. */
  caseId?: string
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
  await writeRows(tx, written)
  await insertRows(tx, { into: EVENTS, rows: events.map(eventRow) })
  await insertRows(tx, { into: PAYLOADS, rows: events.map(({ caseId, event, salt }) => [caseId, event.seq, salt, JSON.stringify(event.payload)]) })
  await insertRows(tx, { into: CHANGES, rows: written.flatMap(changeRows) })
  await insertRows(tx, { into: OUTBOX, rows: written.flatMap((one) => (one.muted ? [] : outboxRows(one))) })
  await insertRows(tx, { into: SEARCH, rows: written.flatMap((one) => (one.before === undefined ? [searchRow(one)] : [])), whenThere: REPLACE_SEARCH })
}

/** A case as its events lead to it, with what its rows are made from. */
export interface WrittenCase extends RowContext {
  /** What stands; all rows are written where it is not said. */
  before?: Pick<StoredCase, 'state'>
  state: CaseState
}

/** Writes all that follows from the events of cases: their state, and the rows of their tasks, clocks, parties and staff. */
export async function writeRows(tx: LandlordTransaction, cases: WrittenCase[]): Promise<void> {
  await insertRows(tx, { into: CASES, rows: cases.map((one) => caseRow(one.state, one)), whenThere: REPLACE_CASE })
  await insertRows(tx, { into: TASKS, rows: cases.flatMap((one) => changedTaskRows(one.before?.state, one.state, one)), whenThere: REPLACE_TASK })
  await insertRows(tx, { into: CLOCKS, rows: cases.flatMap((one) => changedClockRows(one.before?.state, one.state, one.readings)), whenThere: REPLACE_CLOCK })
  await insertRows(tx, { into: PARTIES, rows: cases.flatMap(({ before, state }) => changedPartyRows(before?.state, state)), whenThere: REPLACE_PARTY })
  await insertRows(tx, { into: STAFF, rows: cases.flatMap(({ before, state }) => changedStaffRows(before?.state, state)), whenThere: REPLACE_STAFF })
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

const STAFF = { table: 'casement.case_staff', columns: STAFF_COLUMNS }
const REPLACE_STAFF = orReplace('landlord_id, case_id, id', ['is_over'])

const CHANGES = { table: 'casement.case_change', columns: CHANGE_COLUMNS }

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

/** Errands go by real time: a frozen clock must not keep a second try waiting for ever. A notice may wait for working hours, which are the landlord's. */
function outboxRows({ events, state, caseType, library, now }: Append): unknown[][] {
  const at = realNow()
  return errandsOf(events, state).map((errand) => {
    const { key, kind, payload } = errand
    const notBefore = errand.kind === 'notify' ? toldNotBefore(errand.payload, { now, calendar: library.calendar(caseType.definition.calendar) }) : undefined
    return [newId(), key, kind, state.id, JSON.stringify(payload), at, notBefore ?? null, at]
  })
}

function searchRow({ state, caseType, subjectLabel }: Append): unknown[] {
  const label = `${state.ref} ${caseType.definition.name}`
  return ['case', state.ref, label, subjectLabel ?? null, searchWords([label, subjectLabel])]
}
