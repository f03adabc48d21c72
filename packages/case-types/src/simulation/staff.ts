import { HOUR, civilDate, dayAt, dayNumber, epochMilliseconds, instantText, isWorkingDay, startOf, type Actor, type Calendar } from '@casement/engine'
import type { Chance } from './chance.ts'

/** Somebody who works cases, and the days on which they are away. */
interface Colleague {
  actor: Actor
  away: { from: number; to: number }[]
}

export type Staff = Colleague[]

const OPENS = 9
const CLOSES = 17
const HOLIDAYS_A_YEAR = 3
const LONGEST_HOLIDAY = 14
const YEARS = 4

const OFFICE = [['officer', 4, ['officer']], ['manager', 2, ['officer', 'manager']], ['administrator', 1, ['officer', 'manager', 'administrator']]] as const

/** A small office: four officers, two managers and an administrator, each with holidays of their own. */
export function hire(chance: Chance, from: string): Staff {
  return OFFICE.flatMap(([name, count, roles]) => Array.from({ length: count }, (_, index) => ({
    actor: { kind: 'person' as const, id: `${name}-${index + 1}`, roles: [...roles] },
    away: Array.from({ length: HOLIDAYS_A_YEAR * YEARS }, () => holidayOf(chance, from)),
  })))
}

function holidayOf(chance: Chance, opened: string): { from: number; to: number } {
  const from = dayNumber(opened.slice(0, 10)) + chance.under(365 * YEARS)
  return { from, to: from + 1 + chance.under(LONGEST_HOLIDAY) }
}

/** The next moment from `instant` on at which the office is open, and somebody who is there then. */
export function whoIsAtWork(staff: Staff, { instant, calendar, chance }: { instant: string; calendar: Calendar; chance: Chance }): { now: string; actor: Actor } {
  for (let day = dayNumber(dayAt(instant, calendar.zone)), at = instant; ; day += 1) {
    const midnight = epochMilliseconds(startOf(civilDate(day), calendar.zone))
    const present = isWorkingDay(calendar, day) ? staff.filter(({ away }) => !away.some(({ from, to }) => from <= day && day < to)) : []
    const opens = midnight + OPENS * HOUR
    const now = Math.max(epochMilliseconds(at), opens)
    const found = now < midnight + CLOSES * HOUR ? chance.oneOf(present) : undefined
    if (found) return { now: instantText(now), actor: found.actor }
    at = instantText(midnight)
  }
}
