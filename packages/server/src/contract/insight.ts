import { z } from 'zod'
import { caseSummary, clock } from './cases.ts'
import { described } from './described.ts'
import { route } from './route.ts'
import { civilDate, id, named } from './values.ts'

const seconds = z.number().nullable()

/**
 * The path that cases really took: completions only, in order of `occurredAt`, then `seq`. A case lasts from its first
 * event to its last; a variant is a distinct sequence of activity names.
 */
export const realPath = z
  .object({
    caseType: named,
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

/** Civil days of the landlord's, both included. */
const period = {
  from: civilDate.optional().register(described, { description: 'First day; when not said, eleven months before the month of `to` begins' }),
  to: civilDate.optional().register(described, { description: 'Last day; when not said, today' }),
}

const shownPeriod = { from: z.string(), to: z.string() }
const moved = { opened: z.int(), closed: z.int(), cancelled: z.int(), reopened: z.int() }

/** How many cases came and went. A case that ends, comes back and ends again counts each time. */
export const volumes = z
  .object({
    ...shownPeriod,
    periods: z.array(z.object({ ...shownPeriod, ...moved })).register(described, { description: 'Each month or week of the period, of the case type where one is asked for' }),
    caseTypes: z.array(z.object({ ...named.shape, open: z.int(), ...moved })).register(described, { description: 'Every case type that has had a case; `open` is now' }),
  })
  .register(described, { id: 'Volumes' })

/** Why clocks stood, and for how long in all. */
const pausedFor = z.object({ reason: z.string(), name: z.string(), clocks: z.int(), seconds: z.number() })

/**
 * What became of the clocks of one rule: of those that ended in the period, and of those that are open now. On time is, of
 * those done in the period and those that fell due in it and are not done, the share that was done in time.
 */
export const clockResult = z
  .object({
    caseType: named,
    rule: z.string(),
    name: z.string(),
    basis: clock.shape.basis,
    source: z.string().nullable(),
    met: z.int(),
    missed: z.int(),
    withdrawn: z.int(),
    running: z.int(),
    paused: z.int(),
    overdue: z.int(),
    overdueInPeriod: z.int().register(described, { description: 'Of the overdue ones, those that fell due in the period' }),
    onTime: z.number().nullable(),
    medianSeconds: seconds.register(described, { description: 'From start to stop of those done in the period, pauses included' }),
    pausedSeconds: z.number(),
    pauses: z.array(pausedFor),
  })
  .register(described, { id: 'ClockResult' })

/** Open cases by how long they have been open, counted in days from the day of opening. */
export const ageing = z
  .object({
    bands: z.array(z.object({ fromDays: z.int(), toDays: z.int().nullable() })),
    caseTypes: z.array(z.object({ ...named.shape, open: z.int(), counts: z.array(z.int()) })).register(described, { description: 'Open cases in each band, in the order of the bands' }),
    oldest: z.array(caseSummary),
  })
  .register(described, { id: 'Ageing' })

const caseType = id.optional()

export const insightRoutes = {
  getVolumes: route({
    method: 'GET', path: '/api/v1/insight/volumes', tag: 'Insight', summary: 'How many cases were opened, closed, cancelled and reopened',
    query: z.strictObject({ ...period, by: z.enum(['month', 'week']).default('month'), caseType }), reply: volumes,
  }),
  getClockResults: route({
    method: 'GET', path: '/api/v1/insight/clocks', tag: 'Insight', summary: 'On time and late, by clock, with the time for which clocks stood',
    query: z.strictObject({ ...period, caseType }), reply: z.object({ ...shownPeriod, items: z.array(clockResult) }),
  }),
  getAgeing: route({ method: 'GET', path: '/api/v1/insight/ageing', tag: 'Insight', summary: 'How old the open cases are, and the oldest', query: z.strictObject({ caseType }), reply: ageing }),
  getRealPath: route({ method: 'GET', path: '/api/v1/insight/case-types/:id/path', tag: 'Insight', summary: 'The path that cases really took', params: z.strictObject({ id }), reply: realPath }),
}

export type RealPath = z.infer<typeof realPath>
export type Volumes = z.infer<typeof volumes>
export type ClockResult = z.infer<typeof clockResult>
export type Ageing = z.infer<typeof ageing>
