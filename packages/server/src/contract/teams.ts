import { z } from 'zod'
import { described } from './described.ts'
import { route } from './route.ts'
import { civilDate, holder, id, named, next, page } from './values.ts'
import { workItem } from './work-lists.ts'

/** What somebody has open, by when it is due; every task with a due date is counted once. */
const load = {
  openCases: z.int(),
  openTasks: z.int(),
  overdue: z.int(),
  days: z.array(z.object({ due: z.int(), soon: z.int().register(described, { description: 'Of these, inside their warning' }) })).register(described, { description: 'In the order of the days of the load' }),
  later: z.int().register(described, { description: 'Due after those days, or without a date' }),
}

/** The work of one team: who has how much of it, and what nobody has. */
export const teamLoad = z
  .object({
    team: named,
    days: z.array(z.string()).register(described, { description: 'Today and the nine working days after it; what is due on a closed day stands at the day before' }),
    people: z.array(z.object({ id: z.string(), name: z.string(), role: z.string(), patch: z.string().nullable(), hasLeft: z.boolean(), ...load })),
    nobody: z.object(load).register(described, { description: 'What the team has until somebody takes it, and what any of a role can take in its cases; a case that nobody owns is of no team' }),
  })
  .register(described, { id: 'TeamLoad' })

/** A task of a team and who has it; null where nobody of that id is known. */
export const teamTask = z.object({ ...workItem.shape, holder: holder.nullable() }).register(described, { id: 'TeamTask' })

const team = { method: 'GET', tag: 'Teams', params: z.strictObject({ id }) } as const

export const teamRoutes = {
  getTeamLoad: route({ ...team, path: '/api/v1/teams/:id/load', summary: 'Open cases and tasks of each person of a team, due by day', reply: teamLoad }),
  listTeamTasks: route({
    ...team, path: '/api/v1/teams/:id/tasks', summary: 'The open tasks behind a load, by due date',
    query: z.strictObject({
      person: id.optional().register(described, { description: 'Only of this member of the team, or `nobody`' }),
      due: z.union([z.enum(['overdue', 'later']), civilDate], { error: 'Write overdue, later or a day of the load as 2026-12-15.' }).optional(),
      ...page,
    }),
    reply: z.object({ items: z.array(teamTask), next }),
  }),
}

export type TeamLoad = z.infer<typeof teamLoad>
export type TeamTask = z.infer<typeof teamTask>
