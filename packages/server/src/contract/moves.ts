import { z } from 'zod'
import { described } from './described.ts'
import { route } from './route.ts'
import { civilDate, holder, id, next, reference, words } from './values.ts'

/** What stands for what in the other version, and what is decided for what has no plain place there. */
export const moveOrder = {
  map: z.record(id, id).optional().register(described, { description: 'Steps, clocks and outcomes (`visit.unsure`) by what takes their place; what keeps its id needs no entry' }),
  choices: z.record(id, z.enum(['cancel', 'withdraw', 'start', 'leave'])).optional().register(described, { description: 'By the id of a task or a clock, or of a step for all of its kind' }),
  acceptBreach: z.boolean().optional().register(described, { description: 'Move also where a clock would be past due as it starts' }),
}

const version = z.int().min(1)
const verdict = z.enum(['unaffected', 'can-move', 'needs-choice', 'would-breach', 'cannot-move'])

const cohort = z
  .strictObject({
    refs: z.array(reference).min(1).max(10_000).optional(),
    team: id.optional().register(described, { description: 'Owned by this team, or by somebody in it' }),
    openedBefore: civilDate.optional(),
    first: z.int().min(1).optional().register(described, { description: 'At most so many, those opened first' }),
  })
  .register(described, { description: 'Which live cases of the version are meant; all of them when nothing is said' })

const cohortMove = { from: version, to: version, ...moveOrder, cohort: cohort.default({}) }

/** What moving a case would be: nothing but its version changes, it can, somebody has to choose, a clock would be past due, or it cannot. */
const judgedCase = z
  .object({
    ref: z.string(),
    verdict,
    words: z.string().nullable().register(described, { description: 'Why, where it does not simply move' }),
    choices: z.array(z.object({ about: z.string(), step: z.string(), name: z.string(), words: z.string(), options: z.array(z.string()) })),
    consequences: z.array(z.string()),
  })
  .register(described, { id: 'JudgedCase' })

const dryRun = z
  .object({
    cases: z.int(),
    counts: z.record(verdict, z.int()),
    items: z.array(judgedCase).register(described, { description: 'As many as were asked for; the counts are of all' }),
  })
  .register(described, { id: 'DryRun' })

const released = z.object({ id: z.string(), cases: z.int() }).register(described, { id: 'ReleasedMove' })

const move = z
  .object({
    id: z.string(),
    from: z.int(),
    to: z.int(),
    reason: z.string(),
    wayBackOf: z.string().nullable(),
    by: holder.nullable().register(described, { description: 'Who released it; nobody where it was the command line' }),
    createdAt: z.string(),
    waiting: z.int(),
    moved: z.int(),
    left: z.int(),
  })
  .register(described, { id: 'Move' })

const ofType = { tag: 'Case types', params: z.strictObject({ id }) } as const
const ofMove = { tag: 'Case types', params: z.strictObject({ id, move: z.guid({ error: 'Give the id of a release.' }) }) } as const

/** How many cases one report names. */
const MOST_JUDGED = 10_000

const reportQuery = z.strictObject({
  only: verdict.optional().register(described, { description: 'Name only the cases of this verdict' }),
  limit: z.string().regex(/^[1-9]\d{0,4}$/, { error: `Give a whole number from 1 to ${MOST_JUDGED}.` }).transform(Number).refine((rows) => rows <= MOST_JUDGED, { error: `Ask for at most ${MOST_JUDGED} cases.` }).default(200)
    .register(described, { type: 'integer', minimum: 1, maximum: MOST_JUDGED, default: 200 }),
})

const wayBack = { choices: moveOrder.choices, acceptBreach: moveOrder.acceptBreach }

export const moveRoutes = {
  tryMove: route({
    ...ofType, method: 'POST', path: '/api/v1/case-types/:id/moves/dry-run', summary: 'What moving live cases to another version would be; nothing is changed',
    query: reportQuery,
    body: z.strictObject(cohortMove), reply: dryRun,
  }),
  releaseMove: route({ ...ofType, method: 'POST', path: '/api/v1/case-types/:id/moves', summary: 'Move a cohort of live cases to another version, in the background', status: 201, body: z.strictObject({ ...cohortMove, reason: words }), reply: released }),
  listMoves: route({ ...ofType, method: 'GET', path: '/api/v1/case-types/:id/moves', summary: 'Releases of a case type, the last first', reply: z.object({ items: z.array(move), next }) }),
  getMove: route({ ...ofMove, method: 'GET', path: '/api/v1/case-types/:id/moves/:move', summary: 'How far a release is, and which cases it left as they were', reply: move.extend({ leftCases: z.array(z.object({ ref: z.string(), words: z.string() })) }) }),
  moveBack: route({
    ...ofMove, method: 'POST', path: '/api/v1/case-types/:id/moves/:move/way-back', summary: 'Move the cases of a release back, by the inverse of its map', status: 201,
    body: z.strictObject({ ...wayBack, reason: words }), reply: released,
  }),
  tryMoveBack: route({
    ...ofMove, method: 'POST', path: '/api/v1/case-types/:id/moves/:move/way-back/dry-run', summary: 'What moving the cases of a release back would be; nothing is changed',
    query: reportQuery, body: z.strictObject(wayBack).default({}), reply: dryRun,
  }),
  stopMove: route({
    ...ofMove, method: 'POST', path: '/api/v1/case-types/:id/moves/:move/stop', summary: 'Stop a release: what has not had its turn is left as it is', body: z.strictObject({}).default({}),
    reply: z.object({ id: z.string(), left: z.int().register(described, { description: 'How many cases had not had their turn' }) }),
  }),
}
