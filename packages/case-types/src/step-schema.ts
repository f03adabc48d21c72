import { type StepDefinition, linkTypes } from '@casement/engine'
import { z } from 'zod'
import { allowance, clockSettings, length } from './clock-schema.ts'
import { fields } from './field-schema.ts'
import { allocationRule, basis, count, expression, listValue, rule, text } from './word-schema.ts'

const MOST_REPEATS = 100
const MOST_RUNS = 1000

const whom = z.union([z.literal('owner'), allocationRule], { error: 'Work is for owner, or for whom a rule finds: { team: … }, { role: … }, patch-officer, creator, continuity and so on.' })
const forWhom = z.union([whom, z.array(whom).min(1)]).meta({ id: 'ForWhom', description: 'Who has it; of a list the first that finds somebody decides' })

const fixed = z.boolean().optional().describe('The set stays as it was when its scope opened')

const forEach = z
  .union(
    [
      z.literal('strand'),
      z.strictObject({ parties: z.union([text, z.array(text).min(1)]).describe('The role, or roles, of the parties'), fixed }),
      z.strictObject({ records: text.describe('The kind, or the role, of the linked records'), fixed }),
      z.strictObject({ list: text.describe('The field of the case that holds several values of a list'), fixed }),
    ],
    { error: 'forEach is strand, { parties: a role }, { records: a kind or role } or { list: a field }.' },
  )
  .meta({ id: 'ForEach', description: 'For what the step is done: each has a run of its own' })

const lengthByField = (word: string) => z.union([length, z.strictObject({ by: text.describe('The field that chooses'), is: z.record(text, length), otherwise: length.optional() })], {
  error: `${word} is a length such as { weeks: 4 }, or { by: a field, is: { value: … } }.`,
})

const recurrence = z
  .strictObject({
    every: lengthByField('every'),
    from: z.enum(['due', 'done']).optional().describe('Counted from the previous slot, or from when the previous run was done'),
    until: z
      .strictObject({
        count: z.int().min(1).max(MOST_RUNS).optional().describe('So many runs'),
        lasts: length.optional().describe('So long after the first run'),
        date: text.optional().describe('The last day: a date field of the case, or a date'),
        when: expression.optional(),
        event: rule.optional(),
      })
      .optional()
      .describe('What ends it, whichever comes first'),
    onHold: z.enum(['skip', 'continue']).optional().describe('Whether a slot during a hold is skipped, or starts its run at the release'),
  })
  .meta({ id: 'Recurrence', description: 'Run after run, each a length of time after the one before' })

const plannedStart = z
  .strictObject({ by: lengthByField('by'), before: text.optional().describe('The date field before which it starts'), after: text.optional().describe('The date field after which it starts') })
  .meta({ id: 'PlannedStart', description: 'It starts so long before or after a date of the case, else so long after its events' })

const stepSettings = {
  id: text,
  name: text,
  after: rule.optional(),
  when: expression.optional(),
  cancelWhen: rule.optional(),
  required: z.union([z.boolean(), z.literal('once-started'), z.strictObject({ when: expression })], { error: 'required is true, false, once-started or { when: … }.' }).optional(),
  start: z.union([z.enum(['automatic', 'by-hand']), z.strictObject({ when: expression })], { error: 'start is automatic, by-hand or { when: … }.' }).optional(),
  repeatable: z
    .union([z.boolean(), z.strictObject({ atMost: count(MOST_RUNS).optional(), atOnce: count(MOST_REPEATS).optional(), while: expression.optional() })], {
      error: 'repeatable is true, false or { atMost: …, atOnce: …, while: … }.',
    })
    .optional(),
  recurs: recurrence.optional(),
  startsOn: plannedStart.optional(),
  clock: z.strictObject({ name: text.optional(), ...clockSettings }).optional(),
  guidance: text.optional(),
  forEach: forEach.optional(),
  waitingOn: z.enum(['us', 'resident', 'contractor', 'agency', 'landlord', 'court', 'another-team']).optional(),
  onRestart: z.literal('keep', { error: 'onRestart is keep: without it the step starts anew with its path.' }).optional().describe('Not run again when the path restarts before it'),
}

const priority = z.enum(['low', 'normal', 'high', 'urgent'])

const linkType = z.enum(linkTypes).describe('How the one case hangs together with the other')

const values = z.record(text, expression)

const effect = z.union(
  [
    z.strictObject({ set: values }),
    z.strictObject({ assign: allocationRule }),
    z.strictObject({ priority }),
    z.strictObject({ startStrand: z.strictObject({ value: text.describe('The value of the list, or element: the one for which the effect is done'), priority: priority.optional() }) }),
    z.strictObject({ endStrand: z.strictObject({ outcome: text.optional() }) }),
    z.strictObject({ open: z.strictObject({ caseType: text, link: linkType.optional(), fields: values.optional(), priority: priority.optional() }) }),
    z.strictObject({ link: z.strictObject({ case: text.describe('The field of the case that names the other case'), as: linkType }) }),
    z.strictObject({ startRecurrence: text }),
    z.strictObject({ endRecurrence: text }),
    z.strictObject({ webhook: text, body: values.optional() }),
  ],
  { error: 'An effect is { set: { field: expression } }, { assign: an owner }, { priority: high }, { startRecurrence: a step }, { endRecurrence: a step }, { startStrand: { value: … } }, { endStrand: { outcome: … } }, { open: { caseType: … } }, { link: { case: a field, as: follows } } or { webhook: a name }.' },
)

export const step: z.ZodType<StepDefinition> = z.lazy(() => stepForms).meta({ id: 'Step', description: 'One element of the path' })

const notWhoDid = z
  .union([text, z.array(text).min(1)], { error: 'notWhoDid is a step, or a list of steps.' })
  .optional()
  .describe('The step, or steps, of which whoever did one may not do this')

const outcome = z.union([text, z.strictObject({ ...listValue.shape, when: expression.optional(), needs: z.array(text).min(1).optional() })], { error: 'An outcome is a word, or { id: …, name: …, when: …, needs: [fields of the task] }.' })

const otherSystem = z
  .strictObject({ system: text.describe('What people call it'), url: text.describe('An https address with place-holders: {case.ref}, {case.subject}, {fields.home}') })
  .meta({ id: 'OtherSystem', description: 'Another system that whoever does the task opens' })

const nextStage = z
  .strictObject({ stage: text, reason: z.enum(['required', 'optional']).optional(), roles: z.array(text).min(1).optional().describe('Who may; everyone who works cases when not said') })
  .meta({ id: 'NextStage', description: 'A stage for which people may leave this one, out of order' })

const outcomes = z.array(z.union([text, listValue])).optional()

export const stepForms = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('task'), ...stepSettings, for: forWhom.optional(), onDemand: z.boolean().optional(), notWhoDid, fields: fields.optional(), assessment: text.optional(), outcomes: z.array(outcome).optional(), address: otherSystem.optional() }),
  z.strictObject({ kind: z.literal('message'), ...stepSettings, template: text, for: forWhom.optional(), notWhoDid, to: text.optional(), approve: text.optional(), automatic: z.boolean().optional() }),
  z.strictObject({
    kind: z.literal('decision'), ...stepSettings,
    match: z.enum(['first', 'all']).optional(),
    branches: z.array(z.strictObject({ id: text, name: text.optional(), when: expression })).min(1),
    otherwise: z.strictObject({ id: text, name: text.optional() }),
  }),
  z.strictObject({ kind: z.literal('milestone'), ...stepSettings, byHand: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('effect'), ...stepSettings, do: z.array(effect).min(1) }),
  z.strictObject({
    kind: z.literal('wait'), ...stepSettings,
    basis: basis.optional(), source: text.optional(), lasts: allowance.optional(), until: text.optional(),
    forEvent: text.optional(), timeOut: allowance.optional(), pausedBy: z.array(text).optional(),
  }),
  z.strictObject({ kind: z.literal('stage'), ...stepSettings, completes: z.enum(['when-required-done', 'when-all-done', 'by-hand']).optional(), onDemand: z.boolean().optional(), next: z.array(nextStage).optional(), outcomes, steps: z.array(step).min(1) }),
  z.strictObject({
    kind: z.literal('use'), ...stepSettings,
    fragment: text, version: z.int().min(1), with: z.record(text, z.union([text, z.number(), z.boolean()])).optional().describe('What each input is: an expression, or the name of a team, role or template'),
    onDemand: z.boolean().optional(), next: z.array(nextStage).optional(),
  }),
  z.strictObject({ kind: z.literal('finish'), ...stepSettings, outcome: text.optional() }),
])
