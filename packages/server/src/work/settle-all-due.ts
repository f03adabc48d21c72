import type { Casework } from '../cases/casework.ts'
import { handBackWork } from './hand-back-work.ts'
import { emptyOutbox } from './outbox.ts'
import { readLandlords } from './landlords.ts'
import { sweep } from './sweep.ts'

/** Does all that is due now for every landlord, beside any other worker, and returns when nothing is left but what failed. */
export async function settleAllDue(casework: Casework): Promise<void> {
  for (const landlord of await readLandlords(casework.pool)) {
    while ((await sweep(casework, { landlord, isPatient: true })) > 0);
    while ((await handBackWork(casework, landlord)) > 0);
    while ((await emptyOutbox(casework, landlord.id)) > 0);
  }
}
