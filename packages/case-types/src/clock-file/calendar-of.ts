import { calendarAmong, type Calendar, type Finding } from '@casement/engine'
import { weekdays, type WrittenCalendar, type WrittenClock } from './clock-file-schema.ts'

const FROM_MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5]
/** Holidays of a file are all there are. */
const ALWAYS = { knownFrom: '0001-01-01', knownTo: '9999-12-31' }

/** A calendar by its id, or the one that is written out. */
export function calendarOf(written: WrittenClock['calendar'], library: Calendar[]): Calendar {
  return typeof written === 'string' ? calendarAmong(library)(written) : ownCalendar(written, library)
}

/** Names a calendar that is not there. */
export function unknownCalendar(written: WrittenClock['calendar'], library: Calendar[]): Finding | undefined {
  const [id, place] = typeof written === 'string' ? [written, 'calendar'] : [written.holidaysOf, 'calendar.holidaysOf']
  if (id === undefined || library.some((calendar) => calendar.id === id)) return undefined
  return { place, severity: 'error', message: `There is no calendar ${id}.`, remedy: `Name one of ${library.map((calendar) => calendar.id).join(', ')}; or write a calendar out.` }
}

function ownCalendar({ name = 'The calendar of the file', timeZone, openingHours, workingDays, holidays = [], holidaysOf }: WrittenCalendar, library: Calendar[]): Calendar {
  const base = holidaysOf === undefined ? undefined : calendarAmong(library)(holidaysOf)
  const days = workingDays ?? (openingHours ? weekdays.filter((day) => openingHours[day]) : undefined)
  const own = holidays.flatMap((holiday) => ('date' in holiday ? [{ date: holiday.date, name: holiday.name ?? 'Holiday' }] : []))
  return {
    id: 'of-the-file', version: 1, name, zone: timeZone, openingHours,
    ...(base ? { knownFrom: base.knownFrom, knownTo: base.knownTo } : ALWAYS),
    workingWeekdays: days?.map((day) => weekdays.indexOf(day) + 1) ?? FROM_MONDAY_TO_FRIDAY,
    closedDays: [...(base?.closedDays ?? []), ...own].toSorted((a, b) => a.date.localeCompare(b.date)),
    yearlyClosedDays: holidays.flatMap((holiday) => ('yearly' in holiday ? [{ day: holiday.yearly, name: holiday.name ?? 'Holiday' }] : [])),
  }
}
