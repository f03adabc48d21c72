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
  for (const { id, frozen_now: frozen } of landlords) {
    const reached = frozen ?? (await findLastRecording(casework, id))
    if (reached !== undefined && reached > now) throw new ClockRunsForward(reached)
  }
  for (const { id } of landlords) {
    await inLandlord({ pool: casework.pool, landlordId: id }, (tx) => tx.change('update casement.landlord set frozen_now = $2 where id = $1', [id, now]))
  }
  await settleAllDue(casework)
  return now
}

/** Where the clock runs freely, what has been recorded already is the time that it may not go behind. */
async function findLastRecording({ pool }: Casework, landlordId: string): Promise<string | undefined> {
  const row = await inLandlord({ pool, landlordId, readOnly: true }, (tx) =>
    tx.findRow<{ last: string | null }>('select max(recorded_at) as last from casement.case_event where landlord_id = $1', [landlordId]))
  return row?.last ?? undefined
}
