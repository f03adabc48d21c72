import { linkTypes } from '@casement/engine'
import { z } from 'zod'
import { caseParams, commandQuery, commandReply } from './cases.ts'
import { described } from './described.ts'
import { route } from './route.ts'
import { instant, reference, words } from './values.ts'

const occurredAt = instant.optional()
const link = z.enum(linkTypes)
const way = z.enum(['to', 'from']).default('to').register(described, { description: 'Which of the two says it: `to`, the case at this address, or `from`, the other' })
const twoCases = { method: 'POST', tag: 'Cases', params: caseParams, query: commandQuery, reply: commandReply } as const

/** What is done to two cases at once, in one transaction. */
export const linkRoutes = {
  linkCase: route({ ...twoCases, path: '/api/v1/cases/:ref/links', summary: 'Link a case with another', body: z.strictObject({ link, way, case: reference, reason: words, occurredAt }) }),
  unlinkCase: route({ ...twoCases, path: '/api/v1/cases/:ref/unlinking', summary: 'Take a link with another case away', body: z.strictObject({ link, way, case: reference, reason: words, occurredAt }) }),
  mergeCase: route({ ...twoCases, path: '/api/v1/cases/:ref/merger', summary: 'Close a case as a duplicate of another, which goes on', body: z.strictObject({ into: reference, reason: words, occurredAt }) }),
}
