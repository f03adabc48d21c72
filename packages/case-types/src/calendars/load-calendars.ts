import { readFileSync } from 'node:fs'
import type { Calendar } from '@casement/engine'
import { loadCalendar } from './load-calendar.ts'

/** Every calendar version that is shipped. A new year's bank holidays are a new file, so that running clocks keep theirs. */
const FILES = ['england-and-wales-1.yaml', 'scotland-1.yaml', 'northern-ireland-1.yaml', 'united-kingdom-1.yaml']

let loaded: Calendar[] | undefined

/** The calendars of the library, always the same objects. Throws, naming file and place, when one is not as it must be. */
export function libraryCalendars(): Calendar[] {
  loaded ??= FILES.map(readCalendar)
  return loaded
}

function readCalendar(file: string): Calendar {
  const { calendar, findings } = loadCalendar(readFileSync(new URL(file, import.meta.url), 'utf8'), file)
  if (!calendar) throw new Error(`Calendar ${file} cannot be used:\n${findings.map(({ line, place, message, remedy }) => `  line ${line}, ${place}: ${message} ${remedy}`).join('\n')}`)
  return calendar
}
