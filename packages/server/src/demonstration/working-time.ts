import { type Calendar, addWorkingDays, civilDate, dayAt, dayNumber, epochMilliseconds, instantText, isWorkingDay, startOf } from '@casement/engine'
import type { Chance } from './chance.ts'

const MINUTE_MS = 60_000
const OPENS = 8 * 60 + 50
const CLOSES = 17 * 60 + 20
const MORNING_ENDS = 11 * 60 + 15

/** A moment in office hours, so many working days after an instant (before it, when negative); 0 is later that day, or the next one when it is too late. */
export function workingMomentAfter(from: string, { workingDays, calendar, chance }: { workingDays: number; calendar: Calendar; chance: Chance }): string {
  const day = dayNumber(dayAt(from, calendar.zone))
  const earliest = isWorkingDay(calendar, day) ? minuteOfDay(from, calendar) + 1 : CLOSES
  if (workingDays === 0 && earliest < CLOSES) return momentOf(day, chance.whole(Math.max(OPENS, earliest), CLOSES), calendar)
  return momentOf(addWorkingDays(calendar, day, workingDays === 0 ? 1 : workingDays), chance.whole(OPENS, CLOSES), calendar)
}

/** Any moment in office hours of a working day (a day number), or in its morning. */
export function momentOn(day: number, { calendar, chance, isMorning = false }: { calendar: Calendar; chance: Chance; isMorning?: boolean }): string {
  return momentOf(day, chance.whole(OPENS, isMorning ? MORNING_ENDS : CLOSES), calendar)
}

/** A moment in office hours of the first working day from a day on. */
export function firstWorkingMomentOn(day: number, { calendar, chance }: { calendar: Calendar; chance: Chance }): string {
  return momentOn(isWorkingDay(calendar, day) ? day : addWorkingDays(calendar, day, 1), { calendar, chance })
}

/**
 * A moment about when something due within hours is done: in office hours where there are any before it is due, else by
 * whoever is on call.
 */
export function urgentMoment(start: string, { due, share, calendar, chance }: { due: string; share: number; calendar: Calendar; chance: Chance }): string {
  const [from, to] = [epochMilliseconds(start), epochMilliseconds(due)]
  const wanted = instantText(from + Math.max(MINUTE_MS, Math.round(((to - from) * share) / MINUTE_MS) * MINUTE_MS))
  if (isInOfficeHours(wanted, calendar)) return wanted
  const opening = workingMomentAfter(wanted, { workingDays: 0, calendar, chance })
  if (opening < due) return opening
  const closing = momentOf(dayNumber(dayAt(start, calendar.zone)), CLOSES, calendar)
  return isInOfficeHours(start, calendar) && closing > start ? instantText(from + Math.round(((epochMilliseconds(closing) - from) * (0.3 + 0.7 * chance.next())) / MINUTE_MS) * MINUTE_MS + 1) : wanted
}

/** The last moment before `recorded` at which it may have been done: the same day, or the working day before. */
export function occurredBefore(recorded: string, { earliest, calendar, chance }: { earliest: string; calendar: Calendar; chance: Chance }): string | undefined {
  const today = dayNumber(dayAt(recorded, calendar.zone))
  const sameDay = chance.happens(0.75)
  const moment = sameDay
    ? instantText(epochMilliseconds(recorded) - chance.whole(15, 240) * MINUTE_MS)
    : momentOf(addWorkingDays(calendar, today, -1), chance.whole(OPENS, CLOSES), calendar)
  return moment > earliest && isInOfficeHours(moment, calendar) ? moment : undefined
}

export function isInOfficeHours(moment: string, calendar: Calendar): boolean {
  const minute = minuteOfDay(moment, calendar)
  return isWorkingDay(calendar, dayNumber(dayAt(moment, calendar.zone))) && minute >= OPENS && minute <= CLOSES + 1
}

function minuteOfDay(moment: string, { zone }: Calendar): number {
  return Math.floor((epochMilliseconds(moment) - epochMilliseconds(startOf(dayAt(moment, zone), zone))) / MINUTE_MS)
}

/** Clocks change on Sundays, when nobody works: minutes may be counted from midnight. */
function momentOf(day: number, minute: number, { zone }: Calendar): string {
  return instantText(epochMilliseconds(startOf(civilDate(day), zone)) + minute * MINUTE_MS)
}
