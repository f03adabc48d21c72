import type { Command } from '@casement/engine'
import type { Casework } from '../cases/casework.ts'
import { findCasesForUpdate } from '../cases/case-store.ts'
import type { LinkCaseErrand } from '../cases/errands-of-events.ts'
import { runCommandsWithin } from '../cases/run-commands.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { PATH, isWaiting } from './open-asked-cases.ts'
import type { OutboxItem } from './outbox.ts'

/** Links cases as a path asked for, both ends in one transaction. */
export async function linkAskedCases(tx: LandlordTransaction, items: OutboxItem<'link-case'>[], casework: Casework): Promise<void> {
  for (const { payload } of items) await linkAskedCase(tx, casework, payload)
}

async function linkAskedCase(tx: LandlordTransaction, casework: Casework, { ref, other: otherRef, request, link, reason }: LinkCaseErrand): Promise<void> {
  const found = await findCasesForUpdate(tx, [ref, otherRef])
  const [asking, other] = [ref, otherRef].map((one) => found.find(({ state }) => state.ref === one))
  if (!asking || !isWaiting(asking, request)) return
  const run = async (one: string, command: Command) => {
    const [result] = await runCommandsWithin(tx, { casework, request: { landlordId: tx.landlordId, histories: [{ ref: one, steps: [{ actor: PATH, command }] }] } })
    return result
  }
  const linked = other && (await run(otherRef, { type: 'link-case', link, way: 'from', case: endOf(asking), reason }))
  if (other && linked?.kind === 'done') await run(ref, { type: 'answer-request', request, case: endOf(other) })
  else await run(ref, { type: 'answer-request', request, failed: linked?.kind === 'refused' ? linked.refusal.words : `There is no case ${otherRef}.` })
}

function endOf({ state: { id, ref, status } }: { state: { id: string; ref: string; status: string } }) {
  return { id, ref, isOpen: status === 'open' }
}
