import { z } from 'zod'
import { basis, count, rule, text } from './word-schema.ts'

/** Ten years: a longer allowance is a slip of the pen, and time is counted through in steps. */
const MOST_DAYS = 3660
const HOURS_OF_A_DAY = 24
const MOST_REPEATS = 100

export const allowance = z
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

export const clockSettings = {
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

export const clock = z
  .strictObject({
    id: text, name: text, starts: rule, at: text.optional(), stops: rule, withdraws: rule.optional(), of: text.optional(), each: z.boolean().optional(),
    ...clockSettings,
  })
  .meta({ id: 'Clock', description: 'A deadline of the case, or of the step named by `of`' })
