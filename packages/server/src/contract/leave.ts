import { z } from 'zod'
import { described } from './described.ts'
import { route } from './route.ts'
import { civilDate, id, named } from './values.ts'

/** Days on which one of the staff is away, and who covers for them. */
export const leave = z
  .object({
    id: z.string(),
    person: named,
    cover: named,
    firstDay: z.string(),
    lastDay: z.string(),
    state: z.enum(['planned', 'now', 'ended']).register(described, { description: 'Ended also while what came to the cover is still to go back' }),
  })
  .register(described, { id: 'Leave' })

const days = { firstDay: civilDate, lastDay: civilDate }
const inOrder = { error: 'The last day is not before the first.' }
const oneLeave = { tag: 'Leave', path: '/api/v1/leave/:id', params: z.strictObject({ id }) } as const

export const leaveRoutes = {
  listLeave: route({
    method: 'GET', path: '/api/v1/leave', tag: 'Leave', summary: 'Who is away and will be, and who covers',
    query: z.strictObject({ team: id.optional().register(described, { description: 'Only of the people of this team' }) }),
    reply: z.object({ items: z.array(leave) }),
  }),
  recordLeave: route({
    method: 'POST', path: '/api/v1/leave', tag: 'Leave', summary: 'Record days away, with who covers: one’s own, or those of anybody for whoever oversees cases', status: 201,
    body: z.strictObject({ person: id.optional().register(described, { description: 'Oneself when not said' }), cover: id, ...days }).refine(({ firstDay, lastDay }) => firstDay <= lastDay, { ...inOrder, path: ['lastDay'] }),
    reply: leave,
  }),
  changeLeave: route({
    ...oneLeave, method: 'PUT', summary: 'Change the days of a leave, or who covers from now on',
    body: z.strictObject({ cover: id, ...days }).refine(({ firstDay, lastDay }) => firstDay <= lastDay, { ...inOrder, path: ['lastDay'] }), reply: leave,
  }),
  endLeave: route({ ...oneLeave, method: 'DELETE', summary: 'End a leave now: what came to the cover goes back', reply: z.object({}) }),
}

export type Leave = z.infer<typeof leave>
