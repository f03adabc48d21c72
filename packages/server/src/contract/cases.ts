import { actsWithReasons, linkTypes } from '@casement/engine'
import { z } from 'zod'
import { action } from './actions.ts'
import { described } from './described.ts'
import { cost, interaction } from './recorded.ts'
import { route } from './route.ts'
import { due, field, task } from './tasks.ts'
import { answers, contactMethod, holder, id, instant, lines, moreTime, named, next, page, priority, reference, subjectKind, words } from './values.ts'

export const caseStatus = z.enum(['open', 'on-hold', 'closed', 'cancelled'])

export const subject = z.object({
  kind: subjectKind,
  id: z.string(),
  label: z.string(),
  address: z.string().nullable(),
  home: named.nullable().register(described, { description: 'The home that it is about or that the tenancy is of, by its address' }),
  people: z.array(named).register(described, { description: 'Who holds the tenancy, or the person' }),
})

/** A deadline being measured; `explain` leads to the sum behind its due date. */
export const clock = z
  .object({
    id: z.string(),
    name: z.string(),
    state: z.enum(['running', 'warning', 'overdue', 'paused', 'met', 'missed', 'withdrawn']),
    late: z.boolean(),
    basis: z.enum(['law', 'code', 'landlord']),
    source: z.string().nullable(),
    startedAt: z.string(),
    ...due,
    firstDueAt: z.string().nullable().register(described, { description: 'The first target, where it has been extended, revised or rated anew; otherwise null' }),
    firstDueOn: z.string().nullable(),
    proposedDueOn: z.string().nullable().register(described, { description: 'The day on which it would be due once the letter about a proposed extension has gone out' }),
    endedAt: z.string().nullable().register(described, { description: 'When it was stopped or withdrawn' }),
    of: z.string().nullable().register(described, { description: 'The task or stage that it measures; null for the case' }),
    explained: z.string().optional().register(described, { description: 'Why it was late, in the words of the person who said so' }),
    keepsCaseOpen: z.boolean().register(described, { description: 'Law or code that still runs, unexplained: the case does not close before somebody has said why' }),
    explain: z.string(),
    extension: z
      .object({ most: moreTime, letter: z.string().nullable().register(described, { description: 'The letter that must go out before the clock is past due' }) })
      .nullable()
      .register(described, { description: 'What the rule leaves to extend it by; null where it leaves nothing' }),
    waitingOn: z.string().nullable().register(described, { description: 'Whom it waits for: us, resident, contractor, agency, landlord, court, another-team or time; null once it has ended' }),
    opensAt: z.string().nullable().register(described, { description: 'From when on it may be done, where a rule says not before' }),
    unit: z.enum(['day', 'moment']).register(described, { description: 'Whether it is due on a day or at a moment' }),
    calendarKnownTo: z.string().nullable().register(described, { description: 'The last day for which the closed days are known, where the due date lies after it; otherwise null' }),
    actions: z.array(action).register(described, { description: 'What may be done with it, and why not; of a clock that is over only what may still be done' }),
  })
  .register(described, { id: 'Clock' })

export const hold = z.object({ id: z.string(), reason: z.string(), name: z.string(), since: z.string(), until: z.string().nullable(), notes: z.string().nullable() })

/** A stop on the path, in path order, with steps that are not made yet. */
export const stage = z
  .object({
    id: z.string(),
    name: z.string(),
    state: z.string(),
    steps: z.array(z.object({ id: z.string(), name: z.string(), kind: z.string(), state: z.string() })),
  })
  .register(described, { id: 'Stage' })

export const party = z.object({ id: z.string(), role: z.string(), name: z.string(), person: z.string().nullable(), mustNotBeTold: z.boolean(), ended: z.boolean(), actions: z.array(action) })

/** Another case that this one hangs together with, as it stands now. */
export const caseLink = z
  .object({
    link: z.enum(linkTypes),
    way: z.enum(['to', 'from']).register(described, { description: 'Whether this case says it of the other, or the other of this one' }),
    words: z.string().register(described, { description: 'What stands between the two in a sentence: this case "is caused by" that one' }),
    ref: z.string(),
    caseType: named,
    title: z.string(),
    status: caseStatus,
    reason: z.string().nullable(),
  })
  .register(described, { id: 'Link' })

/** A part of the case that is progressed on its own. */
export const strand = z
  .object({ id: z.string(), value: z.string(), name: z.string(), priority, state: z.enum(['open', 'ended']), startedAt: z.string(), endedAt: z.string().nullable(), outcome: named.nullable(), reason: z.string().nullable() })
  .register(described, { id: 'Strand' })

export const linkedRecord = z.object({ id: z.string(), kind: subjectKind, record: z.string(), label: z.string(), role: z.string().nullable(), ended: z.boolean() })

export const caseRecord = z
  .object({
    ref: z.string(),
    status: caseStatus,
    caseType: z.object({ id: z.string(), version: z.int(), name: z.string() }),
    subject: subject.nullable(),
    title: z.string(),
    priority,
    owner: holder.nullable(),
    nobodyFound: z.boolean().register(described, { description: 'Its rules found nobody to own it: somebody must be chosen before its tasks are completed' }),
    coversFor: named.nullable().register(described, { description: 'Who is away, for whom the owner covers' }),
    manager: holder.nullable().register(described, { description: 'Who was named to manage it; otherwise it is the manager of its owner' }),
    helpers: z.array(named),
    watchers: z.array(named),
    openedAt: z.string(),
    endedAt: z.string().nullable(),
    outcome: z.string().nullable(),
    tasks: z.array(task),
    clocks: z.array(clock),
    holds: z.array(hold),
    stages: z.array(stage),
    parties: z.array(party),
    links: z.array(caseLink),
    strands: z.array(strand).register(described, { description: 'Parts of the case that are progressed each on its own, in the order in which they were started' }),
    partyRoles: z.array(named).nullable().register(described, { description: 'In which roles people take part; null where the case type leaves it open' }),
    records: z.array(linkedRecord).register(described, { description: 'Records that belong to the case beside its subject' }),
    fields: z.array(field),
    actions: z.array(action),
    holdReasons: z.array(named),
    closureReasons: z.array(named),
    reasons: z
      .partialRecord(z.enum(actsWithReasons), z.array(named.extend({ words: z.boolean().register(described, { description: 'It is not enough by itself: `notes` are needed' }) })))
      .register(described, { description: 'By act, the reasons of which one is given by its id as `reason`; what is said besides is `notes`. Other acts take a reason in words' }),
    startable: z.array(named).register(described, { description: 'What may be started as a strand as things stand' }),
    strandOutcomes: z.array(named).register(described, { description: 'How a strand may end; empty where no outcome is asked for' }),
    addable: z.array(named.extend({ elements: z.array(named).register(described, { description: 'For whom or what it can be done, where it is done for each of several' }) })).register(described, { description: 'The steps that someone may add by hand as things stand, beside tasks with a name of their own' }),
    moves: z
      .array(z.object({ from: z.string(), stage: z.string(), name: z.string(), reason: z.enum(['required', 'optional']) }))
      .register(described, { description: 'The stages to which whoever asks may move the case by hand, each with the stage that is left' }),
    interactions: z.array(interaction),
    costs: z.array(cost),
    reopenings: z.int().register(described, { description: 'How often it has been opened again' }),
    stalled: z.string().nullable(),
    version: z.int(),
  })
  .register(described, { id: 'Case' })

/** A case in a list. */
export const caseSummary = z
  .object({
    ref: z.string(),
    caseType: named,
    title: z.string(),
    subject: z.object({ kind: subjectKind, id: z.string(), label: z.string() }).nullable(),
    owner: holder.nullable(),
    status: caseStatus,
    priority,
    openedAt: z.string(),
    endedAt: z.string().nullable(),
    ...due,
  })
  .register(described, { id: 'CaseSummary' })

const summaryFields = caseSummary.keyof().options
const isSummaryField = (name: string) => (summaryFields as string[]).includes(name)

export const caseSort = z.enum(['newest', 'oldest', 'due'])

/** One thing that happened, with a sentence that says so. */
export const caseEvent = z
  .object({
    seq: z.int(),
    type: z.string(),
    actor: z.object({ kind: z.enum(['person', 'system', 'import']), id: z.string(), name: z.string() }),
    occurredAt: z.string(),
    recordedAt: z.string(),
    payload: z.unknown(),
    words: z.string(),
  })
  .register(described, { id: 'Event' })

/** The answer to a command: what happened, and the version that the next change must show. */
export const done = z
  .object({
    ref: z.string(),
    version: z.int(),
    status: caseStatus,
    events: z.array(z.object({ seq: z.int(), type: z.string(), occurredAt: z.string(), recordedAt: z.string(), payload: z.unknown() })),
  })
  .register(described, { id: 'Done' })

/** The answer to a command with `?preview=true`: what would happen. Nothing did. */
export const preview = z
  .object({
    preview: z.literal(true),
    events: z.array(done.shape.events.element.extend({ words: z.string().nullable().register(described, { description: 'The consequence that it has; null where it has none to tell' }) })),
    consequences: z.array(z.string()).register(described, { description: 'The words of the events and of what stands, each once' }),
    stands: z.array(z.string()).register(described, { description: 'What going back leaves as it is: letters that cannot be unsent, work that stays, clocks that keep their start' }),
    clocks: z.array(z.object({ id: z.string(), name: z.string(), dueAt: z.string(), dueOn: z.string(), basis: clock.shape.basis })).register(described, { description: 'The clocks that would start or be given more time, or that a hold does not stop, and when they would be due' }),
    advice: z.array(z.string()).register(described, { description: 'What whoever opens the case is told by their answers' }),
    owner: holder.nullable().register(described, { description: 'Who would own the case; null where that does not change' }),
    followers: z.array(z.object({ id: z.string(), name: z.string(), kept: z.boolean() })).register(described, { description: 'What follows from a task that would be done again and has been worked on: kept, or set aside' }),
  })
  .register(described, { id: 'Preview' })

export const commandReply = z.union([done, preview])

export const commandQuery = z.strictObject({ preview: z.enum(['true', 'false']).optional().register(described, { description: 'Answers with what would happen and changes nothing' }) })

/** Who is to take part, and as what. */
export const newParty = z.strictObject({ role: id, person: id.optional(), name: words.optional(), mustNotBeTold: z.boolean().optional() })

export const caseParams = z.strictObject({ ref: reference })

const SUBJECT_WORDS = `Write the kind and id of a record, as home:0198…; the kinds are ${subjectKind.options.join(', ')}.`
const SUBJECT = new RegExp(`^(${subjectKind.options.join('|')}):.{1,100}$`)

export const openCase = route({
  method: 'POST', path: '/api/v1/cases', tag: 'Cases', summary: 'Open a case', status: 201,
  query: commandQuery,
  body: z.strictObject({
    caseType: id,
    subject: z.strictObject({ kind: subjectKind, id }).optional(),
    fields: answers.optional(),
    priority: priority.optional(),
    owner: z.strictObject({ kind: z.enum(['person', 'team']), id }).optional().register(described, { description: 'Who is to own it; its rules find somebody when not said' }),
    parties: z.array(newParty).max(100).optional().register(described, { description: 'Who takes part from the start' }),
    strands: z.array(z.strictObject({ value: id, priority: priority.optional() })).max(100).optional().register(described, { description: 'What is progressed on its own from the start' }),
    contact: z.strictObject({ direction: z.enum(['in', 'out']), method: contactMethod, with: words.optional(), notes: lines.min(1) }).optional().register(described, { description: 'The call, letter or visit that led to the case: its first contact, at the moment of its opening' }),
    occurredAt: instant.optional(),
  }),
  reply: commandReply,
})

export const listCases = route({
  method: 'GET', path: '/api/v1/cases', tag: 'Cases', summary: 'List cases, newest first or as asked',
  query: z.strictObject({
    subject: z.string().regex(SUBJECT, { error: SUBJECT_WORDS }).optional(),
    status: caseStatus.optional(),
    caseType: id.optional(),
    owner: id.optional(),
    sort: caseSort.default('newest').register(described, { description: 'By when they were opened, or by when they are due: the most urgent first, those without a due date last' }),
    fields: z
      .string()
      .max(1000)
      .refine((text) => text.split(',').every(isSummaryField), { error: ({ input }) => fieldWords(String(input).split(',').filter((name) => !isSummaryField(name))) })
      .transform((text) => text.split(',') as (keyof CaseSummary)[])
      .optional()
      .register(described, { description: `Only these of each case, parted by commas: ${summaryFields.join(', ')}` }),
    ...page,
  }),
  reply: z.object({ items: z.array(caseSummary.partial().register(described, { id: 'ListedCase', description: 'With `fields` what was named, otherwise everything' })), next }),
})

function fieldWords([unknown = '']: string[]): string {
  return `There is no field "${unknown.slice(0, 60)}" of a case in a list; name ${summaryFields.join(', ')}, parted by commas.`
}

/** How a case is near to a record: about it, or about something that belongs to the same person, household, home or block, or to a neighbour. */
export const nearness = z.enum(['same', 'person', 'household', 'home', 'block', 'neighbour'])

export const listOpenCasesNear = route({
  method: 'GET', path: '/api/v1/open-cases', tag: 'Cases', summary: 'What is open at a record and around it, nearest first',
  query: z.strictObject({ near: z.string().regex(SUBJECT, { error: SUBJECT_WORDS }) }),
  reply: z.object({ items: z.array(caseSummary.extend({ near: nearness }).register(described, { id: 'NearCase' })), next }),
})

export const getCase = route({ method: 'GET', path: '/api/v1/cases/:ref', tag: 'Cases', summary: 'One case as it stands', params: caseParams, reply: caseRecord })

export const listEvents = route({
  method: 'GET', path: '/api/v1/cases/:ref/events', tag: 'Cases', summary: 'What happened to a case, in order',
  params: caseParams,
  query: z.strictObject({
    ...page,
    order: z.enum(['oldest', 'newest']).default('oldest').register(described, { description: 'Which comes first' }),
    types: z.string().max(1000).regex(/^[a-z-]+(,[a-z-]+)*$/, { error: 'Name types of event, or how they begin, parted by commas.' }).optional().register(described, { description: 'Only events of these types; clock- means all that begin so' }),
  }),
  reply: z.object({ items: z.array(caseEvent), next }),
})

/** The working of a due date as the engine gives it (`ClockExplanation`), and the same as plain text. */
export const explainClock = route({
  method: 'GET', path: '/api/v1/cases/:ref/clocks/:clock/explanation', tag: 'Cases', summary: 'The sum behind a due date',
  params: z.strictObject({ ref: reference, clock: id }),
  reply: z.looseObject({ title: z.string(), rule: z.string(), rows: z.array(z.unknown()), due: z.object({ on: z.string(), at: z.string(), words: z.string() }), firstDue: z.object({ on: z.string(), at: z.string(), words: z.string() }).optional(), text: z.string() }),
})

export type CaseRecord = z.infer<typeof caseRecord>
export type NearCase = CaseSummary & { near: z.infer<typeof nearness> }
export type CaseSort = z.infer<typeof caseSort>
export type CaseSummary = z.infer<typeof caseSummary>
export type CaseEventView = z.infer<typeof caseEvent>
export type ClockView = z.infer<typeof clock>
export type HoldView = z.infer<typeof hold>
export type LinkView = z.infer<typeof caseLink>
export type StageView = z.infer<typeof stage>
export type StrandView = z.infer<typeof strand>
export type PartyView = z.infer<typeof party>
export type Done = z.infer<typeof done>
export type Preview = z.infer<typeof preview>
