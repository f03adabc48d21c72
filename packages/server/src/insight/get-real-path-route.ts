import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import type { Parts } from '../http/parts.ts'
import { readRealPath } from './read-real-path.ts'
import { readTypeNames } from './type-names.ts'

/** `GET /insight/case-types/{id}/path`: the path that cases really took. */
export function getRealPath(parts: Parts): Handler<'getRealPath'> {
  return ({ params: { id }, session }) =>
    inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, isSnapshot: true }, async (tx) => {
      const names = await readTypeNames(tx, id)
      return { caseType: { id, name: names.nameOf(id) }, ...(await readRealPath(tx, id)) }
    })
}
