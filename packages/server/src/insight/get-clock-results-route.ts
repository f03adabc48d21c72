import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import type { Parts } from '../http/parts.ts'
import { nowOf } from '../http/session.ts'
import { periodOf } from './period.ts'
import { readClockResults } from './read-clock-results.ts'
import { readTypeNames } from './type-names.ts'

/** `GET /insight/clocks`: on time and late by clock, and for how long clocks stood. */
export function getClockResults(parts: Parts): Handler<'getClockResults'> {
  return async ({ query: { caseType, ...asked }, session }) => {
    const period = periodOf(asked, session)
    const items = await inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) =>
      readClockResults(tx, { period, caseType, now: nowOf(session), names: await readTypeNames(tx, caseType) }))
    return { from: period.from, to: period.to, items }
  }
}
