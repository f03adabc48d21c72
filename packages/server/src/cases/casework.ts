import type { Pool } from 'pg'
import { LibraryCache } from '../case-types/landlord-library.ts'

/** What everything that changes cases works with. One for a process. */
export interface Casework {
  pool: Pool
  libraries: LibraryCache
  /** Idempotency keys of requests that this process has under way. */
  keysUnderWay: Set<string>
}

export function createCasework(pool: Pool): Casework {
  return { pool, libraries: new LibraryCache(), keysUnderWay: new Set() }
}
