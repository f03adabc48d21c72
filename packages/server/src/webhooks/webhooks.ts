import { randomBytes } from 'node:crypto'
import { insertRows, orReplace } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { OperatorError } from '../operator-error.ts'

/** Another system, by the name that case types give it. */
export interface Webhook {
  name: string
  url: string
  secret: string
  mayBePrivate: boolean
}

/** How secrets begin, as Standard Webhooks says; the rest is base64. */
export const SECRET_PREFIX = 'whsec_'

const NAME = /^[a-z][a-z0-9-]{0,59}$/
const TABLE = { table: 'casement.webhook', columns: ['name', 'url', 'secret', 'may_be_private'] }

export async function findWebhook(tx: LandlordTransaction, name: string): Promise<Webhook | undefined> {
  return tx.findRow<Webhook>('select name, url, secret, may_be_private as "mayBePrivate" from casement.webhook where landlord_id = $1 and name = $2', [tx.landlordId, name])
}

export async function readWebhookNames(tx: LandlordTransaction): Promise<string[]> {
  const rows = await tx.rows<{ name: string }>('select name from casement.webhook where landlord_id = $1 order by name', [tx.landlordId])
  return rows.map(({ name }) => name)
}

/**
 * Gives a webhook its address and a new secret.
 * @throws OperatorError when the name or the address cannot be one
 */
export async function saveWebhook(tx: LandlordTransaction, { name, url, mayBePrivate }: Omit<Webhook, 'secret'>): Promise<Webhook> {
  if (!NAME.test(name)) throw new OperatorError(`${name} cannot be the name of a webhook.`, 'Write it as case types do: small letters, digits and hyphens, such as contractor-portal.')
  const address = URL.canParse(url) ? new URL(url) : undefined
  const isSafe = address?.protocol === 'https:' || (mayBePrivate && address?.protocol === 'http:')
  if (address === undefined || !isSafe || address.username !== '') {
    throw new OperatorError(`${url} cannot be the address of a webhook.`, mayBePrivate ? 'Give an address that begins with https:// or http://.' : 'Give an address that begins with https://. One in a network of your own takes --private.')
  }
  const webhook = { name, url: address.href, secret: `${SECRET_PREFIX}${randomBytes(32).toString('base64')}`, mayBePrivate }
  await insertRows(tx, { into: TABLE, rows: [[webhook.name, webhook.url, webhook.secret, webhook.mayBePrivate]], whenThere: orReplace('landlord_id, name', ['url', 'secret', 'may_be_private']) })
  return webhook
}
