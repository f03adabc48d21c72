import { z } from 'zod'
import { caseParams } from './cases.ts'
import { described } from './described.ts'
import { route } from './route.ts'
import { id, named } from './values.ts'

/** That a case changed, and no more: whoever wants to know what, reads the case. */
const caseChanged = z
  .object({
    ref: z.string(),
    version: z.int(),
    kinds: z.array(z.string()).register(described, { description: 'Types of the events' }),
    holders: z.array(z.string()).register(described, { description: 'Whose work it touches, before or after: person:…, team:…, role:…' }),
  })
  .register(described, { id: 'CaseChanged' })

/** Somebody who has a case open just now. */
const presentPerson = z
  .object({ person: named, editing: z.boolean(), task: z.string().nullable().register(described, { description: 'The task whose form is open' }) })
  .register(described, { id: 'PresentPerson' })

const caseOpenedBy = z
  .object({ ref: z.string(), people: z.array(presentPerson).register(described, { description: 'Everyone but the reader' }) })
  .register(described, { id: 'CaseOpenedBy' })

/** The data of each kind of message, by its `event:`. */
export interface StreamMessages {
  /** From here on nothing is missed. */
  ready: Record<string, never>
  'case-changed': CaseChanged
  /** Sent to those who have the case open themselves. */
  presence: CaseOpenedBy
  /** What was missed is too much or too old to be told one by one: read again what is shown. */
  reset: Record<string, never>
  /** Nothing happened for a while. */
  beat: Record<string, never>
}

const presenceParams = z.strictObject({ ...caseParams.shape, tab: id })

export const liveRoutes = {
  openStream: route({
    method: 'GET', path: '/api/v1/stream', tag: 'Live', summary: 'Changes as they are made (server-sent events): ready, case-changed, presence, reset, beat', media: 'text/event-stream',
    query: z.strictObject({ after: id.optional().register(described, { description: 'Id of the last message that was seen, where Last-Event-ID cannot be sent' }) }),
    reply: z.union([caseChanged, caseOpenedBy]).register(described, { description: 'The data of case-changed and of presence; that of the others is {}' }),
  }),
  keepPresence: route({
    method: 'PUT', path: '/api/v1/cases/:ref/presence/:tab', tag: 'Live', summary: 'Say that one has the case open; to be said again within 90 seconds', params: presenceParams,
    body: z.strictObject({ editing: z.boolean().default(false), task: id.optional() }).default({ editing: false }), reply: caseOpenedBy,
  }),
  endPresence: route({ method: 'DELETE', path: '/api/v1/cases/:ref/presence/:tab', tag: 'Live', summary: 'Say that one has left the case', params: presenceParams, reply: z.object({}) }),
}

export type CaseChanged = z.infer<typeof caseChanged>
export type CaseOpenedBy = z.infer<typeof caseOpenedBy>
export type PresentPerson = z.infer<typeof presentPerson>
