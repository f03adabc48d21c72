import { z } from 'zod'
import { described } from './described.ts'

/** Something that can be done with a case or a task; otherwise why not, and what would make it possible. */
export const action = z
  .object({
    action: z.string(),
    allowed: z.boolean(),
    code: z.string().optional(),
    words: z.string().optional(),
    remedy: z.string().optional(),
    at: z.array(z.object({ place: z.string(), words: z.string() })).optional(),
  })
  .register(described, { id: 'Action' })

export type Action = z.infer<typeof action>
