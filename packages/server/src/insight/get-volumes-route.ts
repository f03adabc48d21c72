import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import type { Parts } from '../http/parts.ts'
import { periodOf } from './period.ts'
import { readVolumes } from './read-volumes.ts'
import { readTypeNames } from './type-names.ts'

/** `GET /insight/volumes`: how many cases came and went, and how many are open. */
export function getVolumes(parts: Parts): Handler<'getVolumes'> {
  return async ({ query: { by, caseType, ...asked }, session }) => {
    const period = periodOf(asked, session)
    return inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, isSnapshot: true }, async (tx) =>
      readVolumes(tx, { period, by, caseType, zone: session.zone, names: await readTypeNames(tx, caseType) }))
  }
}
