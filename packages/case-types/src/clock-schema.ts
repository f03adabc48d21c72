import { linkTypes } from '@casement/engine'
import { z } from 'zod'
import { basis, count, newHolder, rule, text } from './word-schema.ts'

/** Ten years: a longer allowance is a slip of the pen, and time is counted through in steps. */
const YEARS = 10
const MOST = {
  workingDays: YEARS * 366, days: YEARS * 366, weeks: YEARS * 52, months: YEARS * 12,
  hours: YEARS * 366 * 24, minutes: YEARS * 366 * 1440, workingHours: YEARS * 2000, workingMinutes: YEARS * 2000 * 60,
}
const MOST_REPEATS = 100

const until = z.literal('closing').optional().describe('A due day ends with its opening hours, not at midnight')
const inclusive = z.boolean().optional().describe('Count the first day too: "28 days beginning with"')
const roll = z.literal('next-working-day').optional().describe('Where the last day is no working day, the next one that is')

const times = [
  z.strictObject({ hours: count(MOST.hours) }),
  z.strictObject({ minutes: count(MOST.minutes) }),
  z.strictObject({ workingHours: count(MOST.workingHours).describe('Hours in the opening hours of the calendar') }),
  z.strictObject({ workingMinutes: count(MOST.workingMinutes).describe('Minutes in the opening hours of the calendar') }),
] as const

const allowanceError = 'A length of time is { workingDays: 2 }, { days: 28, inclusive: true }, { weeks: 4 }, { months: 1, roll: next-working-day }, { hours: 24 }, { minutes: 30 }, { workingHours: 8 } or { workingMinutes: 30 }.'

export const allowance = z
  .union(
    [
      z.strictObject({ workingDays: count(MOST.workingDays), until }),
      z.strictObject({ days: count(MOST.days), inclusive, roll, until }),
      z.strictObject({ weeks: count(MOST.weeks), inclusive, roll, until }),
      z.strictObject({ months: count(MOST.months).describe('To the same day of a later month, or the last day of a shorter one'), inclusive, roll, until }),
      ...times,
    ],
    { error: allowanceError },
  )
  .meta({ id: 'Allowance', description: 'A length of time in days, weeks, months or hours, of the calendar or of the clock on the wall' })

export const length = z
  .union(
    [
      z.strictObject({ workingDays: count(MOST.workingDays) }), z.strictObject({ days: count(MOST.days) }), z.strictObject({ weeks: count(MOST.weeks) }),
      z.strictObject({ months: count(MOST.months) }), z.strictObject({ hours: count(MOST.hours) }), z.strictObject({ minutes: count(MOST.minutes) }),
    ],
    { error: 'How long is { workingDays: 10 }, { days: 7 }, { weeks: 6 }, { months: 3 } or { hours: 36 }.' },
  )
  .meta({ id: 'Length', description: 'How far one moment lies from another: working days, days, weeks, calendar months, hours or minutes' })

export const moreTime = z
  .union([z.strictObject({ workingDays: count(MOST.workingDays) }), z.strictObject({ days: count(MOST.days) }), z.strictObject({ weeks: count(MOST.weeks) }), z.strictObject({ months: count(MOST.months) }), ...times], {
    error: 'An extension is by a length of time such as { workingDays: 10 }, { months: 2 } or { hours: 24 }.',
  })
  .meta({ id: 'MoreTime', description: 'A length of time that is added to another' })

const ratedAllowance = z
  .strictObject({
    by: text.describe('A field, priority, or an expression such as outcome("assess")'),
    targets: z.record(text, allowance).describe('By what that comes to'),
    otherwise: allowance.optional().describe('For everything else; without it no clock runs then'),
  })
  .meta({ id: 'RatedAllowance', description: 'A length of time that goes by something in the case' })

const revision = z
  .strictObject({
    roles: z.array(text).min(1).optional().describe('Who may revise; everyone who works cases when not said'),
    within: text.optional().describe('A clock of the case that its date may not pass'),
    mayPassStage: z.boolean().optional().describe('It may run past the clocks of the stages around it'),
  })
  .meta({ id: 'Revision', description: 'Who may set another target by hand, and within what it stays' })

const extension = z
  .strictObject({
    by: moreTime.describe('The most that all extensions together may add'),
    times: z.int().min(1).max(MOST_REPEATS).optional().describe('How often; once when not said'),
    noticeBeforeDue: text.optional().describe('The letter that must have gone out before the clock is past due'),
    roles: z.array(text).min(1).optional().describe('Who may extend; everyone who works cases when not said'),
    source: text.optional(),
    sourceAllows: moreTime.optional().describe('The most that the source allows'),
  })
  .meta({ id: 'Extension', description: 'How far a clock may be extended, how often and by whom, and who must be told first' })

const escalationPoint = z
  .strictObject({
    at: z.enum(['warning', 'due']).optional(),
    after: allowance.optional().describe('Counted from the due moment'),
    repeat: count(MOST_REPEATS).optional().describe('How often, each one `after` further'),
    do: z.array(
      z.union(
        [
          z.strictObject({ notify: z.union([newHolder, z.array(newHolder).min(1)]), digest: z.boolean().optional().describe('Once in the morning, with what else waits'), urgent: z.boolean().optional().describe('Also outside working hours') }),
          z.strictObject({ raisePriority: z.literal(true) }),
          z.strictObject({ reassign: newHolder }),
          z.strictObject({ addTask: z.union([text.describe('A task on demand'), z.strictObject({ name: text, for: newHolder.optional() })]) }),
          z.strictObject({ start: text.describe('A step on demand') }),
          z.strictObject({ open: z.strictObject({ caseType: text, link: z.enum(linkTypes).optional().describe('How the new case hangs together with this one') }) }),
        ],
        { error: 'An action is { notify: owner }, { raisePriority: true }, { reassign: a role }, { addTask: a task on demand } { start: a step on demand } or { open: { caseType: … } }.' },
      ),
    ),
  })
  .meta({ id: 'EscalationPoint', description: 'A moment at which a clock speaks up, and what it does' })

export const clockSettings = {
  basis: basis.optional(),
  source: text.optional(),
  allow: z.union([allowance, ratedAllowance], { error: allowanceError }),
  validity: z.boolean().optional().describe('It measures how long something is valid: when it is due, that has expired'),
  revise: z.union([z.boolean(), revision], { error: 'revise is true, false or { roles: …, within: … }.' }).optional().describe('Whether people may set another target by hand'),
  notBefore: allowance.optional().describe('Counted from the start: what is done earlier does not meet the clock'),
  deemedAfter: allowance.optional().describe('A letter is taken to have been received so long after it was sent, and the clock counts from then'),
  warn: allowance.optional().describe('Counted back from the due date'),
  pausedBy: z.array(text).optional().describe('The hold reasons that stop this clock; no other does'),
  escalate: z.array(escalationPoint).optional(),
  extend: extension.optional(),
  calendar: text.optional(),
  onRedo: z.enum(['keep', 'restart']).optional(),
  onReopen: z.enum(['keep', 'restart']).optional(),
}

export const clock = z
  .strictObject({
    id: text, name: text, starts: rule, at: text.optional(), stops: rule.optional(), noLaterThan: text.optional().describe('It starts when that clock is past due, if it has not started by then'), recurs: z.enum(['from-due', 'from-done']).optional().describe('When a run is met the next one starts'), withdraws: rule.optional(), of: text.optional(), each: z.boolean().optional(), per: z.literal('strand').optional().describe('Measured in each strand by itself'),
    ...clockSettings,
  })
  .meta({ id: 'Clock', description: 'A deadline of the case, or of the step named by `of`' })
