import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import type { Parts } from '../http/parts.ts'
import { searchRecords } from './search-records.ts'

/** `GET /search`: cases, people, homes and tenancies, also when misspelt. */
export function search(parts: Parts): Handler<'search'> {
  return ({ query, session }) =>
    inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, readOnly: true }, (tx) => searchRecords(tx, query))
}
