import { addDays } from '../look/dates.ts'
import type { Day } from '../look/dates.ts'

/** Stretches of time that people ask about, with the words for them; the year of accounts begins in April. */
export const PERIODS = {
  'twelve-months': 'Last twelve months',
  'three-months': 'Last three months',
  'this-month': 'This month',
  'last-month': 'Last month',
  'this-year': 'This financial year',
  'last-year': 'Last financial year',
  own: 'From and to',
} as const

export type PeriodName = keyof typeof PERIODS

/** What the address remembers: which period, its own days where it has them, by month or week, and of which case type. */
export type InsightSearch = { period?: PeriodName; from?: Day; to?: Day; by?: 'week'; type?: string }

const DAY = /^(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const APRIL = 4
/** Weeks beyond this are more than a picture can show. */
const MOST_WEEKS = 60

/** Takes from an address what it may say, and drops the rest. */
export function readInsightSearch(search: Record<string, unknown>): InsightSearch {
  const { period, from, to, by, type } = search
  return {
    ...(typeof period === 'string' && Object.hasOwn(PERIODS, period) ? { period: period as PeriodName } : {}),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
    ...(by === 'week' ? { by } : {}),
    ...(typeof type === 'string' ? { type } : {}),
  }
}

/** What the address of a path remembers: how much of it is drawn, in per cent. */
export function readShownShare({ show }: Record<string, unknown>): { show?: number } {
  return typeof show === 'number' && Number.isInteger(show) && show > 0 && show <= 100 ? { show } : {}
}

/** The days that an address asks for, both included. */
export function daysOf({ period = 'twelve-months', from, to }: InsightSearch, today: Day): { from: Day; to: Day } {
  const thisYear = firstOfMonth(today, (monthOf(today) + 12 - APRIL) % 12)
  switch (period) {
    case 'twelve-months': return { from: firstOfMonth(today, 11), to: today }
    case 'three-months': return { from: firstOfMonth(today, 2), to: today }
    case 'this-month': return { from: firstOfMonth(today, 0), to: today }
    case 'last-month': return { from: firstOfMonth(today, 1), to: addDays(firstOfMonth(today, 0), -1) }
    case 'this-year': return { from: thisYear, to: today }
    case 'last-year': return { from: firstOfMonth(thisYear, 12), to: addDays(thisYear, -1) }
    case 'own': return { from: from ?? firstOfMonth(to ?? today, 11), to: to ?? (from !== undefined && from > today ? from : today) }
  }
}

/** "November", with the year when it is not this one: "December 2025". */
export function monthInWords({ from }: { from: Day }, today: Day): string {
  const month = new Date(`${from}T00:00:00Z`).toLocaleDateString('en-GB', { month: 'long', timeZone: 'UTC' })
  return from.slice(0, 4) === today.slice(0, 4) ? month : `${month} ${from.slice(0, 4)}`
}

/** Whether a period can be shown week by week. */
export function fitsWeeks({ from, to }: { from: Day; to: Day }): boolean {
  return addDays(from, MOST_WEEKS * 7) >= to
}

/** The first day of the month so many months before the one that a day lies in. */
function firstOfMonth(day: Day, before: number): Day {
  const months = Number(day.slice(0, 4)) * 12 + monthOf(day) - 1 - before
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`
}

function monthOf(day: Day): number {
  return Number(day.slice(5, 7))
}

function isDay(value: unknown): value is Day {
  return typeof value === 'string' && DAY.test(value) && addDays(value, 0) === value
}
