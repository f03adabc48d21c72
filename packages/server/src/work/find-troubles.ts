import type { Pool } from 'pg'
import { inLandlord } from '../database/landlord-transaction.ts'
import { readLandlords } from './landlords.ts'

/** Background work that somebody must look at. */
export interface WorkTroubles {
  /** Cases that time could not be passed on to, with what was said. */
  failingCases: { ref: string; words: string; failures: number }[]
  /** Errands that were given up. */
  deadLetters: { kind: string; key: string; words: string }[]
}

/** Up to this many of each are named. */
const MOST_NAMED = 20

/** What the background work could not do, of all landlords. */
export async function findWorkTroubles(pool: Pool): Promise<WorkTroubles> {
  const troubles: WorkTroubles = { failingCases: [], deadLetters: [] }
  for (const { id } of await readLandlords(pool)) {
    await inLandlord({ pool, landlordId: id, readOnly: true }, async (tx) => {
      troubles.failingCases.push(...await tx.rows<WorkTroubles['failingCases'][number]>(
        `select ref, coalesce(wake_error, '') as words, wake_failures as failures from casement.case_record where landlord_id = $1 and wake_failures > 0 order by id limit ${MOST_NAMED}`, [id]))
      troubles.deadLetters.push(...await tx.rows<WorkTroubles['deadLetters'][number]>(
        `select kind, key, coalesce(last_error, '') as words from casement.outbox where landlord_id = $1 and dead_at is not null order by id limit ${MOST_NAMED}`, [id]))
    })
  }
  return troubles
}

/** Asking costs a transaction for each landlord, and whoever watches asks often. */
const KNOWN_FOR_MS = 30_000

/** Says in a sentence how the background work goes, without naming any case: anybody may ask. */
export function watchTroubles(pool: Pool): () => Promise<string> {
  let known: { words: string; until: number } | undefined
  return async () => {
    if (known === undefined || known.until < performance.now()) known = { words: inWords(await findWorkTroubles(pool)), until: performance.now() + KNOWN_FOR_MS }
    return known.words
  }
}

function inWords({ failingCases, deadLetters }: WorkTroubles): string {
  const [cases, errands] = [failingCases.length, deadLetters.length]
  if (cases + errands === 0) return 'The background work goes on.'
  return `The background work goes on, but it fails on ${cases} ${cases === 1 ? 'case' : 'cases'} and has given up ${errands} ${errands === 1 ? 'notice' : 'notices'}: "casement verify" names them.`
}
