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

/** The report as lines of text: every bad line by itself, warnings by their reason. */
export function reportLines(report: ImportReport): string[] {
  const { fileName, caseType, isDryRun, cases, events, activities, earlierCases, problems, warnings, notes } = report
  const origin = caseType.isDerived ? 'derived from the log' : 'as it was'
  return [
    ...problems.map(({ line, reason }) => `line ${line}: ${reason}. Not imported.`),
    ...[...Map.groupBy(warnings, ({ reason }) => reason)].map(([reason, lines]) => `warning: ${reason}. Kept: ${nameLines(lines)}.`),
    ...notes,
    `${fileName}: ${count(cases, 'case')}, ${count(events, 'event')}, ${count(activities, 'activity', 'activities')}; ${count(problems.length, 'bad line')}, ${count(warnings.length, 'warning')}.`,
    ...(earlierCases === 0 ? [] : [`${count(earlierCases, 'case')} had been imported before and ${earlierCases === 1 ? 'was' : 'were'} left as ${earlierCases === 1 ? 'it is' : 'they are'}.`]),
    `Case type: ${caseType.name} (${caseType.id} version ${caseType.version}), ${origin}.`,
    ...(isDryRun ? ['This was a dry run: nothing was changed.'] : []),
  ]
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
