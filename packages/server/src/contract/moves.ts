import { z } from 'zod'
import { described } from './described.ts'
import { id } from './values.ts'

/** What stands for what in the other version, and what is decided for what has no plain place there. */
export const moveOrder = {
  map: z.record(id, id).optional().register(described, { description: 'Steps, clocks and outcomes (`visit.unsure`) by what takes their place; what keeps its id needs no entry' }),
  choices: z.record(id, z.enum(['cancel', 'withdraw', 'start', 'leave'])).optional().register(described, { description: 'By the id of a task or a clock, or of a step for all of its kind' }),
  acceptBreach: z.boolean().optional().register(described, { description: 'Move also where a clock would be past due as it starts' }),
}
