import { z } from 'zod'
import { action } from './actions.ts'
import { assessment } from './assessments.ts'
import { described } from './described.ts'
import { named, subjectKind } from './values.ts'

/** A question to be answered, with what it may hold. */
export const field = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['text', 'number', 'date', 'time', 'yesNo', 'choice', 'list', 'documents', 'person', 'record']),
    help: z.string().optional(),
    required: z.boolean(),
    showWhen: z.string().optional().register(described, { description: 'It is asked, and counts, only while this holds' }),
    requireWhen: z.string().optional().register(described, { description: 'It is needed also while this holds' }),
    options: z.array(named).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    lines: z.number().optional(),
    unit: z.string().optional(),
    notFuture: z.boolean().optional(),
    record: subjectKind.optional().register(described, { description: 'The kind of record whose id it holds; of a case, its reference' }),
    value: z.unknown().optional(),
  })
  .register(described, { id: 'Field' })

export const taskState = z.enum(['waiting', 'offered', 'live', 'on-hold', 'completed', 'skipped', 'cancelled', 'superseded'])

/** When it is due: the moment, its civil day, and when it starts to warn. */
export const due = {
  dueAt: z.string().nullable(),
  dueOn: z.string().nullable(),
  warnAt: z.string().nullable(),
}

/** A party, a linked record, a value of a list or a strand, for which something is done. */
export const element = z.object({ kind: z.enum(['party', 'record', 'value', 'strand']), id: z.string(), name: z.string() })

/** One thing that people see in a case: a task, letter, milestone, decision or wait. */
export const task = z
  .object({
    id: z.string(),
    step: z.string(),
    name: z.string().register(described, { description: 'As people read it: with the name of that for which it is done, where it is done for each of several' }),
    kind: z.string(),
    element: element.nullable().register(described, { description: 'For whom or what it is done, where its step is done for each of several' }),
    stage: z.string().nullable().register(described, { description: 'Id of the stage step around it' }),
    state: taskState,
    required: z.boolean(),
    assignee: z.object({ kind: z.enum(['person', 'team', 'role']), id: z.string(), name: z.string(), owner: z.boolean().optional() }).nullable(),
    coversFor: named.nullable().register(described, { description: 'Who is away, for whom whoever has it covers' }),
    clock: z.string().nullable().register(described, { description: 'The clock that gives the due date; its explanation shows the working' }),
    ...due,
    basis: z.enum(['law', 'code', 'landlord']).nullable(),
    outcome: z.string().nullable(),
    outcomes: z.array(named.extend({ needs: z.array(z.string()).optional().register(described, { description: 'The fields that it needs, whatever else they are' }) })),
    fields: z.array(field),
    assessment: assessment.optional(),
    notes: z.string().optional(),
    plannedOn: z.string().nullable().register(described, { description: 'The day on which it is to start, while it waits for that: it recurs, or starts so long before or after something' }),
    draft: z
      .object({ outcome: z.string().optional(), fields: z.record(z.string(), z.unknown()), notes: z.string().optional(), savedAt: z.string(), savedBy: z.string() })
      .nullable()
      .register(described, { description: 'What somebody has written down of it without completing it, by name and when' }),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    guidance: z.string().nullable(),
    address: z.object({ system: z.string(), url: z.string() }).nullable().register(described, { description: 'Another system that whoever does the task opens, with what it is told of the case; while the task is to be done' }),
    after: z.array(z.string()).register(described, { description: 'Names of the steps that it waits for, while it waits' }),
    waitingOn: z.string().nullable(),
    forEvent: z.string().nullable().register(described, { description: 'The outside event that it waits for, while it waits: recording it answers the wait' }),
    letter: z.enum(['draft', 'prepared', 'ready', 'approved', 'sending', 'failed', 'sent']).nullable().register(described, { description: 'How far a letter has come: a draft is made ready, and approved by another; what is prepared is sent by whoever it is for; what is sending or failed waits for somebody to say that it went out' }),
    ended: z.string().optional().register(described, { description: 'Why it was cancelled or skipped' }),
    redoOf: z.string().optional(),
    corrects: z.string().optional().register(described, { description: 'The letter that it corrects' }),
    rests: z.boolean().register(described, { description: 'It rests on an answer that was superseded' }),
    actions: z.array(action).register(described, { description: 'What may be done with it, and why not; of a task that is over what may still be done, and why it cannot be completed' }),
  })
  .register(described, { id: 'Task' })

export type Field = z.infer<typeof field>
export type Task = z.infer<typeof task>
export type TaskState = z.infer<typeof taskState>
