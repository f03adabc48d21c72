import type { Calendar } from '@casement/engine'
import { ALWAYS } from './calendar-of.ts'
import { weekdays, type WrittenCalendar } from './calendar-schema.ts'

/** A calendar in the words of its file, whole: what another version of it can be written from. */
export function writtenCalendar({ id, version, name, zone, workingWeekdays, openingHours, closedDays, yearlyClosedDays = [], knownFrom, knownTo }: Calendar): WrittenCalendar {
  return {
    id, version, name, timeZone: zone,
    workingDays: workingWeekdays.map((day) => weekdays[day - 1]!),
    ...(openingHours && { openingHours }),
    holidays: [...closedDays, ...yearlyClosedDays.map((yearly) => ({ yearly: yearly.day, name: yearly.name }))],
    ...(knownFrom !== ALWAYS.knownFrom && { knownFrom }),
    ...(knownTo !== ALWAYS.knownTo && { knownTo }),
  }
}
