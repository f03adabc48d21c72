import { z } from 'zod'
import { described } from './described.ts'
import { route } from './route.ts'
import { next, versionParams } from './values.ts'

/** What case types are made with, each version published as it is sent and never changed: calendars and fragments. */

const head = { id: z.string(), version: z.int(), name: z.string() }
const text = (what: string) => z.strictObject({ text: z.string().min(1).max(900_000).register(described, { description: `The ${what} as its author wrote it, YAML or JSON` }) })

const calendar = z.object(head).register(described, { id: 'Calendar' })
const calendarSummary = z
  .object({ ...head, timeZone: z.string(), knownTo: z.string().register(described, { description: 'The last day for which its holidays are known' }) })
  .register(described, { id: 'CalendarSummary' })
const calendarVersion = z.object({ ...head, definition: z.looseObject({}).register(described, { description: 'In the words of its file, with the holidays of other calendars written out' }) }).register(described, { id: 'CalendarVersion' })

const fragment = z.object(head).register(described, { id: 'Fragment' })
const savedFragment = z.object({ ...head, findings: z.array(z.string()).register(described, { description: 'What is doubtful in it' }) }).register(described, { id: 'SavedFragment' })
const fragmentVersion = z.object({ ...head, definition: z.looseObject({}) }).register(described, { id: 'FragmentVersion' })

export const calendarRoutes = {
  saveCalendar: route({ method: 'POST', path: '/api/v1/calendars', tag: 'Case types', summary: 'Publish a version of a calendar: clocks that start from now on count by it', body: text('calendar'), reply: calendar }),
  listCalendars: route({ method: 'GET', path: '/api/v1/calendars', tag: 'Case types', summary: 'The calendars of this landlord, every version', reply: z.object({ items: z.array(calendarSummary), next }) }),
  getCalendarVersion: route({ method: 'GET', path: '/api/v1/calendars/:id/versions/:version', tag: 'Case types', summary: 'One version of a calendar', params: versionParams, reply: calendarVersion }),
}

export const fragmentRoutes = {
  saveFragment: route({ method: 'POST', path: '/api/v1/fragments', tag: 'Case types', summary: 'Publish a version of a fragment, for case types that are saved from now on', body: text('fragment'), reply: savedFragment }),
  listFragments: route({ method: 'GET', path: '/api/v1/fragments', tag: 'Case types', summary: 'The fragments that a case type may use, every version', reply: z.object({ items: z.array(fragment), next }) }),
  getFragmentVersion: route({ method: 'GET', path: '/api/v1/fragments/:id/versions/:version', tag: 'Case types', summary: 'One version of a fragment', params: versionParams, reply: fragmentVersion }),
}
