import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { pageOf, readCursor } from '../http/cursor.ts'
import { notFound } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import { findCase } from './case-store.ts'
import { nameElements } from './element-view.ts'
import { eventView, namedBy } from './event-view.ts'
import { readEventsPage } from './read-events.ts'
import { namedIn, readLabels } from './seen-case.ts'

/** `GET /cases/{ref}/events`: what happened to a case, forwards or backwards, each with a sentence. */
export function listEvents(parts: Parts): Handler<'listEvents'> {
  return async ({ params, query, session }) => {
    const { pool, libraries } = parts.casework
    const { order, types } = query
    const cursor = readCursor(query.cursor, ([seq = '', ...rest]) => /^\d{1,9}$/.test(seq) && rest.length === 0)
    const after = cursor && Number(cursor[0])
    return inLandlord({ pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
      const found = await findCase(tx, params.ref)
      if (!found) throw notFound()
      const library = await libraries.get(tx, found.library_version)
      const caseType = await library.getCaseType(tx, found.state.caseType)
      const events = await readEventsPage(tx, { caseId: found.id, order, after, types: types?.split(','), limit: query.limit + 1 })
      const nameOf = await parts.names.learn(tx, [...namedIn(found.state), ...events.flatMap(namedBy)])
      const state = nameElements(found.state, { nameOf, labelOf: await readLabels(tx, found.state) })
      const { items, next } = pageOf(events, query.limit, ({ seq }) => [String(seq)])
      return { items: items.map((event) => eventView(event, { state, caseType, nameOf })), next }
    })
  }
}
