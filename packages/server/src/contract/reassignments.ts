import { z } from 'zod'
import { commandQuery } from './cases.ts'
import { described } from './described.ts'
import { route } from './route.ts'
import { id, lines, reference, words } from './values.ts'

/** Tasks that one request can give away. */
export const MOST_TASKS = 200

const askedTask = z.strictObject({
  case: reference,
  task: id,
  version: z.int().min(1).optional().register(described, { description: 'Of the case as it was seen; with another one the task is left where it is' }),
})

/** Exactly one of them. `owner` follows whoever owns the case of each task. */
const newHolder = z
  .strictObject({ person: id.optional(), team: id.optional(), role: id.optional(), owner: z.literal(true).optional() })
  .refine((to) => Object.values(to).filter((each) => each !== undefined).length === 1, { error: 'Name one person, team or role, or say owner: true.' })

/** What became of one task: given away, or left where it is and why. */
export const reassignedTask = z
  .object({
    case: z.string(),
    task: z.string(),
    result: z.enum(['done', 'refused']),
    name: z.string().optional(),
    version: z.int().optional().register(described, { description: 'Of the case as it was left' }),
    was: z
      .object({ kind: z.enum(['person', 'team', 'role', 'owner']), id: z.string().optional(), name: z.string() })
      .nullable()
      .optional()
      .register(described, { description: 'Who had it, for giving it back; `owner` where it followed the owner of the case' }),
    consequences: z.array(z.string()).optional(),
    code: z.string().optional(),
    words: z.string().optional(),
    remedy: z.string().optional(),
  })
  .register(described, { id: 'ReassignedTask' })

export const reassignments = z
  .object({ preview: z.boolean(), done: z.int(), refused: z.int(), items: z.array(reassignedTask).register(described, { description: 'One for each task, in the order asked' }) })
  .register(described, { id: 'Reassignments' })

export const reassignTasks = route({
  method: 'POST', path: '/api/v1/work-lists/reassignments', tag: 'Work lists', summary: 'Give many tasks to somebody; each is answered by itself',
  query: commandQuery,
  body: z.strictObject({
    tasks: z.array(askedTask).min(1, { error: 'Name at least one task.' }).max(MOST_TASKS, { error: `Give at most ${MOST_TASKS} tasks away at once.` }),
    to: newHolder,
    reason: words.clone().register(described, { description: 'In words, or the id of a reason where the case types of the tasks list them' }),
    notes: lines.optional(),
  }),
  reply: reassignments,
})

export type Reassignments = z.infer<typeof reassignments>
export type ReassignedTask = z.infer<typeof reassignedTask>
