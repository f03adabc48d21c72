import type { Pool } from 'pg'
import type { Casework } from '../cases/casework.ts'
import { runCommandsWithin } from '../cases/run-commands.ts'
import { realNow } from '../clock/now.ts'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import { postSigned } from '../webhooks/post-signed.ts'
import { findWebhook } from '../webhooks/webhooks.ts'
import { PATH } from './open-asked-cases.ts'
import type { OutboxItem } from './outbox.ts'

/**
 * Tells another system, outside of any transaction: it may be told twice when a worker is lost in between, and knows that by the id.
 * @throws Error when it was not taken
 */
export async function callWebhook(pool: Pool, landlordId: string, { key, payload }: OutboxItem<'webhook'>): Promise<void> {
  const { webhook: name, ref, at: occurredAt, body: data } = payload
  const webhook = await inLandlord({ pool, landlordId, readOnly: true }, (tx) => findWebhook(tx, name))
  if (!webhook) throw new Error(`No address is given for the webhook ${name}.`)
  await postSigned(webhook, { id: key, at: new Date(realNow()), body: JSON.stringify({ type: name, timestamp: occurredAt, case: ref, data }) })
}

/** Records on each case that the other system was told. */
export function noteCalled(tx: LandlordTransaction, items: OutboxItem<'webhook'>[], casework: Casework): Promise<void> {
  return answer(tx, casework, items.map(({ payload }) => ({ ...payload, failed: undefined })))
}

/** Records on the case that it was not told, and will not be. */
export function noteNotCalled(tx: LandlordTransaction, { payload }: OutboxItem<'webhook'>, { casework, words }: { casework: Casework; words: string }): Promise<void> {
  return answer(tx, casework, [{ ...payload, failed: `${payload.webhook} was not told. ${words}` }])
}

async function answer(tx: LandlordTransaction, casework: Casework, answers: { ref: string; request: number; failed: string | undefined }[]): Promise<void> {
  for (const { ref, request, failed } of answers) {
    await runCommandsWithin(tx, { casework, request: { landlordId: tx.landlordId, histories: [{ ref, steps: [{ actor: PATH, command: { type: 'answer-request', request, failed } }] }] } })
  }
}
