import { dayInWords, spanInWords } from '../look/dates.ts'
import type { ClockExplanation } from '../shapes.ts'
import { basisInWords } from './clock-words.ts'

/** The working of a date as plain lines, for a letter or an email. */
export function ledgerAsText(explanation: ClockExplanation, today: string): string {
  const { title, rule, basis, source, allowed, days, calendar } = explanation
  return [
    title,
    rule,
    [basisInWords(basis), source].filter(Boolean).join(': '),
    '',
    ...allowed.map((row) => `${row.label}: ${row.detail}: ${row.units}`),
    '',
    ...days.map((row) => `${spanInWords(row.from, row.to, today)}: ${row.words}: ${row.count ?? '–'}, so far ${row.soFar}`),
    '',
    `Due: ${explanation.dueOn ? dayInWords(explanation.dueOn, today) : 'no date'}`,
    `Calendar: ${calendar.name}, version ${calendar.version}`,
  ].join('\n')
}
