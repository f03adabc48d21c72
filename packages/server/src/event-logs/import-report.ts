import type { LineProblem } from './event-log.ts'

/** What an import did, or would do. */
export interface ImportReport {
  fileName: string
  caseType: { id: string; name: string; version: number; isDerived: boolean }
  isDryRun: boolean
  /** Of this run. */
  cases: number
  events: number
  activities: number
  /** Cases that an earlier run of the same log brought in. */
  earlierCases: number
  /** Lines that were not imported. */
  problems: LineProblem[]
  /** Lines that were imported although something about them is odd. */
  warnings: LineProblem[]
  notes: string[]
}

/** Warnings of one kind are told together; so many of their lines are named. */
const MOST_LINES_NAMED = 20

/** The report as lines of text: every bad line by itself, warnings by their reason; then the sum of it all. */
export function reportLines(report: ImportReport): { findings: string[]; summary: string[] } {
  const { problems, warnings, notes } = report
  const told = [...Map.groupBy(warnings, ({ reason }) => reason)].map(([reason, lines]) => `warning: ${withoutStop(reason)} (${nameLines(lines)}).`)
  return { findings: [...problems.map(({ line, reason }) => `line ${line}: not imported, ${withoutStop(reason)}.`), ...told, ...notes], summary: summaryOf(report) }
}

function summaryOf({ fileName, caseType, isDryRun, cases, events, activities, earlierCases, problems, warnings }: ImportReport): string[] {
  return [
    `${fileName}: ${count(cases, 'case')}, ${count(events, 'event')}, ${count(activities, 'activity', 'activities')}; ${count(problems.length, 'bad line')}, ${count(warnings.length, 'warning')}.`,
    ...(earlierCases === 0 ? [] : [`${count(earlierCases, 'case')} of it had been imported before and ${earlierCases === 1 ? 'was' : 'were'} left alone.`]),
    `Case type: ${caseType.name} (${caseType.id} version ${caseType.version})${caseType.isDerived ? ', derived from the log' : ''}.`,
    ...(isDryRun ? ['This was a dry run: nothing was changed.'] : []),
  ]
}

/** Reasons of the engine are sentences. */
function withoutStop(reason: string): string {
  return reason.replace(/\.$/, '')
}

function nameLines(lines: LineProblem[]): string {
  const numbers = [...new Set(lines.map(({ line }) => line))].sort((one, other) => one - other)
  const named = numbers.slice(0, MOST_LINES_NAMED).join(', ')
  const more = numbers.length - MOST_LINES_NAMED
  return `${numbers.length === 1 ? 'line' : 'lines'} ${named}${more > 0 ? ` and ${more} more` : ''}`
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`
}
