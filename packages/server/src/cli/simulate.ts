import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { libraryCalendars, libraryCaseTypes, libraryNames, loadCaseType, simulate, type SimulationReport } from '@casement/case-types'
import type { CaseType } from '@casement/engine'
import { OperatorError } from '../operator-error.ts'
import { printFindings, readCaseTypeText } from './case-type-findings.ts'

interface Options {
  years?: string
  seed?: string
  case?: string
  from?: string
  json?: boolean
}

const YEARS = 10
const MOST_YEARS = 100_000
const MOST_CASES = 10_000_000
const LARGEST_SEED = 2 ** 31 - 1

/**
 * `casement simulate [ID or FILE]`: lives so many years of cases by the chance that a seed fixes, looks after every event whether what
 * must hold does, and says how long cases took and how often each clock was missed. Without a name, for each case type of the library.
 * @throws OperatorError with the seed and the case when something did not hold
 */
export async function simulateCases([name]: string[], options: Options): Promise<void> {
  const years = wholeNumber(options.years, { option: '--years', least: 1, most: MOST_YEARS }) ?? YEARS
  const seed = wholeNumber(options.seed, { option: '--seed', least: 0, most: LARGEST_SEED }) ?? 1
  const only = wholeNumber(options.case, { option: '--case', least: 0, most: MOST_CASES })
  const from = readDay(options.from)
  const reports = caseTypesNamed(name).map((caseType) => simulate({ caseType, calendars: libraryCalendars(), years, seed, only, from }))
  if (options.json) console.log(JSON.stringify(reports, null, 2))
  else for (const report of reports) console.log(reportText(report))
  const broken = reports.find((report) => report.broken !== undefined)
  if (broken?.broken) {
    const { number, words } = broken.broken
    throw new OperatorError(`Case ${number} of ${broken.caseType}: ${words}`, `Play it again with: casement simulate ${name ?? broken.caseType} --seed ${seed} --case ${number} --from ${from}`)
  }
}

function caseTypesNamed(name: string | undefined): CaseType[] {
  const library = libraryCaseTypes().map(({ caseType }) => caseType)
  if (name === undefined) return library
  const known = library.find(({ id }) => id === name)
  if (known) return [known]
  if (!existsSync(name)) throw new OperatorError(`The library has no case type ${name}, and there is no such file.`, `Name a file, or one of ${library.map(({ id }) => id).join(', ')}.`)
  const found = loadCaseType(readCaseTypeText(name), basename(name), { calendars: libraryNames().calendars })
  if (found.caseType) return [found.caseType]
  printFindings(name, found)
  throw new OperatorError(`The case type in ${name} cannot be used.`, 'Correct the lines marked as errors above, and simulate it again.')
}

function wholeNumber(text: string | undefined, { option, least, most }: { option: string; least: number; most: number }): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= most) return number
  throw new OperatorError(`${option} is "${text}". Nothing was simulated.`, `Give a whole number from ${least} to ${most}.`)
}

function readDay(text = '2026-12-01'): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
  if (isDay) return text
  throw new OperatorError(`--from is "${text}". Nothing was simulated.`, 'Give a day such as 2026-12-01.')
}

function reportText(report: SimulationReport): string {
  const { caseType, version, seed, cases, years, commands, refused, events, unseen } = report
  return [
    `${caseType}, version ${version}, seed ${seed}: ${cases} cases over ${years} years of life; ${commands} commands, ${refused} refused, ${events} events`,
    ...table(['end', 'cases', 'median days', 'longest'], report.ends.map(({ end, cases: some, medianDays, longestDays }) => [end, some, medianDays, longestDays])),
    ...table(['clock', 'basis', 'runs', 'met', 'missed', 'withdrawn', 'missed of those that ended'], report.clocks.map((clock) => [clock.clock, clock.basis, clock.runs, clock.met, clock.missed, clock.withdrawn, `${Math.round(clock.breachRate * 100)} %`])),
    ...(unseen.length === 0 ? ['Cases came to every step.'] : [`No case came to ${unseen.join(', ')}.`]),
    '',
  ].join('\n')
}

function table(heads: string[], rows: (string | number)[][]): string[] {
  if (rows.length === 0) return []
  const lines = [heads, ...rows.map((row) => row.map(String))]
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  return lines.map((line) => `  ${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ')}`)
}
