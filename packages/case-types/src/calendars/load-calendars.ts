import { readFileSync } from 'node:fs'
import { type Calendar, dayNumber } from '@casement/engine'
import { parse } from 'yaml'
import { z } from 'zod'

/** Every calendar version that is shipped. A new year's bank holidays are a new file, so that running clocks keep theirs. */
const FILES = ['england-and-wales-1.yaml', 'scotland-1.yaml', 'northern-ireland-1.yaml', 'united-kingdom-1.yaml']

let loaded: Calendar[] | undefined

/** The calendars of the library, always the same objects. Throws, naming file and place, when one is not as it must be. */
export function libraryCalendars(): Calendar[] {
  loaded ??= FILES.map(readCalendar)
  return loaded
}

const civilDate = z.string().refine(isCivilDate, 'must be a date such as 2026-12-25')

const calendarFile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  version: z.int().min(1),
  name: z.string().min(1),
  zone: z.string().min(1),
  workingWeekdays: z.array(z.int().min(1).max(7)).min(1),
  knownFrom: civilDate,
  knownTo: civilDate,
  closedDays: z.array(z.strictObject({ date: civilDate, name: z.string().min(1) })).refine(isAscending, 'must be in order of date, each date once'),
})

function readCalendar(file: string): Calendar {
  const found = calendarFile.safeParse(parse(readFileSync(new URL(file, import.meta.url), 'utf8')))
  if (!found.success) throw new Error(`Calendar ${file} is not valid: ${z.prettifyError(found.error)}`)
  return found.data
}

function isCivilDate(text: string): boolean {
  try {
    return Number.isInteger(dayNumber(text))
  } catch {
    return false
  }
}

function isAscending(days: { date: string }[]): boolean {
  return days.every(({ date }, index) => date > (days[index - 1]?.date ?? ''))
}
