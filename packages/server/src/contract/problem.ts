import { z } from 'zod'
import { described } from './described.ts'

/** Everything that can go wrong with a request, by the last part of its `type`. */
export const problemTypes = [
  'body-not-readable', 'request-invalid', 'sign-in-needed', 'not-from-here', 'not-allowed', 'not-found', 'method-not-allowed',
  'refused', 'case-changed', 'version-needed', 'key-in-use', 'key-used-for-another-request', 'body-too-large',
  'body-not-json', 'too-many-requests', 'clock-runs-forward', 'fault', 'database-away',
] as const

export const problemType = z.enum(problemTypes)
export type ProblemType = z.infer<typeof problemType>

/** Why nothing was done (RFC 9457), in words for the person and with codes for a program. */
export const problem = z
  .object({
    type: z.string().register(described, { description: `/problems/ followed by one of: ${problemTypes.join(', ')}` }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    code: z.string().optional().register(described, { description: 'The refusal code, where a rule of the case said no' }),
    remedy: z.string().optional().register(described, { description: 'What would make it possible' }),
    fields: z.array(z.object({ path: z.string(), words: z.string() })).optional().register(described, { description: 'What is wrong, by the path in the request' }),
    advice: z.array(z.string()).optional().register(described, { description: 'What whoever starts a case is told by the answers so far, although it is not opened' }),
    version: z.int().optional().register(described, { description: 'Of the case as it is now' }),
    changedSince: z
      .array(z.object({ seq: z.int(), type: z.string(), actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }), recordedAt: z.string(), words: z.string() }))
      .optional()
      .register(described, { description: 'What happened to the case since the version that the request was decided on, the latest 100 at most' }),
    requestId: z.string().optional().register(described, { description: 'Of a fault, to find it in the log' }),
  })
  .register(described, { id: 'Problem' })

export type Problem = z.infer<typeof problem>
