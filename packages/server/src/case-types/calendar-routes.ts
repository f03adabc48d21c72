import { loadCalendar, writtenCalendar } from '@casement/case-types'
import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { notFound } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import { actorOf } from '../http/session.ts'
import { publishPart, readCalendars } from './landlord-parts.ts'
import { alreadyPublished, faultyText } from './publishing-problem.ts'

/** `POST /calendars`: publishes a version; clocks that start from now on count by it, and those that run keep theirs. */
export function saveCalendar({ casework }: Parts): Handler<'saveCalendar'> {
  return ({ body, session }) => inLandlord({ pool: casework.pool, landlordId: session.landlordId }, async (tx) => {
    const { calendar, findings } = loadCalendar(body.text, 'text', await readCalendars(tx))
    if (calendar === undefined) throw faultyText(findings, { code: 'calendar-faulty', what: 'calendar' })
    if ((await publishPart(tx, { kind: 'calendar', definition: calendar }, actorOf(session))) === 'differs') throw alreadyPublished(calendar, 'clocks run on it')
    return { id: calendar.id, version: calendar.version, name: calendar.name }
  })
}

/** `GET /calendars`: every version that the landlord has. */
export function listCalendars({ casework }: Parts): Handler<'listCalendars'> {
  return ({ session }) => inLandlord({ pool: casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
    const calendars = await readCalendars(tx)
    return { items: calendars.map(({ id, version, name, zone, knownTo }) => ({ id, version, name, timeZone: zone, knownTo })), next: null }
  })
}

/** `GET /calendars/{id}/versions/{version}`: one version, in the words of its file. */
export function getCalendarVersion({ casework }: Parts): Handler<'getCalendarVersion'> {
  return ({ params, session }) => inLandlord({ pool: casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
    const calendar = (await readCalendars(tx)).find(({ id, version }) => id === params.id && version === params.version)
    if (calendar === undefined) throw notFound()
    return { id: calendar.id, version: calendar.version, name: calendar.name, definition: writtenCalendar(calendar) }
  })
}
