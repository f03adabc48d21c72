import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { notFound } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import { readRealPath } from './read-real-path.ts'

/** `GET /insight/case-types/{id}/path`: the path that cases really took. */
export function getRealPath(parts: Parts): Handler<'getRealPath'> {
  return ({ params, session }) =>
    inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
      const known = await tx.findRow('select 1 as one from casement.case_type where landlord_id = $1 and id = $2 limit 1', [tx.landlordId, params.id])
      if (!known) throw notFound()
      return readRealPath(tx, params.id)
    })
}
