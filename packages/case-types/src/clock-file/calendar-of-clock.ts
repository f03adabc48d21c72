import { calendarAmong, type Calendar, type Finding } from '@casement/engine'
import { calendarOf } from '../calendars/calendar-of.ts'
import type { WrittenClock } from './clock-file-schema.ts'

/** A calendar by its id, or the one that is written out. */
export function calendarOfClock(written: WrittenClock['calendar'], library: Calendar[]): Calendar {
  return typeof written === 'string' ? calendarAmong(library)(written) : calendarOf({ ...written, id: 'of-the-file', version: 1, name: written.name ?? 'The calendar of the file' }, library)
}

/** Names a calendar that is not there. */
export function unknownCalendar(written: WrittenClock['calendar'], library: Calendar[]): Finding | undefined {
  const [id, place] = typeof written === 'string' ? [written, 'calendar'] : [written.holidaysOf, 'calendar.holidaysOf']
  if (id === undefined || library.some((calendar) => calendar.id === id)) return undefined
  return { place, severity: 'error', message: `There is no calendar ${id}.`, remedy: `Name one of ${library.map((calendar) => calendar.id).join(', ')}; or write a calendar out.` }
}
