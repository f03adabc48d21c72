import { type Actor, type Command, wakeAt } from '@casement/engine'
import { claimDueCases } from '../cases/case-store.ts'
import type { Casework } from '../cases/casework.ts'
import { type HistoryResult, runCommandsWithin } from '../cases/run-commands.ts'
import { landlordNow, realNow } from '../clock/now.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { tryAgainAt } from './try-again.ts'

/** Cases of one landlord in one transaction, at most. */
const AT_ONCE = 200

/** What the background work must know of a landlord; ids of landlords can be read by the application. */
export interface WorkedLandlord {
  id: string
  zone: string
  library_version: number
  frozen_now: string | null
}

export interface SweepOrder {
  landlord: WorkedLandlord
  /** Wait for cases that somebody else works on just now, instead of leaving them for the next round. */
  isPatient?: boolean
  /** Only this case. */
  caseId?: string
}

const TIME: Actor = { kind: 'system', id: 'time' }
const ADVANCE_TIME: Command = { type: 'advance-time' }

/**
 * Wakes the cases of a landlord that time has come for, each by the one command that time gives. Answers how many were due.
 * After an error each is tried by itself; one that fails is noted on the case and tried again later.
 */
export async function sweep(casework: Casework, order: SweepOrder): Promise<number> {
  const due: string[] = []
  try {
    await wakeDueCases(casework, { ...order, due })
    return due.length
  } catch (error) {
    if (due.length === 0) throw error
    for (const caseId of due) await wakeOne(casework, { ...order, caseId })
    return due.length
  }
}

async function wakeDueCases(casework: Casework, order: SweepOrder & { due: string[] }): Promise<void> {
  const landlordId = order.landlord.id
  await inLandlord({ pool: casework.pool, landlordId }, async (tx) => {
    // The locks are given up with the transaction; two workers never hold the same case.
    const claimed = await claimDueCases(tx, { ...order, now: landlordNow(order.landlord), realNow: realNow(), most: AT_ONCE })
    order.due.push(...claimed.map(({ id }) => id))
    const histories = claimed.map((locked) => ({ ref: locked.state.ref, locked, steps: [{ actor: TIME, command: ADVANCE_TIME }] }))
    for (const result of await runCommandsWithin(tx, { casework, request: { landlordId, histories } })) refuseStandstill(result)
  })
}

/** Thrown, it takes back what was written in the transaction: a case that would wake at once again would do so for ever. */
function refuseStandstill(result: HistoryResult): void {
  if (result.kind === 'not-found') throw new Error('A case went away under its lock')
  if (result.kind === 'refused') throw new Error(`Time was refused: ${result.refusal.words}`)
  const { state, caseType, library, now } = result
  const next = wakeAt(state, caseType, { calendar: library.calendar, now })
  if (next !== undefined && next <= now) throw new Error(`The case would have to wake at ${next} again`)
}

/** One case by itself; what goes wrong is kept where the person who runs Casement sees it. */
async function wakeOne(casework: Casework, order: SweepOrder & { caseId: string }): Promise<void> {
  try {
    await wakeDueCases(casework, { ...order, due: [] })
  } catch (error) {
    await noteFailure(casework, order, error instanceof Error ? error.message : String(error))
  }
}

async function noteFailure({ pool }: Casework, { landlord, caseId }: SweepOrder, words: string): Promise<void> {
  await inLandlord({ pool, landlordId: landlord.id }, async (tx) => {
    const found = await tx.findRow<{ wake_failures: number }>('select wake_failures from casement.case_record where landlord_id = $1 and id = $2 for update', [tx.landlordId, caseId])
    const failures = (found?.wake_failures ?? 0) + 1
    await tx.change('update casement.case_record set wake_failures = $3, wake_error = $4, wake_retry_at = $5 where landlord_id = $1 and id = $2', [
      tx.landlordId, caseId, failures, words.slice(0, 500), tryAgainAt(failures),
    ])
  })
}
