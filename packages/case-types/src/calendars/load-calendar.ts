import type { Calendar, Finding } from '@casement/engine'
import { inOrderOfLines, readCaseTypeFile, type PlacedFinding } from '../case-type-file.ts'
import { schemaFaults } from '../schema-faults.ts'
import { calendarOf } from './calendar-of.ts'
import { calendarSchema, type WrittenCalendar } from './calendar-schema.ts'
import { findTooClosed } from './too-closed.ts'

export interface LoadedCalendar {
  name: string
  /** Ready to be counted in; absent when something is wrong with it. */
  calendar?: Calendar
  findings: PlacedFinding[]
}

/** Reads the text of a calendar, YAML or JSON, and names everything wrong with it at once. `others` are those that are there already, the latest version of each last. */
export function loadCalendar(text: string, name: string, others: Calendar[] = []): LoadedCalendar {
  const file = readCaseTypeFile(text)
  if (file.findings.length > 0) return { name, findings: file.findings }
  const parsed = calendarSchema.safeParse(file.value)
  const faults = [...(parsed.success ? [] : schemaFaults(parsed.error).map(({ finding }) => finding)), ...faultsOf(soundPart(file.value), others)]
  const calendar = parsed.success && faults.length === 0 ? calendarOf(parsed.data, others) : undefined
  const findings = [...faults, ...(calendar ? findTooClosed(calendar) : [])]
  const placed = inOrderOfLines(findings.map((finding) => ({ ...finding, ...file.locate(finding.place) })))
  return { name, calendar: placed.length === 0 ? calendar : undefined, findings: placed }
}

/** What follows the schema, key by key, so that what else is wrong with it is told at once. */
function soundPart(value: unknown): Partial<WrittenCalendar> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(calendarSchema.shape).flatMap(([key, shape]) => {
    const read = shape.safeParse((value as Record<string, unknown>)[key])
    return read.success ? [[key, read.data]] : []
  }))
}

function faultsOf({ id, timeZone, holidays = [], holidaysOf, knownFrom, knownTo }: Partial<WrittenCalendar>, others: Calendar[]): Finding[] {
  const findings: [place: string, message: string, remedy: string][] = []
  if (holidaysOf !== undefined && !others.some((other) => other.id === holidaysOf)) findings.push(['holidaysOf', `There is no calendar ${holidaysOf}.`, namesOf(others)])
  const before = others.findLast((other) => other.id === id)
  if (before && timeZone !== undefined && timeZone !== before.zone) findings.push(['timeZone', `${before.name}, version ${before.version}, is in ${before.zone}.`, 'A calendar keeps its time zone, because cases have their days by it. Write that one, or give this calendar another id.'])
  if (knownFrom !== undefined && knownTo !== undefined && knownTo < knownFrom) findings.push(['knownTo', `${knownTo} lies before ${knownFrom}, which knownFrom says.`, 'Exchange the two, or correct one.'])
  const days = holidays.map((holiday) => ('date' in holiday ? holiday.date : holiday.yearly))
  const seen = new Set<string>()
  for (const [index, day] of days.entries()) {
    if (seen.has(day)) findings.push([`holidays[${index}]`, `${day} is a holiday already, further up.`, 'Take one of the two out.'])
    seen.add(day)
  }
  return findings.map(([place, message, remedy]) => ({ place, message, remedy, severity: 'error' }))
}

function namesOf(others: Calendar[]): string {
  const ids = [...new Set(others.map(({ id }) => id))]
  return ids.length === 0 ? 'Write its holidays out.' : `Name one of ${ids.join(', ')}, or write the holidays out.`
}
