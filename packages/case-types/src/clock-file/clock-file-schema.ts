import { isCivilDate, isTimeZone } from '@casement/engine'
import { z } from 'zod'
import { allowance, clockSettings, moreTime } from '../clock-schema.ts'
import { text } from '../word-schema.ts'

/**
 * What `casement clock` reads: clocks to try, each with a calendar, a rule, what happened to it and the moment at which it is looked at.
 * Lengths of time, warnings and escalations are those of case types.
 */

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

const TIME = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/
const time = z.string().regex(TIME, { error: 'Write a time of day as 09:00; 24:00 is the end of the day.' })

const instant = z
  .string()
  .refine((written) => /^(19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(written) && !Number.isNaN(Date.parse(written)), { error: 'Write a moment from 1900 to 2199 with its offset, as 2026-12-15T09:41:00Z.' })
  .meta({ id: 'Moment', description: 'RFC 3339, with its offset: 2026-12-15T09:41:00Z' })

const date = z.string().refine((written) => /^(19|20|21)/.test(written) && isCivilDate(written), { error: 'Write a date that exists, from 1900 to 2199, as 2026-12-25.' })

const opening = z
  .strictObject({ opens: time, closes: time, breaks: z.array(z.strictObject({ from: time, to: time })).optional().describe('In order, inside the opening') })
  .superRefine(({ opens, closes, breaks = [] }, found) => {
    const times = [opens, ...breaks.flatMap(({ from, to }) => [from, to]), closes]
    if (!times.every((written) => TIME.test(written)) || (isAscending(times) && opens < closes)) return
    if (closes <= opens) found.addIssue({ code: 'custom', path: ['closes'], message: 'It closes before it opens. Write an opening past midnight at both days: one to 24:00, one from 00:00.' })
    else found.addIssue({ code: 'custom', path: ['breaks'], message: 'Breaks come in order, each inside the opening and none into the next.' })
  })
  .meta({ id: 'Opening', description: 'When somebody is there on a weekday, in wall clock time of the calendar’s time zone' })

const holiday = z.union(
  [
    z.strictObject({ date, name: text.optional() }),
    z.strictObject({ yearly: z.string().refine((day) => isCivilDate(`2028-${day}`), { error: 'Write a day of any year as 12-25.' }), name: text.optional() }),
  ],
  { error: 'A holiday is { date: 2026-12-25 } or { yearly: 12-25 }, with a name if you like.' },
)

const ownCalendar = z
  .strictObject({
    name: text.optional(),
    timeZone: text.refine(isTimeZone, { error: 'There is no such time zone; write one as Europe/London.' }),
    openingHours: z
      .partialRecord(z.enum(weekdays), opening)
      .refine((hours) => Object.keys(hours).length > 0, { error: 'Name at least one weekday with its hours, or take openingHours out.' })
      .optional()
      .describe('By weekday; one that is left out is closed. Without it, working days from 09:00 to 17:00'),
    workingDays: z.array(z.enum(weekdays)).min(1).optional().describe('The weekdays that count as working days: those with opening hours when not said, else Monday to Friday'),
    holidays: z.array(holiday).optional().describe('Days that do not count, and on which nobody is there'),
    holidaysOf: text.optional().describe('A calendar that Casement has, whose closed days count here too'),
  })
  .meta({ id: 'Calendar' })

const calendar = z.union([text.describe('The id of a calendar that Casement has: england-and-wales, scotland, northern-ireland, united-kingdom'), ownCalendar], { error: 'A calendar is the id of one that Casement has, or { timeZone, openingHours, holidays }.' })

const { basis, source, validity, notBefore, deemedAfter, warn, pausedBy, escalate, extend } = clockSettings

const rule = z
  .strictObject({ name: text.optional(), basis, source, allow: allowance, notBefore, deemedAfter, validity, warn, pausedBy: pausedBy.describe('The reasons for which it stops; every pause stops it when not said'), escalate, extend })
  .meta({ id: 'ClockRule', description: 'What a case type says of a clock' })

const reason = text.optional()
const entry = z
  .discriminatedUnion('event', [
    z.strictObject({ event: z.literal('started'), at: instant }),
    z.strictObject({ event: z.literal('paused'), at: instant, reason }),
    z.strictObject({ event: z.literal('resumed'), at: instant, reason: reason.describe('Which pause ends, where several are open') }),
    z.strictObject({ event: z.literal('extended'), at: instant, by: moreTime, reason }),
    z.strictObject({ event: z.literal('revised'), at: instant, allow: allowance.optional(), on: date.optional().describe('A new due day, of a rule that counts days'), dueAt: instant.optional().describe('A new due moment, of a rule that counts time'), reason }),
    z.strictObject({ event: z.literal('rated'), at: instant, allow: allowance.describe('What holds from then on, counted from the start'), reason }),
    z.strictObject({ event: z.literal('stopped'), at: instant }),
    z.strictObject({ event: z.literal('withdrawn'), at: instant, reason }),
  ])
  .meta({ id: 'LedgerEntry', description: 'One thing that happened to the clock' })

export const clockFileSchema = z
  .array(
    z.strictObject({
      id: text,
      calendar,
      rule,
      ledger: z.array(entry).min(1).describe('What happened to the clock, in order of time; it begins with started'),
      now: instant.describe('When it is looked at'),
    }),
  )
  .meta({ title: 'Clocks to try', description: 'What casement clock reads: due dates worked out from a calendar, a rule and what happened' })

export type WrittenClock = z.infer<typeof clockFileSchema>[number]
export type WrittenEntry = WrittenClock['ledger'][number]
export type WrittenCalendar = Exclude<WrittenClock['calendar'], string>

function isAscending(times: string[]): boolean {
  return times.every((found, index) => index === 0 || found >= times[index - 1]!)
}
