import { dayAt } from '@casement/engine'
import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import type { Parts } from '../http/parts.ts'
import { nowOf } from '../http/session.ts'
import { readAgeing } from './read-ageing.ts'
import { readTypeNames } from './type-names.ts'

/** `GET /insight/ageing`: how old the open cases are. */
export function getAgeing(parts: Parts): Handler<'getAgeing'> {
  return async ({ query: { caseType }, session }) =>
    inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, isSnapshot: true }, async (tx) =>
      readAgeing(tx, { today: dayAt(nowOf(session), session.zone), zone: session.zone, caseType, names: await readTypeNames(tx, caseType), people: parts.names }))
}
