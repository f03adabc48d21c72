import { type CaseState, type CaseType, replay, wakeAt } from '@casement/engine'
import type { LandlordLibrary } from '../case-types/landlord-library.ts'
import { canonicalJson } from '../cases/canonical-json.ts'
import { caseColumns } from '../cases/case-row.ts'
import { partyRow } from '../cases/case-store.ts'
import { ClockReadings } from '../cases/clock-readings.ts'
import { clockRows } from '../cases/clock-rows.ts'
import { type EventFacts, digestEvent, digestPayload } from '../cases/event-chain.ts'
import { eventOf } from '../cases/read-events.ts'
import { staffRows } from '../cases/staff-rows.ts'
import { isSameRow, taskRows } from '../cases/task-rows.ts'
import type { CaseRow, EventRow } from '../database/rows.ts'

/** An event as it is stored, with its payload; `salt` is absent where the payload's row is. */
export interface StoredEvent extends EventRow {
  salt: Buffer | null
  payload: unknown
  has_payload: boolean
}

/** Everything that is stored of one case. */
export interface StoredWhole {
  row: CaseRow
  events: StoredEvent[]
  /** In the order of TASK_COLUMNS. */
  tasks: unknown[][]
  /** In the order of CLOCK_COLUMNS. */
  clocks: unknown[][]
  parties: unknown[][]
  /** Those that are not over. */
  staff: unknown[][]
}

interface Means {
  caseType: CaseType
  library: LandlordLibrary
  now: string
}

/** What of a case is not as its events say, in one sentence; undefined when all of it is. */
export function findFault(stored: StoredWhole, means: Means): string | undefined {
  return findChainFault(stored) ?? findStateFault(stored) ?? findColumnFault(stored, means) ?? findTaskFault(stored, means) ?? findClockFault(stored, means) ?? findPartyFault(stored) ?? findStaffFault(stored)
}

/** Redacted events keep their digests, but what they said is gone: such a case cannot be replayed. */
export function isRedacted({ events }: Pick<StoredWhole, 'events'>): boolean {
  return events.some(({ payload, has_payload }) => has_payload && payload === null)
}

function findChainFault({ row, events }: StoredWhole): string | undefined {
  let previous: Buffer | undefined
  for (const [index, event] of events.entries()) {
    const number = index + 1
    if (event.seq !== number) return `event ${number} is missing`
    const fault = findEventFault(event, { landlordId: row.landlord_id, caseId: row.id, previous })
    if (fault !== undefined) return `event ${number}, ${event.type}: ${fault}`
    previous = event.digest
  }
  if (events.length !== row.version) return `its version is ${row.version}, but it has ${events.length} events`
  return previous?.equals(row.head) ? undefined : 'the digest of its last event is not the one it keeps'
}

function findEventFault(event: StoredEvent, place: { landlordId: string; caseId: string; previous?: Buffer }): string | undefined {
  if (!event.has_payload) return 'its payload is missing'
  if (event.salt !== null && !digestPayload(event.payload, event.salt).equals(event.payload_digest)) return 'its payload was changed'
  const facts = { ...event, actor: { kind: event.actor_kind, id: event.actor_id }, occurredAt: event.occurred_at, recordedAt: event.recorded_at } as EventFacts
  return digestEvent(facts, event.payload_digest, place).equals(event.digest) ? undefined : 'it was changed, or the events before it were'
}

function findStateFault({ row, events }: StoredWhole): string | undefined {
  if (isRedacted({ events })) return undefined
  const replayed = replay(events.map(eventOf))
  if (canonicalJson(replayed) !== canonicalJson(row.state)) return 'its state is not what its events lead to'
  return replayed && hasSameOrder(replayed, row.state) ? undefined : 'its tasks or clocks are not in the order in which they came to be'
}

/** Rules look at items and clocks in the order in which they were made; canonical JSON does not show it. */
function hasSameOrder(one: CaseState, other: CaseState): boolean {
  const order = ({ items, clocks }: CaseState) => [...Object.keys(items), ...Object.keys(clocks)].join(' ')
  return order(one) === order(other)
}

/** Waking too early does no harm; too late, a deadline would pass unseen. */
function findColumnFault({ row }: StoredWhole, { caseType, library, now }: Means): string | undefined {
  const expected = caseColumns(row.state, { caseType, readings: new ClockReadings(library.calendar, now) })
  const wrong = Object.entries(expected).find(([column, value]) => row[column as keyof typeof expected] !== value)
  if (wrong !== undefined) return `its column ${wrong[0]} is not what its state says`
  const wakes = wakeAt(row.state, caseType, { calendar: library.calendar, now })
  return wakes !== undefined && (row.wake_at === null || row.wake_at > wakes) ? `it would wake too late (${row.wake_at ?? 'never'} instead of ${wakes})` : undefined
}

function findTaskFault({ row, tasks }: StoredWhole, { caseType, library, now }: Means): string | undefined {
  const expected = taskRows(row.state, { caseType, readings: new ClockReadings(library.calendar, now) })
  return findRowFault('task', { expected: [...expected.values()], stored: tasks })
}

function findClockFault({ row, clocks }: StoredWhole, { library, now }: Means): string | undefined {
  return findRowFault('clock', { expected: [...clockRows(row.state, new ClockReadings(library.calendar, now)).values()], stored: clocks })
}

function findPartyFault({ row, parties }: StoredWhole): string | undefined {
  return findRowFault('party', { expected: row.state.parties.map((party) => partyRow(row.id, party)), stored: parties })
}

function findStaffFault({ row, staff }: StoredWhole): string | undefined {
  return findRowFault('staff', { expected: staffRows(row.state), stored: staff })
}

/** Rows begin with the case and their own id. */
function findRowFault(what: string, { expected, stored }: { expected: unknown[][]; stored: unknown[][] }): string | undefined {
  const byId = new Map(stored.map((row) => [row[1], row]))
  const wrong = expected.find((row) => !isSameRow(row, byId.get(row[1])))
  if (wrong !== undefined) return `the row of its ${what} ${String(wrong[1])} ${byId.has(wrong[1]) ? 'is not what its state says' : 'is missing'}`
  const known = new Set(expected.map((row) => row[1]))
  const stranger = stored.find((row) => !known.has(row[1]))
  return stranger && `there is a row for a ${what} ${String(stranger[1])} that it does not have`
}
