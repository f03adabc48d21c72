import type { Casework } from '../cases/casework.ts'
import { findCasesForUpdate } from '../cases/case-store.ts'
import { runCommandsWithin } from '../cases/run-commands.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { PATH } from './open-asked-cases.ts'
import type { OutboxItem } from './outbox.ts'

/** Tells the cases that one blocks whether it is open, as it stands when they are told: errands may be done in any order. */
export async function tellLinkedCases(tx: LandlordTransaction, items: OutboxItem<'tell-linked'>[], casework: Casework): Promise<void> {
  for (const { payload: { ref, others } } of items) {
    const found = await findCasesForUpdate(tx, [...new Set([ref, ...others])])
    const told = found.find(({ state }) => state.ref === ref)?.state
    if (!told) continue
    const command = { type: 'note-linked-case', case: told.id, isOpen: told.status === 'open' } as const
    const histories = found.filter(({ state }) => state.ref !== ref).map(({ state }) => ({ ref: state.ref, steps: [{ actor: PATH, command }] }))
    await runCommandsWithin(tx, { casework, request: { landlordId: tx.landlordId, histories } })
  }
}
