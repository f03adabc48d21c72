import { explainClock as explain, explanationText } from '@casement/engine'
import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { notFound } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import { nowOf } from '../http/session.ts'
import { findCase } from './case-store.ts'

/** `GET /cases/{ref}/clocks/{clock}/explanation`: the sum behind a due date, as a tribunal could follow it. */
export function explainClock(parts: Parts): Handler<'explainClock'> {
  return async ({ params, session }) => {
    const { pool, libraries } = parts.casework
    const { found, library } = await inLandlord({ pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
      const found = await findCase(tx, params.ref)
      if (!found) throw notFound()
      return { found, library: await libraries.get(tx, found.library_version) }
    })
    const clock = Object.hasOwn(found.state.clocks, params.clock) ? found.state.clocks[params.clock] : undefined
    if (!clock) throw notFound()
    const calendar = library.calendar(clock.terms.calendar, clock.terms.calendarVersion)
    const explanation = explain(clock, calendar, nowOf(session))
    return { ...explanation, text: explanationText(explanation) }
  }
}
