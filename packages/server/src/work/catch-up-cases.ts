import { type CaseEvent, replay } from '@casement/engine'
import type { Pool } from 'pg'
import { LibraryCache, type LandlordLibrary } from '../case-types/landlord-library.ts'
import { ROWS_FORM } from '../cases/case-row.ts'
import { type StoredCase, type WrittenCase, writeRows } from '../cases/case-store.ts'
import { ClockReadings } from '../cases/clock-readings.ts'
import { readEventsOfCases } from '../cases/read-events.ts'
import { landlordNow } from '../clock/now.ts'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import { readLandlords } from './landlords.ts'
import type { WorkedLandlord } from './sweep.ts'

/** Cases that are caught up with in one transaction. */
const AT_ONCE = 100

/** What was caught up with, and the references of the cases that could not be, each with why. */
export interface CaughtUp {
  cases: number
  failed: { ref: string; words: string }[]
}

/**
 * Writes anew, from its events, every case that is behind: written in an older form, or changed by an older Casement during an
 * upgrade. Broken off, it goes on at the next start; several processes share the work. One case that cannot be read keeps no
 * other waiting: it stays behind, and `casement verify` names it.
 */
export async function catchUpCases(pool: Pool, report: (cases: number) => void = () => undefined): Promise<CaughtUp> {
  const libraries = new LibraryCache()
  const caughtUp: CaughtUp = { cases: 0, failed: [] }
  for (const landlord of await readLandlords(pool)) {
    await inLandlord({ pool, landlordId: landlord.id }, leaveOlderForm)
    let after: string | null = null
    do {
      const before = caughtUp.cases
      after = await inLandlord({ pool, landlordId: landlord.id }, (tx) => catchUpSome(tx, { landlord, libraries, after, caughtUp }))
      if (caughtUp.cases > before) report(caughtUp.cases)
    } while (after !== null)
  }
  return caughtUp
}

/** Where the landlord's cases are written in an older form, all of them are behind. */
async function leaveOlderForm(tx: LandlordTransaction): Promise<void> {
  const isOlder = await tx.change('update casement.landlord set rows_form = $2 where id = $1 and rows_form < $2', [tx.landlordId, ROWS_FORM])
  if (isOlder > 0) await tx.change('update casement.case_record set rows_version = 0 where landlord_id = $1 and rows_version <> 0', [tx.landlordId])
}

interface CatchingUp {
  landlord: WorkedLandlord
  libraries: LibraryCache
  /** The id of the last case looked at. */
  after: string | null
  caughtUp: CaughtUp
}

type Behind = Pick<StoredCase, 'id' | 'head' | 'state'> & { ref: string }

/** Catches up with some more cases; answers the id of the last, or null when there were no more. */
async function catchUpSome(tx: LandlordTransaction, { landlord, libraries, after, caughtUp }: CatchingUp): Promise<string | null> {
  const behind = await tx.rows<Behind>(
    `select id, ref, head, state from casement.case_record where landlord_id = $1 and rows_version <> version and ($2::uuid is null or id > $2) order by id limit ${AT_ONCE} for update skip locked`, [tx.landlordId, after])
  if (behind.length === 0) return null
  // Written anew below, as far as they still hold.
  await tx.change('update casement.case_staff set is_over = true where landlord_id = $1 and case_id = any($2) and not is_over', [tx.landlordId, behind.map(({ id }) => id)])
  const means = { tx, library: await libraries.get(tx, landlord.library_version), now: landlordNow(landlord), events: await readEventsOfCases(tx, behind.map(({ id }) => id)) }
  for (const one of behind) {
    const followed = await followEvents(one, means).catch((error: unknown) => error instanceof Error ? error : new Error(String(error)))
    if (followed instanceof Error) {
      caughtUp.failed.push({ ref: one.ref, words: followed.message })
      continue
    }
    // What PostgreSQL refuses ends the transaction, and its words are the ones to be seen.
    await writeRows(tx, [followed])
    caughtUp.cases++
  }
  return behind.at(-1)?.id ?? null
}

interface Means {
  tx: LandlordTransaction
  library: LandlordLibrary
  now: string
  events: Map<string, CaseEvent[]>
}

/** What redaction took away cannot be replayed: such a case keeps its state. */
async function followEvents({ id, head, state: standing }: Behind, { tx, library, now, events }: Means): Promise<WrittenCase> {
  const own = events.get(id) ?? []
  const state = own.some(({ payload }) => payload === null) ? standing : (replay(own) ?? standing)
  const caseType = await library.getCaseType(tx, { id: state.caseType.id, version: state.caseType.version })
  const written = { state, head, caseType, library, now, readings: new ClockReadings(library.calendar, now) }
  // What cannot be read is found before anything is written, or the transaction would end with it.
  for (const clock of Object.values(state.clocks)) written.readings.of(clock)
  return written
}
