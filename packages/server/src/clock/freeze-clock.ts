import type { Casework } from '../cases/casework.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { readLandlords } from '../work/landlords.ts'
import { settleAllDue } from '../work/settle-all-due.ts'

/** A frozen clock was asked to go back. */
export class ClockRunsForward extends Error {
  override readonly name = 'ClockRunsForward'
  readonly frozenNow: string

  constructor(frozenNow: string) {
    super(`The clock stands at ${frozenNow} and never goes back.`)
    this.frozenNow = frozenNow
  }
}

/**
 * Freezes the clock of every landlord at an instant, does all that is then due, and answers the instant. For tests only:
 * the caller sees to it that CASEMENT_TEST_CLOCK is 1. @throws ClockRunsForward when it stands later already
 */
export async function freezeClock(casework: Casework, now: string): Promise<string> {
  const landlords = await readLandlords(casework.pool)
  const later = landlords.find(({ frozen_now: frozen }) => frozen !== null && frozen > now)
  if (later?.frozen_now) throw new ClockRunsForward(later.frozen_now)
  for (const { id } of landlords) {
    await inLandlord({ pool: casework.pool, landlordId: id }, (tx) => tx.change('update casement.landlord set frozen_now = $2 where id = $1', [id, now]))
  }
  await settleAllDue(casework)
  return now
}
