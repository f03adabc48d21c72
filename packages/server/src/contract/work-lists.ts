import { z } from 'zod'
import { caseStatus } from './cases.ts'
import { described } from './described.ts'
import { route } from './route.ts'
import { due, task, taskState } from './tasks.ts'
import { next, page } from './values.ts'

export const workView = z.enum(['needs-me', 'my-cases', 'waiting', 'team'])

/** One task and why it is in my list. */
export const workItem = z
  .object({
    case: z.object({ ref: z.string(), caseType: z.string(), name: z.string(), subjectLabel: z.string(), where: z.string().nullable(), who: z.string().nullable(), status: caseStatus, version: z.int() }),
    task: z.object({
      id: z.string(), name: z.string(), kind: z.string(), state: taskState, ...due, basis: task.shape.basis,
      next: z.enum(['start', 'complete']).nullable().register(described, { description: 'What its state asks for next. Whether the reader may, and what else can be done, is in the `actions` of the task in its case' }),
    }),
    dueAt: z.string().nullable(),
    why: z.array(z.string()),
    waitingOn: z.string().nullable(),
    since: z.string().register(described, { description: 'When the task was started or offered' }),
  })
  .register(described, { id: 'WorkItem' })

export const listMine = route({
  method: 'GET', path: '/api/v1/work-lists/mine', tag: 'Work lists', summary: 'What needs me, by due date',
  query: z.strictObject({
    view: workView.default('needs-me'),
    counts: z.enum(['true', 'false']).optional().register(described, { description: 'Counts each view, up to 1,000' }),
    ...page,
  }),
  reply: z.object({ items: z.array(workItem), next, counts: z.partialRecord(workView, z.int()).optional() }),
})

export type WorkView = z.infer<typeof workView>
export type WorkItem = z.infer<typeof workItem>
