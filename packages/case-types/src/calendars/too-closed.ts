import { countWorkingDays, dayNumber, openTimeBetween, startOf, HOUR, epochMilliseconds, type Calendar, type Finding } from '@casement/engine'

/** The longest clock must come to its end within the centuries in which days are counted: ten years of working days, and as much again by an extension. */
const LEAST = { workingDays: 24, hours: 100 }

/** A calendar in which next to nothing counts: its clocks would never be due. Asked of a year of each length, and of each year in which it names holidays. */
export function findTooClosed(calendar: Calendar): Finding[] {
  const years = new Set(['2027', '2028', ...calendar.closedDays.map(({ date }) => date.slice(0, 4))])
  for (const year of [...years].toSorted()) {
    if (countWorkingDays(calendar, dayNumber(`${year}-01-01`) - 1, dayNumber(`${year}-12-31`)) < LEAST.workingDays) {
      return [found('holidays', `Fewer than ${LEAST.workingDays} days of ${year} are working days.`, 'Take holidays out, or name more workingDays.')]
    }
    if (calendar.openingHours && hoursIn(calendar, year) < LEAST.hours) {
      return [found('openingHours', `It is open for less than ${LEAST.hours} hours in ${year}.`, 'Give more hours, or take openingHours out: then working days are open from 09:00 to 17:00.')]
    }
  }
  return []
}

function hoursIn(calendar: Calendar, year: string): number {
  const [from, to] = [`${year}-01-01`, `${Number(year) + 1}-01-01`].map((day) => epochMilliseconds(startOf(day, calendar.zone)))
  return openTimeBetween(calendar, from!, to!) / HOUR
}

function found(place: string, message: string, remedy: string): Finding {
  return { place, message, remedy, severity: 'error' }
}
