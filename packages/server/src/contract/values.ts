import { z } from 'zod'
import { described } from './described.ts'

/** The most rows that one page of a list holds. */
export const MOST_ROWS = 200
const USUAL_ROWS = 50

/** Letters, digits and the marks between them: what ids and references are made of. */
export const id = z.string().min(1).max(100)

/** A version of a case type, a calendar or a fragment, in an address. */
export const versionNumber = z.string().regex(/^[1-9]\d{0,8}$/, { error: 'Give a version number.' }).transform(Number)
export const versionParams = z.strictObject({ id, version: versionNumber })

/** Of a case. People write it in lower case, too. */
export const reference = id.toUpperCase()

/** What is written as a moment and is none, as on 30 February or at 24:00. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
const NO_SUCH_DAY = 'There is no such day or time from 1900 to 2199.'

/** A moment with its offset, as UTC text of one form, so that moments compare as text. */
export const instant = z.iso
  .datetime({ offset: true, abort: true, error: ({ input }) => (MOMENT.test(String(input)) ? NO_SUCH_DAY : 'Write a moment as 2026-12-15T09:41:00Z, with its offset.') })
  .regex(/^(19|20|21)/, { error: 'Give a moment from 1900 to 2199.' })
  .overwrite((text) => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString()))
  .register(described, { description: 'RFC 3339, with its offset' })

export const civilDate = z.iso.date({ abort: true, error: 'Write a date as 2026-12-15.' }).regex(/^(19|20|21)/, { error: 'Give a day from 1900 to 2199.' })

/** A day means until its last instant in the landlord's time zone. */
export const instantOrDay = z.union([instant, civilDate], { error: ({ input }) => (MOMENT.test(String(input)) || /^\d{4}-\d\d-\d\d$/.test(String(input)) ? NO_SUCH_DAY : 'Write a date as 2026-12-15 or a moment as 2026-12-15T09:41:00Z.') })

/** A few words of a person; `lines` is for what may be long. */
export const words = z.string().trim().min(1).max(500)
export const lines = z.string().trim().max(20_000)

/** More time for a clock, in one unit. */
const amount = (most: number) => z.int().min(1).max(most)
export const moreTime = z.union(
  [
    z.strictObject({ workingDays: amount(3660) }), z.strictObject({ days: amount(3660) }), z.strictObject({ weeks: amount(520) }), z.strictObject({ months: amount(120) }),
    z.strictObject({ hours: amount(87_840) }), z.strictObject({ minutes: amount(5_270_400) }), z.strictObject({ workingHours: amount(20_000) }), z.strictObject({ workingMinutes: amount(1_200_000) }),
  ],
  { error: 'Write how much, as { "workingDays": 5 }.' },
)

/** Another target for a clock: a day, a moment, or a length from its start. */
export const newTarget = z.union([z.strictObject({ on: civilDate }), z.strictObject({ at: instant }), ...moreTime.options], { error: 'Write a day, as { "on": "2026-12-15" }, a moment, as { "at": "2026-12-15T17:00:00Z" }, or a length, as { "workingDays": 5 }.' })

export const answers = z.record(z.string().max(100), z.unknown()).register(described, { description: 'Values by field id; the case type says what each may hold' })

export const priority = z.enum(['low', 'normal', 'high', 'urgent'])

export const contactMethod = z.enum(['phone', 'visit', 'letter', 'e-mail', 'text', 'in-person', 'other'])

export const accessOutcome = z.enum(['let-in', 'no-answer', 'refused', 'not-convenient', 'other'])

export const waitingOn = z.enum(['us', 'resident', 'contractor', 'agency', 'landlord', 'court', 'another-team'])

export const subjectKind = z.enum(['person', 'household', 'tenancy', 'home', 'block', 'asset', 'case', 'none'])

/** The records that the API can show. */
export const recordKind = z.enum(['person', 'home', 'tenancy'])

/** What search finds. */
export const foundKind = z.enum(['person', 'household', 'home', 'block', 'tenancy', 'case'])

export const page = {
  cursor: z.string().max(500).optional().register(described, { description: 'The `next` of the page before' }),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, { error: `Give a whole number from 1 to ${MOST_ROWS}.` })
    .transform(Number)
    .refine((rows) => rows <= MOST_ROWS, { error: `Ask for at most ${MOST_ROWS} rows; \`next\` leads to the rest.` })
    .default(USUAL_ROWS)
    .register(described, { type: 'integer', minimum: 1, maximum: MOST_ROWS, default: USUAL_ROWS }),
}

/** Cursor of the next page; null at the end. */
export const next = z.string().nullable()

/** A person, team or role by id, with the name that people read. */
export const holder = z.object({ kind: z.enum(['person', 'team', 'role']), id: z.string(), name: z.string() })

export const named = z.object({ id: z.string(), name: z.string() })
