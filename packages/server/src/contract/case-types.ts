import { z } from 'zod'
import { described } from './described.ts'
import { route } from './route.ts'
import { field } from './tasks.ts'
import { civilDate, id, named, next, subjectKind } from './values.ts'

export const caseTypeSummary = z
  .object({
    id: z.string(),
    version: z.int(),
    name: z.string(),
    category: z.string().nullable(),
    description: z.string().nullable(),
    words: z.array(z.string()).register(described, { description: 'Words that it is found by' }),
    subjectKinds: z.array(subjectKind),
    fields: z.array(field),
    mayStart: z.boolean(),
  })
  .register(described, { id: 'CaseTypeSummary' })

/** One version as its author wrote it (`CaseTypeDefinition`). */
export const caseTypeVersion = z
  .object({ ...caseTypeSummary.shape, reference: z.string(), holdReasons: z.array(named), closureReasons: z.array(named), definition: z.looseObject({}) })
  .register(described, { id: 'CaseTypeVersion' })

const query = z.strictObject({ on: civilDate.optional().register(described, { description: 'As for a case opened on this day; today when not said. Lists offer the values of the day' }) })

export const caseTypeRoutes = {
  listCaseTypes: route({ method: 'GET', path: '/api/v1/case-types', tag: 'Case types', summary: 'The procedures of this landlord', query, reply: z.object({ items: z.array(caseTypeSummary), next }) }),
  getCaseType: route({ method: 'GET', path: '/api/v1/case-types/:id', tag: 'Case types', summary: 'A case type in the version that new cases take', params: z.strictObject({ id }), query, reply: caseTypeVersion }),
  getCaseTypeVersion: route({
    method: 'GET', path: '/api/v1/case-types/:id/versions/:version', tag: 'Case types', summary: 'One version of a case type',
    params: z.strictObject({ id, version: z.string().regex(/^[1-9]\d{0,8}$/, { error: 'Give a version number.' }).transform(Number) }), query, reply: caseTypeVersion,
  }),
}

export type CaseTypeSummary = z.infer<typeof caseTypeSummary>
export type CaseTypeVersion = z.infer<typeof caseTypeVersion>
