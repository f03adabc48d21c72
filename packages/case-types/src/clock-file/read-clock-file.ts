import type { Calendar, ClockLedger, Finding } from '@casement/engine'
import { schemaFaults } from '../schema-faults.ts'
import { libraryCalendars } from '../calendars/load-calendars.ts'
import { calendarOfClock, unknownCalendar } from './calendar-of-clock.ts'
import { clockFileSchema, type WrittenClock } from './clock-file-schema.ts'
import { ledgerOf } from './ledger-of.ts'

/** A clock that somebody wants to try. */
export interface ClockToTry {
  id: string
  calendar: Calendar
  ledger: ClockLedger
  now: string
}

/** Reads a JSON list of clocks, and names everything wrong with it at once, each with its place. */
export function readClockFile(json: string): { clocks: ClockToTry[]; findings: Finding[] } {
  const value = parse(json)
  if ('finding' in value) return { clocks: [], findings: [value.finding] }
  const read = clockFileSchema.safeParse(value.read)
  if (!read.success) return { clocks: [], findings: schemaFaults(read.error).map(({ finding }) => finding) }
  const found = read.data.map(readClock)
  return { clocks: found.flatMap(({ clock }) => (clock ? [clock] : [])), findings: found.flatMap(({ findings }) => findings) }
}

function parse(json: string): { read: unknown } | { finding: Finding } {
  try {
    return { read: JSON.parse(json) }
  } catch (error) {
    return { finding: { place: 'file', severity: 'error', message: `It is not JSON: ${error instanceof Error ? error.message : String(error)}.`, remedy: 'Put it right at that place.' } }
  }
}

function readClock(written: WrittenClock, index: number): { clock?: ClockToTry; findings: Finding[] } {
  const place = `[${index}]`
  const unknown = unknownCalendar(written.calendar, libraryCalendars())
  const { ledger, findings } = ledgerOf(written, place)
  if (unknown) return { findings: [{ ...unknown, place: `${place}.${unknown.place}` }, ...findings] }
  if (!ledger) return { findings }
  return { clock: { id: written.id, calendar: calendarOfClock(written.calendar, libraryCalendars()), ledger, now: written.now }, findings }
}
