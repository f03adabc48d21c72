/** A length of time, in one of the units a rule may count in. */
export type MoreTime =
  | { workingDays: number }
  | { days: number }
  | { weeks: number }
  | { months: number }
  | { hours: number }
  | { minutes: number }
  | { workingHours: number }
  | { workingMinutes: number }

/** Days, weeks and months may count the first day too ("28 days beginning with"), and move on from a day that is no working day. */
interface CalendarTime {
  inclusive?: boolean
  roll?: 'next-working-day'
}

/** A due day lasts to midnight, or to the end of opening hours. */
interface UntilClosing {
  until?: 'closing'
}

/**
 * How long a clock allows. Hours and minutes run on through nights and holidays; working hours and minutes are those of the calendar's
 * opening hours; months go to the corresponding date, in a short month to its last day.
 */
export type Allowance =
  | ({ workingDays: number } & UntilClosing)
  | ({ days: number } & CalendarTime & UntilClosing)
  | ({ weeks: number } & CalendarTime & UntilClosing)
  | ({ months: number } & CalendarTime & UntilClosing)
  | { hours: number }
  | { minutes: number }
  | { workingHours: number }
  | { workingMinutes: number }

export type DayAllowance = Extract<Allowance, { workingDays: number } | { days: number } | { weeks: number } | { months: number }>
export type TimeAllowance = Exclude<Allowance, DayAllowance>

export type UnitKey = 'workingDays' | 'days' | 'weeks' | 'months' | 'hours' | 'minutes' | 'workingHours' | 'workingMinutes'

const UNIT_KEYS: UnitKey[] = ['workingDays', 'days', 'weeks', 'months', 'hours', 'minutes', 'workingHours', 'workingMinutes']
const MINUTE = 60_000
const MILLISECONDS = { hours: 60 * MINUTE, minutes: MINUTE, workingHours: 60 * MINUTE, workingMinutes: MINUTE } as const

export function unitOf(allow: Allowance): UnitKey {
  for (const key of UNIT_KEYS) if (key in allow) return key
  throw new RangeError(`A length of time names its unit, such as { workingDays: 2 }, not ${JSON.stringify(allow)}`)
}

/** How many of its unit an allowance allows. */
export function amountOf(allow: Allowance): number {
  return (allow as Record<UnitKey, number>)[unitOf(allow)]
}

export function withAmount<Length extends Allowance>(allow: Length, amount: number): Length {
  return { ...allow, [unitOf(allow)]: amount }
}

/** Whether it is due on a day, not at a minute. */
export function isInDays(allow: Allowance): allow is DayAllowance {
  return 'workingDays' in allow || 'days' in allow || 'weeks' in allow || 'months' in allow
}

/** Whether only the opening hours of the calendar count. */
export function isInOpeningHours(allow: Allowance): boolean {
  return 'workingHours' in allow || 'workingMinutes' in allow
}

/** One of a unit of time in milliseconds. */
export function millisecondsOf(unit: UnitKey): number {
  return MILLISECONDS[unit as keyof typeof MILLISECONDS]
}

/** Whether the calendar's days or hours play a part in where an allowance ends. */
export function usesCalendar(allow: Allowance): boolean {
  return 'workingDays' in allow || isInOpeningHours(allow) || ('roll' in allow && allow.roll !== undefined) || ('until' in allow && allow.until !== undefined)
}
