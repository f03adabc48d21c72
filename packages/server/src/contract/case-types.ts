import { z } from 'zod'
import { described } from './described.ts'
import { route } from './route.ts'
import { field } from './tasks.ts'
import { civilDate, id, named, next, subjectKind, versionNumber, versionParams } from './values.ts'

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
    advises: z.boolean().register(described, { description: 'Whoever starts one may be told something by their answers: a preview says it, also before all is answered' }),
  })
  .register(described, { id: 'CaseTypeSummary' })

/** One version as its author wrote it (`CaseTypeDefinition`). */
export const caseTypeVersion = z
  .object({ ...caseTypeSummary.shape, reference: z.string(), holdReasons: z.array(named), closureReasons: z.array(named), definition: z.looseObject({}) })
  .register(described, { id: 'CaseTypeVersion' })

const query = z.strictObject({ on: civilDate.optional().register(described, { description: 'As for a case opened on this day; today when not said. Lists offer the values of the day' }) })

/** A version as it is kept: a draft may change, a published one never does, a withdrawn one takes no new case. */
const savedCaseType = z
  .object({
    id: z.string(),
    version: z.int(),
    name: z.string(),
    status: z.enum(['draft', 'published', 'withdrawn']),
    effectiveFrom: z.string().register(described, { description: 'The first day on which a new case takes it' }),
    findings: z.array(z.string()).register(described, { description: 'What is doubtful in it' }),
  })
  .register(described, { id: 'SavedCaseType' })

const difference = z
  .object({
    place: z.string(),
    part: z.string(),
    change: z.enum(['added', 'removed', 'changed']),
    words: z.string(),
    text: z.array(z.object({ text: z.string(), change: z.enum(['same', 'added', 'removed']) })).optional().register(described, { description: 'Of a text that changed, word by word' }),
  })
  .register(described, { id: 'Difference' })

export const caseTypeRoutes = {
  saveCaseType: route({
    method: 'POST', path: '/api/v1/case-types', tag: 'Case types', summary: 'Publish a version of a case type, or keep it as a draft',
    body: z.strictObject({ text: z.string().min(1).max(900_000).register(described, { description: 'The case type as its author wrote it, YAML or JSON' }), draft: z.boolean().optional() }), reply: savedCaseType,
  }),
  withdrawCaseType: route({ method: 'POST', path: '/api/v1/case-types/:id/versions/:version/withdrawal', tag: 'Case types', summary: 'Take a version back: no new case takes it, and those that have it go on', params: versionParams, body: z.strictObject({}).default({}), reply: savedCaseType }),
  getDifference: route({
    method: 'GET', path: '/api/v1/case-types/:id/versions/:version/difference', tag: 'Case types', summary: 'What differs from another version, in sentences', params: versionParams,
    query: z.strictObject({ from: versionNumber.register(described, { type: 'integer', minimum: 1, description: 'The other version' }) }), reply: z.object({ items: z.array(difference) }),
  }),
  listCaseTypes: route({ method: 'GET', path: '/api/v1/case-types', tag: 'Case types', summary: 'The procedures of this landlord', query, reply: z.object({ items: z.array(caseTypeSummary), next }) }),
  getCaseType: route({ method: 'GET', path: '/api/v1/case-types/:id', tag: 'Case types', summary: 'A case type in the version that new cases take', params: z.strictObject({ id }), query, reply: caseTypeVersion }),
  getCaseTypeVersion: route({
    method: 'GET', path: '/api/v1/case-types/:id/versions/:version', tag: 'Case types', summary: 'One version of a case type',
    params: versionParams, query, reply: caseTypeVersion,
  }),
}

export type CaseTypeSummary = z.infer<typeof caseTypeSummary>
export type CaseTypeVersion = z.infer<typeof caseTypeVersion>
