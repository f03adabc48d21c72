import { z } from 'zod'
import { described } from './described.ts'
import { route } from './route.ts'
import { id } from './values.ts'

const seconds = z.number().nullable()

/**
 * The path that cases really took: completions only, in order of `occurredAt`, then `seq`. A case lasts from its first
 * event to its last; a variant is a distinct sequence of activity names.
 */
export const realPath = z
  .object({
    cases: z.int(),
    activityCount: z.int(),
    events: z.int(),
    variants: z.int(),
    medianSeconds: seconds,
    meanSeconds: seconds,
    activities: z.array(z.object({ name: z.string(), count: z.int() })),
    follows: z.array(z.object({ from: z.string(), to: z.string(), count: z.int(), medianSeconds: z.number(), meanSeconds: z.number() })),
  })
  .register(described, { id: 'RealPath' })

export const getRealPath = route({ method: 'GET', path: '/api/v1/insight/case-types/:id/path', tag: 'Insight', summary: 'The path that cases really took', params: z.strictObject({ id }), reply: realPath })

export type RealPath = z.infer<typeof realPath>
