import { calendarAmong, type Calendar } from '@casement/engine'
import { weekdays, type WrittenCalendar } from './calendar-schema.ts'

const FROM_MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5]
/** Where nobody says otherwise, the holidays of a file are all there are. */
export const ALWAYS = { knownFrom: '0001-01-01', knownTo: '9999-12-31' }

/** The calendar that a file says, with the closed days of the other in it: a later version of that one changes nothing here. */
export function calendarOf({ id, version, name, timeZone, openingHours, workingDays, holidays = [], holidaysOf, knownFrom, knownTo }: WrittenCalendar, others: Calendar[]): Calendar {
  const base = holidaysOf === undefined ? undefined : calendarAmong(others)(holidaysOf)
  const days = workingDays ?? (openingHours ? weekdays.filter((day) => openingHours[day]) : undefined)
  const own = holidays.flatMap((holiday) => ('date' in holiday ? [{ date: holiday.date, name: holiday.name ?? 'Holiday' }] : []))
  const yearly = [...(base?.yearlyClosedDays ?? []), ...holidays.flatMap((holiday) => ('yearly' in holiday ? [{ day: holiday.yearly, name: holiday.name ?? 'Holiday' }] : []))]
  return {
    id, version, name, zone: timeZone,
    workingWeekdays: days?.map((day) => weekdays.indexOf(day) + 1) ?? FROM_MONDAY_TO_FRIDAY,
    closedDays: [...(base?.closedDays ?? []), ...own].toSorted((a, b) => a.date.localeCompare(b.date)),
    ...(yearly.length > 0 && { yearlyClosedDays: yearly }),
    ...(openingHours && { openingHours }),
    knownFrom: knownFrom ?? base?.knownFrom ?? ALWAYS.knownFrom,
    knownTo: knownTo ?? base?.knownTo ?? ALWAYS.knownTo,
  }
}
