import { civilDate } from '../calendars/civil-date.ts'
import type { Allowance } from './allowance.ts'
import { unitsOf, type CountedDay } from './counted-days.ts'

const MOST_CELLS = 60

export type DayKind = 'start' | 'counted' | 'closed' | 'paused' | 'to-come' | 'today'

/** One line of the ledger: a run of days that count, or do not, for one reason. Dates are civil, both included. */
export interface ExplainedRow {
  from: string
  to: string
  kind: DayKind
  words: string
  /** Units counted in the run, and since the start. */
  count: number
  soFar: number
}

/** One cell of the day strip; where the clock is long, one cell stands for several days. */
export interface ExplainedCell {
  date: string
  kind: DayKind | 'due'
  days: number
  /** Past the first target. */
  extended?: true
}

/** Runs of days of one kind and reason become one row; the start and today stand alone. */
export function rowsOf(days: CountedDay[], allow: Allowance): ExplainedRow[] {
  const rows: (ExplainedRow & { amount: number })[] = []
  let amount = 0
  for (const { day, kind, words, amount: own } of days) {
    const date = civilDate(day)
    const last = rows.at(-1)
    const before = amount
    amount += own
    const soFar = unitsOf(amount, allow)
    if (last && last.kind === kind && last.words === words && kind !== 'today') Object.assign(last, { to: date, soFar, amount: last.amount + own })
    else rows.push({ from: date, to: date, kind, words, amount: own, count: 0, soFar: unitsOf(before + own, allow) })
  }
  return rows.map(({ amount: own, ...row }) => ({ ...row, count: unitsOf(own, allow) }))
}

/** At most 60 cells; the last one holds the due day. */
export function cellsOf(days: CountedDay[]): ExplainedCell[] {
  const perCell = Math.ceil(days.length / MOST_CELLS)
  const first = days.filter((_, index) => index % perCell === 0)
  return first.map(({ day, extended }, index) => {
    const folded = days.slice(index * perCell, (index + 1) * perCell)
    return { date: civilDate(day), kind: index === first.length - 1 ? 'due' : kindOfCell(folded), days: folded.length, ...(extended && { extended }) }
  })
}

function kindOfCell(days: CountedDay[]): DayKind {
  const kinds = new Set(days.map(({ kind }) => kind))
  return (['start', 'today', 'paused', 'counted', 'to-come'] as const).find((kind) => kinds.has(kind)) ?? 'closed'
}
