import { type LoadedFragment, libraryRoles } from '@casement/case-types'
import type { KnownNames } from '@casement/engine'
import { readFragments } from './landlord-parts.ts'
import { readWebhookNames } from '../webhooks/webhooks.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'

/** What a case type of this landlord may name, and the fragments that it may use. */
export async function readKnownNames(tx: LandlordTransaction): Promise<KnownNames & { fragments: LoadedFragment[] }> {
  const teams = await tx.rows<{ id: string }>('select id from casement.team where landlord_id = $1 order by id', [tx.landlordId])
  const calendars = await tx.rows<{ id: string }>('select distinct id from casement.calendar where landlord_id = $1 order by id', [tx.landlordId])
  const caseTypes = await tx.rows<{ id: string; reference: string }>(`select distinct id, definition ->> 'reference' as reference from casement.case_type where landlord_id = $1 order by id`, [tx.landlordId])
  const people = await tx.rows<{ id: string }>('select id from casement.staff where landlord_id = $1 and left_at is null order by id', [tx.landlordId])
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
  return { roles: libraryRoles, teams: ids(teams), people: ids(people), calendars: ids(calendars), caseTypes: [...new Set(ids(caseTypes))], references: Object.fromEntries(caseTypes.map(({ id, reference }) => [reference, id])), webhooks: await readWebhookNames(tx), fragments: await readFragments(tx) }
}
