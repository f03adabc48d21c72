import { z } from 'zod'
import { described } from './described.ts'
import { accessOutcome, contactMethod } from './values.ts'

/** A contact with somebody, or an attempt to get into a home. */
export const interaction = z
  .object({
    seq: z.int(),
    kind: z.enum(['contact', 'access-attempt']),
    at: z.string(),
    who: z.string().register(described, { description: 'Who recorded it, by name' }),
    method: contactMethod,
    direction: z.enum(['in', 'out']).nullable(),
    with: z.string().nullable(),
    outcome: accessOutcome.nullable(),
    cardLeft: z.boolean().nullable(),
    task: z.string().nullable(),
    notes: z.string().nullable(),
  })
  .register(described, { id: 'Interaction' })

/** Time in minutes, or money in pounds, spent on a case. */
export const cost = z
  .object({ seq: z.int(), kind: z.enum(['money', 'time']), type: z.string(), value: z.number(), details: z.string().nullable(), by: z.string(), at: z.string(), task: z.string().nullable() })
  .register(described, { id: 'Cost' })

export type InteractionView = z.infer<typeof interaction>
export type CostView = z.infer<typeof cost>
