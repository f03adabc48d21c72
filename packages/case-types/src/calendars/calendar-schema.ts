import { isCivilDate, isTimeZone } from '@casement/engine'
import { z } from 'zod'
import { ownId, text, versionNumber } from '../word-schema.ts'

/** Calendars as files say them: those of the library and of landlords, and those that `casement clock` is given. */

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

const TIME = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/
const time = z.string().regex(TIME, { error: 'Write a time of day as 09:00; 24:00 is the end of the day.' })

export const date = z.string().refine((written) => /^(19|20|21)/.test(written) && isCivilDate(written), { error: 'Write a date that exists, from 1900 to 2199, as 2026-12-25.' })

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

/** What a calendar may say, wherever it is written. */
export const calendarWords = {
  timeZone: text.refine(isTimeZone, { error: 'There is no such time zone; write one as Europe/London.' }),
  openingHours: z
    .partialRecord(z.enum(weekdays), opening)
    .refine((hours) => Object.keys(hours).length > 0, { error: 'Name at least one weekday with its hours, or take openingHours out.' })
    .optional()
    .describe('By weekday; one that is left out is closed. Without it, working days from 09:00 to 17:00'),
  workingDays: z.array(z.enum(weekdays)).min(1).optional().describe('The weekdays that count as working days: those with opening hours when not said, else Monday to Friday'),
  holidays: z.array(holiday).optional().describe('Days that do not count, and on which nobody is there'),
  holidaysOf: text.optional().describe('A calendar that Casement has, whose closed days count here too'),
}

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

/** A calendar as a file of its own, one version to a file. */
export const calendarSchema = z
  .strictObject({
    id: ownId.regex(KEBAB, { error: 'An id is in small letters, digits and hyphens, as larkmere-homes.' }),
    version: versionNumber,
    name: text.max(200),
    ...calendarWords,
    knownFrom: date.optional().describe('The first day for which the holidays are known; always, or as the calendar of holidaysOf, when not said'),
    knownTo: date.optional().describe('The last day for which the holidays are known: a clock that counts past it says so'),
  })
  .meta({ title: 'Calendar', description: 'Which days count, and when somebody is there' })

export type WrittenCalendar = z.infer<typeof calendarSchema>

function isAscending(times: string[]): boolean {
  return times.every((found, index) => index === 0 || found >= times[index - 1]!)
}
