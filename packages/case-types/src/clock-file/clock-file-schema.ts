import { z } from 'zod'
import { allowance, clockSettings, moreTime } from '../clock-schema.ts'
import { calendarWords, date } from '../calendars/calendar-schema.ts'
import { text } from '../word-schema.ts'

/**
 * What `casement clock` reads: clocks to try, each with a calendar, a rule, what happened to it and the moment at which it is looked at.
 * Lengths of time, warnings and escalations are those of case types.
 */

const instant = z
  .string()
  .refine((written) => /^(19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(written) && !Number.isNaN(Date.parse(written)), { error: 'Write a moment from 1900 to 2199 with its offset, as 2026-12-15T09:41:00Z.' })
  .meta({ id: 'Moment', description: 'RFC 3339, with its offset: 2026-12-15T09:41:00Z' })

const ownCalendar = z.strictObject({ name: text.optional(), ...calendarWords }).meta({ id: 'Calendar' })

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
