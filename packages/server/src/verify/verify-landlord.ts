import type { Pool } from 'pg'
import { LibraryCache } from '../case-types/landlord-library.ts'
import { CLOCK_COLUMNS } from '../cases/clock-rows.ts'
import { TASK_COLUMNS } from '../cases/task-rows.ts'
import { landlordNow } from '../clock/now.ts'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import type { CaseRow } from '../database/rows.ts'
import type { WorkedLandlord } from '../work/sweep.ts'
import { type StoredEvent, type StoredWhole, findFault, isRedacted } from './verify-case.ts'

/** Cases that are read together, all as of one moment. */
const AT_ONCE = 100

/** A case that is not as its events say. */
export interface Fault {
  ref: string
  words: string
}

export interface Findings {
  cases: number
  events: number
  /** Cases of which something was redacted: their chain was checked, their replay could not be. */
  redacted: number
  faults: Fault[]
}

/** Checks every case of a landlord against its events, while others may go on working. */
export async function verifyLandlord(pool: Pool, landlord: WorkedLandlord): Promise<Findings> {
  const libraries = new LibraryCache()
  const findings: Findings = { cases: 0, events: 0, redacted: 0, faults: [] }
  let after: string | null = null
  do {
    after = await inLandlord({ pool, landlordId: landlord.id, isSnapshot: true }, (tx) => verifyNext(tx, { after, findings, landlord, libraries }))
  } while (after !== null)
  return findings
}

interface Verifying {
  /** The id of the last case checked. */
  after: string | null
  findings: Findings
  landlord: WorkedLandlord
  libraries: LibraryCache
}

/** Checks some more cases; answers the id of the last, or null when there were no more. */
async function verifyNext(tx: LandlordTransaction, { after, findings, landlord, libraries }: Verifying): Promise<string | null> {
  const library = await libraries.get(tx, landlord.library_version)
  const now = landlordNow(landlord)
  const wholes = await readWholes(tx, after)
  for (const whole of wholes) {
    const caseType = await library.getCaseType(tx, { id: whole.row.case_type, version: whole.row.case_type_version })
    const words = findFault(whole, { caseType, library, now })
    if (words !== undefined) findings.faults.push({ ref: whole.row.ref, words })
    findings.cases++
    findings.events += whole.events.length
    if (isRedacted(whole)) findings.redacted++
  }
  return wholes.at(-1)?.row.id ?? null
}

async function readWholes(tx: LandlordTransaction, after: string | null): Promise<StoredWhole[]> {
  const rows = await tx.rows<CaseRow>(`select * from casement.case_record where landlord_id = $1 and ($2::uuid is null or id > $2) order by id limit ${AT_ONCE}`, [tx.landlordId, after])
  const values = [tx.landlordId, rows.map(({ id }) => id)]
  const events = await tx.rows<StoredEvent>(
    `select e.*, p.salt, p.payload, p.case_id is not null as has_payload from casement.case_event e
     left join casement.event_payload p on p.landlord_id = e.landlord_id and p.case_id = e.case_id and p.seq = e.seq
     where e.landlord_id = $1 and e.case_id = any($2) order by e.case_id, e.seq`, values)
  const tasks = await tx.rows<Record<string, unknown>>(`select ${TASK_COLUMNS.join(', ')} from casement.task where landlord_id = $1 and case_id = any($2)`, values)
  // As it was written: a parsed value is never the same one.
  const clocks = await tx.rows<Record<string, unknown>>(`select ${CLOCK_COLUMNS.map((column) => (column === 'pauses' ? 'pauses::text' : column)).join(', ')} from casement.clock where landlord_id = $1 and case_id = any($2)`, values)
  const parties = await tx.rows<Record<string, unknown>>('select case_id, id, role, person_id, name, must_not_be_told, is_ended from casement.party where landlord_id = $1 and case_id = any($2)', values)
  const staff = await tx.rows<Record<string, unknown>>('select case_id, id, staff_id, part, is_over from casement.case_staff where landlord_id = $1 and case_id = any($2) and not is_over', values)
  const [eventsOf, tasksOf, clocksOf, partiesOf, staffOf] = [Map.groupBy(events, caseOf), Map.groupBy(tasks, caseOf), Map.groupBy(clocks, caseOf), Map.groupBy(parties, caseOf), Map.groupBy(staff, caseOf)]
  return rows.map((row) => ({
    row,
    events: eventsOf.get(row.id) ?? [],
    tasks: (tasksOf.get(row.id) ?? []).map((task) => TASK_COLUMNS.map((column) => task[column])),
    clocks: (clocksOf.get(row.id) ?? []).map((clock) => CLOCK_COLUMNS.map((column) => clock[column])),
    parties: (partiesOf.get(row.id) ?? []).map(Object.values),
    staff: (staffOf.get(row.id) ?? []).map(Object.values),
  }))
}

function caseOf({ case_id }: { case_id?: unknown }): unknown {
  return case_id
}
