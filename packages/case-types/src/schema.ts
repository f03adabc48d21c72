import type { CaseTypeDefinition, ClockDefinition, FieldDefinition, Rule, StepDefinition } from '@casement/engine'
import { z } from 'zod'

/**
 * The notation of case types as one schema: what a file may hold, key by key; a key that is not here is a finding.
 * The engine's `CaseTypeDefinition` says the same in types; the proof at the end of this file keeps the two equal.
 */

/** Ten years: a longer allowance is a slip of the pen, and time is counted through in steps. */
const MOST_DAYS = 3660
const HOURS_OF_A_DAY = 24
const MOST_REPEATS = 100
const MOST_RUNS = 1000

const text = z.string().min(1)
const expression = text.describe('A FEEL expression over the fields of the case')
const count = (most: number) => z.int().min(0).max(most)

const listValue = z.strictObject({ id: text, name: text }).meta({ id: 'ListValue', description: 'A value of a list: what is stored, and what people read' })

const datedValue = z
  .strictObject({
    id: text,
    name: text,
    from: z.iso.date().optional().describe('The first day: cases opened before it cannot choose the value'),
    until: z.iso.date().optional().describe('The last day: cases opened after it cannot choose the value'),
  })
  .meta({ id: 'DatedValue', description: 'A value of a list, and the days on which a case must have been opened to choose it' })

const allowance = z
  .union(
    [
      z.strictObject({ workingDays: count(MOST_DAYS) }),
      z.strictObject({ days: count(MOST_DAYS), inclusive: z.boolean().optional().describe('Count the first day too: "28 days beginning with"') }),
      z.strictObject({ hours: count(MOST_DAYS * HOURS_OF_A_DAY) }),
    ],
    { error: 'A length of time is { workingDays: 2 }, { days: 28, inclusive: true } or { hours: 24 }.' },
  )
  .meta({ id: 'Allowance', description: 'A length of time: working days, calendar days or hours' })

const moreTime = z
  .union([z.strictObject({ workingDays: count(MOST_DAYS) }), z.strictObject({ days: count(MOST_DAYS) }), z.strictObject({ hours: count(MOST_DAYS * HOURS_OF_A_DAY) })], {
    error: 'An extension is by { workingDays: 10 }, { days: 14 } or { hours: 24 }.',
  })
  .meta({ id: 'MoreTime', description: 'A length of time that is added to another' })

const extension = z
  .strictObject({
    by: moreTime.describe('The most that all extensions together may add'),
    times: z.int().min(1).max(MOST_REPEATS).optional().describe('How often; once when not said'),
    noticeBeforeDue: text.optional().describe('The letter that must have gone out before the clock is past due'),
    roles: z.array(text).min(1).optional().describe('Who may extend; everyone who works cases when not said'),
    source: text.optional(),
  })
  .meta({ id: 'Extension', description: 'How far a clock may be extended, how often and by whom, and who must be told first' })

const subjectKinds = ['person', 'household', 'tenancy', 'home', 'block', 'asset', 'case', 'none'] as const
const subjectKind = z.enum(subjectKinds)

const ownerRule = z
  .union([z.literal('patch-officer'), z.literal('creator'), z.strictObject({ team: text })], { error: 'An owner is patch-officer, creator or { team: … }.' })
  .meta({ id: 'OwnerRule' })

const basis = z.enum(['law', 'code', 'landlord']).describe('Who sets this limit; shown on screen')

const escalationPoint = z
  .strictObject({
    at: z.enum(['warning', 'due']).optional(),
    after: allowance.optional().describe('Counted from the due moment'),
    repeat: count(MOST_REPEATS).optional().describe('How often, each one `after` further'),
    do: z.array(
      z.union([z.strictObject({ notify: text }), z.strictObject({ raisePriority: z.literal(true) }), z.strictObject({ reassign: text })], {
        error: 'An action is { notify: owner }, { raisePriority: true } or { reassign: a role }.',
      }),
    ),
  })
  .meta({ id: 'EscalationPoint', description: 'A moment at which a clock speaks up, and what it does' })

const fieldSettings = {
  name: text.optional(),
  help: text.optional(),
  required: z.boolean().optional(),
  requireWhen: expression.optional(),
  showWhen: expression.optional(),
  personal: z.enum(['personal', 'special-category']).optional(),
  from: subjectKind.optional().describe('The record that fills the field when the case opens'),
  writes: text.optional().describe('The case field that this task field also writes'),
}

const oneOfKinds = 'A field has exactly one kind: text, number, date, time, yesNo, choice, list, documents, person or record.'

const fieldForms = z.union(
  [
    z.strictObject({ ...fieldSettings, text: z.strictObject({ max: count(100_000).optional(), lines: count(100).optional() }) }),
    z.strictObject({ ...fieldSettings, number: z.strictObject({ min: z.number().optional(), max: z.number().optional(), unit: text.optional() }) }),
    z.strictObject({ ...fieldSettings, date: z.strictObject({ notFuture: z.boolean().optional() }) }),
    z.strictObject({ ...fieldSettings, time: z.strictObject({}) }),
    z.strictObject({ ...fieldSettings, yesNo: z.strictObject({}) }),
    z.strictObject({ ...fieldSettings, choice: text.describe('The list to choose one value from') }),
    z.strictObject({ ...fieldSettings, list: text.describe('The list to choose several values from') }),
    z.strictObject({ ...fieldSettings, documents: text.describe('What kind of documents: image, pdf or any') }),
    z.strictObject({ ...fieldSettings, person: z.strictObject({}) }),
    z.strictObject({ ...fieldSettings, record: subjectKind }),
  ],
  { error: oneOfKinds },
)

const fields = z.record(text, fieldForms.meta({ id: 'Field', description: oneOfKinds }))

// Recursive: the type is given here and proved below.
const rule: z.ZodType<Rule> = z.lazy(() => ruleForms).meta({ id: 'Rule', description: 'Which events must have happened: a name, a list (all of them), or all, any, on' })

const ruleForms = z.union(
  [
    text,
    z.array(rule).min(1),
    z.strictObject({ all: z.array(rule).min(1), when: expression.optional() }),
    z.strictObject({ any: z.array(rule).min(1), when: expression.optional() }),
    z.strictObject({ on: rule, when: expression.optional(), fresh: z.boolean().optional() }),
  ],
  { error: 'A rule is the name of an event, a list of them, or { all: … }, { any: … }, { on: …, when: … }.' },
)

const clockSettings = {
  basis: basis.optional(),
  source: text.optional(),
  allow: allowance,
  warn: allowance.optional().describe('Counted back from the due date'),
  pausedBy: z.array(text).optional().describe('The hold reasons that stop this clock; no other does'),
  escalate: z.array(escalationPoint).optional(),
  extend: extension.optional(),
  calendar: text.optional(),
  onRedo: z.enum(['keep', 'restart']).optional(),
  onReopen: z.enum(['keep', 'restart']).optional(),
}

const clock = z
  .strictObject({
    id: text, name: text, starts: rule, at: text.optional(), stops: rule, withdraws: rule.optional(), of: text.optional(), each: z.boolean().optional(),
    ...clockSettings,
  })
  .meta({ id: 'Clock', description: 'A deadline of the case, or of the step named by `of`' })

const forWhom = z
  .union([z.literal('owner'), z.strictObject({ team: text }), z.strictObject({ role: text })], { error: 'A task is for owner, { team: … } or { role: … }.' })
  .meta({ id: 'ForWhom' })

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
  clock: z.strictObject({ name: text.optional(), ...clockSettings }).optional(),
  guidance: text.optional(),
  waitingOn: z.enum(['us', 'resident', 'contractor', 'agency', 'landlord', 'court', 'another-team']).optional(),
}

const priority = z.enum(['low', 'normal', 'high', 'urgent'])

const effect = z.union([z.strictObject({ set: z.record(text, expression) }), z.strictObject({ assign: ownerRule }), z.strictObject({ priority })], {
  error: 'An effect is { set: { field: expression } }, { assign: an owner } or { priority: high }.',
})

const step: z.ZodType<StepDefinition> = z.lazy(() => stepForms).meta({ id: 'Step', description: 'One element of the path' })

const notWhoDid = z
  .union([text, z.array(text).min(1)], { error: 'notWhoDid is a step, or a list of steps.' })
  .optional()
  .describe('The step, or steps, of which whoever did one may not do this')

const stepForms = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('task'), ...stepSettings, for: forWhom.optional(), onDemand: z.boolean().optional(), notWhoDid, fields: fields.optional(), outcomes: z.array(z.union([text, listValue])).optional() }),
  z.strictObject({ kind: z.literal('message'), ...stepSettings, template: text, for: forWhom.optional(), notWhoDid, to: text.optional() }),
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
  z.strictObject({ kind: z.literal('stage'), ...stepSettings, completes: z.enum(['when-required-done', 'when-all-done', 'by-hand']).optional(), steps: z.array(step).min(1) }),
  z.strictObject({ kind: z.literal('finish'), ...stepSettings, outcome: text.optional() }),
])

const narrowing = z.union([z.literal(false), z.array(text), text], { error: 'Write false, a list of roles, or an expression.' }).optional()

/** A whole case type, as its file says it. */
export const caseTypeSchema = z
  .strictObject({
    id: text,
    version: z.int().min(1),
    name: text,
    reference: z.string().regex(/^[A-Z]{2,3}$/, { error: 'A reference begins with two or three capitals, such as SA.' }),
    category: text.optional(),
    about: z.union([subjectKind, z.array(subjectKind).min(1)], { error: `A case is about one of ${subjectKinds.join(', ')}, or about one of a list of them.` }),
    nation: z.enum(['england', 'wales', 'scotland', 'northern-ireland']).optional(),
    effectiveFrom: z.iso.date().optional(),
    keywords: z.array(text).optional(),
    guidance: text.optional(),
    sources: z.array(z.strictObject({ name: text, where: text.optional() })).optional(),
    start: z.array(text).optional(),
    calendar: text,
    owner: z.array(ownerRule).optional(),
    fields: fields.optional(),
    lists: z.record(text, z.array(datedValue)).optional(),
    holdReasons: z.array(listValue).optional(),
    closureReasons: z.array(listValue).optional(),
    gates: z.array(z.strictObject({ id: text, name: text, when: expression })).optional(),
    allow: z.strictObject({ close: narrowing, cancel: narrowing, reopen: narrowing, redo: narrowing, addTask: narrowing, hold: narrowing }).optional(),
    clocks: z.array(clock).optional(),
    steps: z.array(step).min(1),
  })
  .meta({ title: 'Case type', description: 'A versioned description of one procedure of a landlord' })

/** Every key made compulsory, so that a key which only one side knows is seen. */
type Whole<T> = T extends (infer Element)[] ? Whole<Element>[] : T extends object ? { [Key in keyof T]-?: Whole<T[Key]> } : T
type Same<A, B> = [Whole<A>] extends [Whole<B>] ? ([Whole<B>] extends [Whole<A>] ? true : false) : false

/** Does not compile when schema and engine part. */
export const schemaMatchesEngine: {
  caseType: Same<z.infer<typeof caseTypeSchema>, CaseTypeDefinition>
  step: Same<z.infer<typeof stepForms>, StepDefinition>
  rule: Same<z.infer<typeof ruleForms>, Rule>
  clock: Same<z.infer<typeof clock>, ClockDefinition>
  field: Same<z.infer<typeof fieldForms>, FieldDefinition>
} = { caseType: true, step: true, rule: true, clock: true, field: true }
