import { z } from 'zod'
import { caseParams, commandQuery, commandReply, newParty } from './cases.ts'
import { described } from './described.ts'
import { route } from './route.ts'
import { moveOrder } from './moves.ts'
import { accessOutcome, answers, contactMethod, id, instant, instantOrDay, lines, moreTime, newTarget, priority, reference, subjectKind, waitingOn, words } from './values.ts'

const taskParams = z.strictObject({ ref: reference, task: id })
const occurredAt = instant.optional()
const reason = words.optional()
const notes = lines.optional()

const override = z.strictObject({ band: id, reason: words }).optional().register(described, { description: 'Of an assessment: another band than that of the answers, and why' })

const nothing = z.strictObject({ reason, occurredAt }).default({})

/** Exactly one of them. `owner` follows whoever owns the case. */
const newAssignee = z
  .strictObject({ person: id.optional(), team: id.optional(), role: id.optional(), owner: z.literal(true).optional(), reason, notes, occurredAt })
  .refine((body) => [body.person, body.team, body.role, body.owner].filter((each) => each !== undefined).length === 1, { error: 'Name one person, team or role, or say owner: true.' })

const newOwner = z
  .strictObject({ person: id.optional(), team: id.optional(), reason, notes, occurredAt })
  .refine(({ person, team }) => (person === undefined) !== (team === undefined), { error: 'Name one person or team.' })

/** A case is linked to another case as such; nothing else is about nothing. */
const linkableKind = subjectKind.exclude(['case', 'none'])

const ofElement = id.optional().register(described, { description: 'For whom or what, where the step is done for each of several: a party, a linked record, a value or a strand by its id' })

const hold = z.strictObject({ reason: id, until: instantOrDay.optional(), notes, occurredAt })
const release = z.strictObject({ ...commandQuery.shape, hold: id.optional().register(described, { description: 'One hold of several; all of them when not said' }) })

const task = { method: 'POST', tag: 'Tasks', params: taskParams, query: commandQuery, reply: commandReply } as const
const wholeCase = { method: 'POST', tag: 'Cases', params: caseParams, query: commandQuery, reply: commandReply } as const

/** Every change of a case but its opening. Transitions are nouns; each is one command of the engine. */
export const commandRoutes = {
  completeTask: route({ ...task, path: '/api/v1/cases/:ref/tasks/:task/completion', summary: 'Complete a task', body: z.strictObject({ outcome: id.optional(), fields: answers.optional(), notes, override, occurredAt }).default({}) }),
  startTask: route({ ...task, path: '/api/v1/cases/:ref/tasks/:task/start', summary: 'Start a task that is on offer', body: nothing }),
  skipTask: route({ ...task, path: '/api/v1/cases/:ref/tasks/:task/skip', summary: 'Skip a task, or decline an offer', body: z.strictObject({ reason, notes, occurredAt }).default({}) }),
  offerTaskAgain: route({ ...task, path: '/api/v1/cases/:ref/tasks/:task/offer', summary: 'Bring a skipped task back', body: nothing }),
  cancelTask: route({ ...task, path: '/api/v1/cases/:ref/tasks/:task/cancellation', summary: 'Cancel a task with what can then never start', body: z.strictObject({ reason: words, notes, occurredAt }) }),
  redoTask: route({
    ...task, path: '/api/v1/cases/:ref/tasks/:task/redo', summary: 'Do a task again',
    body: z.strictObject({ reason: words, notes, keep: z.array(id).max(500).optional(), supersede: z.array(id).max(500).optional(), occurredAt }),
  }),
  restartFrom: route({ ...task, path: '/api/v1/cases/:ref/tasks/:task/restart', summary: 'Restart the path from a task or stage, with all that follows from it', body: z.strictObject({ reason: words, notes, occurredAt }) }),
  saveDraft: route({ ...task, method: 'PUT', path: '/api/v1/cases/:ref/tasks/:task/draft', summary: 'Keep the answers of a task without completing it', body: z.strictObject({ outcome: id.optional(), fields: answers.optional(), notes, occurredAt }) }),
  setWaitingOn: route({ ...task, path: '/api/v1/cases/:ref/tasks/:task/waiting-on', summary: 'Say whom a task waits for', body: z.strictObject({ waitingOn, reason, occurredAt }) }),
  assignTask: route({ ...task, path: '/api/v1/cases/:ref/tasks/:task/assignment', summary: 'Give a task to somebody', body: newAssignee }),
  claimTask: route({ ...task, path: '/api/v1/cases/:ref/tasks/:task/claim', summary: 'Take a task', body: nothing }),
  prepareLetter: route({ ...task, path: '/api/v1/cases/:ref/tasks/:task/readiness', summary: 'Say that a letter is ready to be approved', body: z.strictObject({ notes, occurredAt }).default({}) }),
  approveLetter: route({ ...task, path: '/api/v1/cases/:ref/tasks/:task/approval', summary: 'Approve a letter', body: z.strictObject({ notes, occurredAt }).default({}) }),
  returnLetter: route({ ...task, path: '/api/v1/cases/:ref/tasks/:task/return', summary: 'Give a letter back as a draft', body: z.strictObject({ reason: words, occurredAt }) }),
  recordLetterFailed: route({ ...task, path: '/api/v1/cases/:ref/tasks/:task/failure', summary: 'Record that a letter came back', body: z.strictObject({ reason: words, occurredAt }) }),
  holdTask: route({ ...task, path: '/api/v1/cases/:ref/tasks/:task/hold', summary: 'Put a task on hold', body: hold }),
  releaseTask: route({ ...task, method: 'DELETE', path: '/api/v1/cases/:ref/tasks/:task/hold', summary: 'Release a task', query: release }),

  holdCase: route({ ...wholeCase, path: '/api/v1/cases/:ref/hold', summary: 'Put a case on hold', body: hold }),
  releaseCase: route({ ...wholeCase, method: 'DELETE', path: '/api/v1/cases/:ref/hold', summary: 'Release a case', query: release }),
  moveToStage: route({
    ...wholeCase, path: '/api/v1/cases/:ref/stage', summary: 'Leave a stage for another, out of order',
    body: z.strictObject({ stage: id, from: id.optional().register(described, { description: 'The stage that is left, where several that are open lead there' }), reason, notes, occurredAt }),
  }),
  closeCase: route({
    ...wholeCase, path: '/api/v1/cases/:ref/closure', summary: 'Close a case',
    body: z.strictObject({ reason: id.optional(), notes, explanations: z.record(id, lines).optional().register(described, { description: 'Why each late clock was late, by its id' }), occurredAt }).default({}),
  }),
  cancelCase: route({ ...wholeCase, path: '/api/v1/cases/:ref/cancellation', summary: 'Cancel a case', body: z.strictObject({ reason: words, notes, occurredAt }) }),
  reopenCase: route({ ...wholeCase, path: '/api/v1/cases/:ref/reopening', summary: 'Open an ended case again', body: z.strictObject({ reason: words, notes, restart: z.array(id).max(500).optional().register(described, { description: 'Tasks to be done again' }), restartFrom: id.optional().register(described, { description: 'A task or stage from which the path restarts' }), occurredAt }) }),
  moveCase: route({
    ...wholeCase, path: '/api/v1/cases/:ref/version', summary: 'Let a case go on with another version of its type',
    body: z.strictObject({ version: z.int().min(1), caseType: id.optional().register(described, { description: 'Another type; its own when not said' }), ...moveOrder, reason: words }),
  }),
  addNote: route({ ...wholeCase, path: '/api/v1/cases/:ref/notes', summary: 'Add a note', body: z.strictObject({ text: lines.min(1), occurredAt }) }),
  recordInteraction: route({
    ...wholeCase, path: '/api/v1/cases/:ref/interactions', summary: 'Record a contact with somebody',
    body: z.strictObject({ direction: z.enum(['in', 'out']), method: contactMethod, with: words.optional(), task: id.optional(), notes: lines.min(1), occurredAt }),
  }),
  recordAccessAttempt: route({
    ...wholeCase, path: '/api/v1/cases/:ref/access-attempts', summary: 'Record an attempt to get into a home',
    body: z.strictObject({ method: contactMethod, outcome: accessOutcome, cardLeft: z.boolean(), task: id.optional(), notes, occurredAt }),
  }),
  recordCost: route({
    ...wholeCase, path: '/api/v1/cases/:ref/costs', summary: 'Record time or money spent',
    body: z.strictObject({
      kind: z.enum(['money', 'time']), type: words.clone().register(described, { description: 'What it was for' }), value: z.number().positive().max(10_000_000).register(described, { description: 'Pounds, or minutes' }),
      details: lines.optional(), by: words.optional().register(described, { description: 'Who spent it, where that is somebody else' }), task: id.optional(), occurredAt,
    }),
  }),
  addTask: route({
    ...wholeCase, path: '/api/v1/cases/:ref/tasks', summary: 'Add a task by hand',
    body: z.strictObject({ step: id.optional(), element: ofElement, name: words.optional(), guidance: lines.optional(), for: z.strictObject({ kind: z.enum(['person', 'team', 'role']), id }).optional(), reason, occurredAt }),
  }),
  recordTask: route({
    ...wholeCase, path: '/api/v1/cases/:ref/recorded-tasks', summary: 'Record a task that was done without being started here',
    body: z.strictObject({ step: id, element: ofElement, outcome: id.optional(), fields: answers.optional(), notes, override, occurredAt }),
  }),
  assignOwner: route({ ...wholeCase, path: '/api/v1/cases/:ref/owner', summary: 'Give a case to another owner', body: newOwner }),
  claimCase: route({ ...wholeCase, path: '/api/v1/cases/:ref/claim', summary: 'Take a case', body: nothing }),
  assignManager: route({
    ...wholeCase, path: '/api/v1/cases/:ref/manager', summary: 'Say who manages a case, beside whoever owns it',
    body: z.strictObject({ person: id.optional(), role: id.optional(), reason, occurredAt }).refine(({ person, role }) => (person === undefined) !== (role === undefined), { error: 'Name one person or role.' }),
  }),
  addHelper: route({ ...wholeCase, path: '/api/v1/cases/:ref/helpers', summary: 'Let somebody help with a case', body: z.strictObject({ person: id, reason, occurredAt }) }),
  removeHelper: route({ ...wholeCase, method: 'DELETE', path: '/api/v1/cases/:ref/helpers/:person', summary: 'End somebody’s help with a case', params: z.strictObject({ ref: reference, person: id }) }),
  watchCase: route({ ...wholeCase, path: '/api/v1/cases/:ref/watch', summary: 'Be told what becomes of a case', body: nothing }),
  unwatchCase: route({ ...wholeCase, method: 'DELETE', path: '/api/v1/cases/:ref/watch', summary: 'Be told of a case no longer' }),
  setPriority: route({ ...wholeCase, path: '/api/v1/cases/:ref/priority', summary: 'Set the priority', body: z.strictObject({ priority, strand: id.optional().register(described, { description: 'The strand whose priority it is; the case when not said' }), reason, notes, occurredAt }) }),
  editFields: route({ ...wholeCase, method: 'PATCH', path: '/api/v1/cases/:ref/fields', summary: 'Change fields of a case', body: z.strictObject({ fields: answers, reason, occurredAt }) }),
  addParty: route({
    ...wholeCase, path: '/api/v1/cases/:ref/parties', summary: 'Add a party',
    body: newParty.extend({ reason, occurredAt }),
  }),
  endParty: route({ ...wholeCase, method: 'DELETE', path: '/api/v1/cases/:ref/parties/:party', summary: 'End the part that somebody has in a case', params: z.strictObject({ ref: reference, party: id }) }),
  linkRecord: route({
    ...wholeCase, path: '/api/v1/cases/:ref/records', summary: 'Link a record to a case, in a role',
    body: z.strictObject({ kind: linkableKind, id, role: id.optional(), reason, occurredAt }),
  }),
  unlinkRecord: route({
    ...wholeCase, method: 'DELETE', path: '/api/v1/cases/:ref/records/:record', summary: 'Unlink a record from a case',
    params: z.strictObject({ ref: reference, record: id }), query: z.strictObject({ ...commandQuery.shape, reason: words }),
  }),
  startStrand: route({
    ...wholeCase, path: '/api/v1/cases/:ref/strands', summary: 'Start a strand of a case',
    body: z.strictObject({ value: id, priority: priority.optional(), reason, occurredAt }),
  }),
  endStrand: route({
    ...wholeCase, path: '/api/v1/cases/:ref/strands/:strand/end', summary: 'End a strand of a case, with its outcome and why',
    params: z.strictObject({ ref: reference, strand: id }), body: z.strictObject({ outcome: id.optional(), reason: words, occurredAt }),
  }),
  extendClock: route({
    ...wholeCase, path: '/api/v1/cases/:ref/clocks/:clock/extension', summary: 'Give a clock more time, within what its rule allows',
    params: z.strictObject({ ref: reference, clock: id }),
    body: z.strictObject({ by: moreTime.optional().register(described, { description: 'All that the rule leaves when not said' }), reason: words, notes, occurredAt }),
  }),
  reviseClock: route({
    ...wholeCase, path: '/api/v1/cases/:ref/clocks/:clock/target', summary: 'Set another target for a landlord’s own clock, where its type lets people',
    params: z.strictObject({ ref: reference, clock: id }),
    body: z.strictObject({ target: newTarget.register(described, { description: 'A day, a moment, or a length from the start of the clock' }), reason: words, notes, occurredAt }),
  }),
  explainLateness: route({
    ...wholeCase, path: '/api/v1/cases/:ref/clocks/:clock/explanation-of-lateness', summary: 'Say why a due date was missed',
    params: z.strictObject({ ref: reference, clock: id }), body: z.strictObject({ words: lines.min(1), occurredAt }),
  }),
  recordOutsideEvent: route({ ...wholeCase, path: '/api/v1/cases/:ref/outside-events', summary: 'Record something that happened outside', body: z.strictObject({ name: id, notes, occurredAt }) }),
}
