import { readFileSync } from 'node:fs'
import { readClockFile, tryClock, type ClockToTry, type TriedClock } from '@casement/case-types'
import { OperatorError } from '../operator-error.ts'
import { whyUnreadable } from '../unreadable-file.ts'

const PAGE = 'docs/how-to/try-a-clock.md'

/**
 * `casement clock FILE [--json]`: works out clocks from a file, each from a calendar, a rule and what happened to it, and shows the
 * working. Nothing is written, and no database is needed.
 * @throws OperatorError when the file says what cannot be
 */
export async function clock([file]: string[], { json = false }: { json?: boolean }): Promise<void> {
  if (file === undefined) throw new OperatorError('casement clock needs a file with clocks.', `Write it as: casement clock FILE. ${PAGE} shows what it holds.`)
  const { clocks, findings } = readClockFile(readText(file))
  for (const { place, message, remedy } of findings) console.error(`${file}  ${place}: ${message}\n    What to do: ${remedy}`)
  if (findings.length > 0) throw new OperatorError(`${findings.length === 1 ? 'One thing' : `${findings.length} things`} in ${file} cannot be so. Nothing was worked out.`, `Correct what is named above; ${PAGE} shows each part.`)
  const tried = clocks.map(workOut)
  console.log(json ? JSON.stringify(tried, null, 2) : tried.map(inWords).join('\n\n'))
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new OperatorError(`${file} cannot be read: ${whyUnreadable(cause) ?? String(cause)}.`, 'Name a file with a JSON list of clocks.', { cause })
  }
}

function workOut(clock: ClockToTry): TriedClock {
  try {
    return tryClock(clock)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new OperatorError(`The clock ${clock.id} comes to no date: ${cause.message}.`, 'Give its calendar more time, or its rule less.', { cause })
  }
}

function inWords({ id, state, timeZone, started, due, warning, opens, firstDue, escalations, elapsed, remaining, working }: TriedClock): string {
  const line = (label: string, words: string) => `  ${label.padEnd(11)} ${words}`
  const moment = (label: string, told: { at: string; local: string }) => line(label, `${told.at}  ${told.local} ${timeZone}`)
  return [
    `${id}: ${state}`,
    moment('started', started),
    moment('due', due),
    ...(warning ? [moment('warning', warning)] : []),
    ...(opens ? [moment('not before', opens)] : []),
    ...(firstDue ? [moment('first due', firstDue)] : []),
    ...escalations.map((one) => moment(`escalation ${one.point + 1}`, one)),
    line('elapsed', elapsed.words),
    line('remaining', remaining.words),
    '',
    ...working.map((row) => (row === '' ? '' : `    ${row}`)),
  ].join('\n')
}
