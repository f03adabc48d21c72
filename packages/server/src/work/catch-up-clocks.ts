import type { Pool } from 'pg'
import { LibraryCache } from '../case-types/landlord-library.ts'
import { type StoredCase, writeClockRows } from '../cases/case-store.ts'
import { ClockReadings } from '../cases/clock-readings.ts'
import { clockRows } from '../cases/clock-rows.ts'
import { landlordNow } from '../clock/now.ts'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import { readLandlords } from './landlords.ts'
import type { WorkedLandlord } from './sweep.ts'

/** Cases that are caught up with in one transaction. */
const AT_ONCE = 200

/** What was caught up with, and the references of the cases that could not be, each with why. */
export interface CaughtUp {
  cases: number
  failed: { ref: string; words: string }[]
}

/**
 * Writes the rows of clocks of every case whose rows are behind: cases that are older than the table, or that an older Casement
 * changed since. Broken off, it goes on at the next start; several processes share the work. One case that cannot be read
 * keeps no other waiting: it stays behind, and `casement verify` names it.
 */
export async function catchUpClocks(pool: Pool, report: (cases: number) => void = () => undefined): Promise<CaughtUp> {
  const libraries = new LibraryCache()
  const caughtUp: CaughtUp = { cases: 0, failed: [] }
  for (const landlord of await readLandlords(pool)) {
    let after: string | null = null
    do {
      const before = caughtUp.cases
      after = await inLandlord({ pool, landlordId: landlord.id }, (tx) => catchUpSome(tx, { landlord, libraries, after, caughtUp }))
      if (caughtUp.cases > before) report(caughtUp.cases)
    } while (after !== null)
  }
  return caughtUp
}

interface CatchingUp {
  landlord: WorkedLandlord
  libraries: LibraryCache
  /** The id of the last case looked at. */
  after: string | null
  caughtUp: CaughtUp
}

/** Catches up with some more cases; answers the id of the last, or null when there were no more. */
async function catchUpSome(tx: LandlordTransaction, { landlord, libraries, after, caughtUp }: CatchingUp): Promise<string | null> {
  const behind = await tx.rows<Pick<StoredCase, 'id' | 'state'> & { ref: string }>(
    `select id, ref, state from casement.case_record where landlord_id = $1 and clocks_version <> version and ($2::uuid is null or id > $2) order by id limit ${AT_ONCE} for update skip locked`, [tx.landlordId, after])
  if (behind.length === 0) return null
  const { calendar } = await libraries.get(tx, landlord.library_version)
  const now = landlordNow(landlord)
  const [written, rows]: [string[], unknown[][]] = [[], []]
  for (const { id, ref, state } of behind) {
    try {
      rows.push(...clockRows(state, new ClockReadings(calendar, now)).values())
      written.push(id)
    } catch (error) {
      caughtUp.failed.push({ ref, words: error instanceof Error ? error.message : String(error) })
    }
  }
  await writeClockRows(tx, rows)
  await tx.change('update casement.case_record set clocks_version = version where landlord_id = $1 and id = any($2)', [tx.landlordId, written])
  caughtUp.cases += written.length
  return behind.at(-1)?.id ?? null
}
