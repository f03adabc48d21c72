import { civilDate, dayAt, dayNumber, startOf, weekday } from '@casement/engine'
import { HttpProblem } from '../http/http-problem.ts'
import { type Session, nowOf } from '../http/session.ts'

/** Civil days of the landlord's, both included, and the instants from which and up to which they last. */
export interface Period {
  from: string
  to: string
  begins: string
  ends: string
}

/** More months or weeks than this nobody reads in one picture: ten years of months, two of weeks. */
const MOST_PARTS = 120
/** Beside the month that `to` lies in. */
const USUAL_MONTHS_BEFORE = 11

/** The period asked for; usually the last twelve months. @throws HttpProblem 400 when it ends before it begins */
export function periodOf(asked: { from?: string; to?: string }, session: Session): Period {
  const to = asked.to ?? dayAt(nowOf(session), session.zone)
  const from = asked.from ?? monthsBefore(to, USUAL_MONTHS_BEFORE)
  if (from > to) throw wrongPeriod(`The period ends on ${to}, before it begins on ${from}.`)
  return { from, to, begins: startOf(from, session.zone), ends: startOf(civilDate(dayNumber(to) + 1), session.zone) }
}

/** The months or weeks of a period, the first and last cut off by it. @throws HttpProblem 400 when they are too many */
export function partsOf({ from, to }: Pick<Period, 'from' | 'to'>, by: 'month' | 'week'): { from: string; to: string }[] {
  const parts: { from: string; to: string }[] = []
  for (let first = from; first <= to; ) {
    const next = by === 'month' ? monthsBefore(first, -1) : civilDate(dayNumber(first) + 8 - weekday(dayNumber(first)))
    const last = civilDate(dayNumber(next) - 1)
    parts.push({ from: first, to: last < to ? last : to })
    if (parts.length > MOST_PARTS) throw wrongPeriod(`From ${from} to ${to} there are more than ${MOST_PARTS} ${by}s.`)
    first = next
  }
  return parts
}

/** The first of the month so many months before the one that a day lies in. */
function monthsBefore(day: string, months: number): string {
  const sinceZero = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months
  return `${Math.floor(sinceZero / 12)}-${String((sinceZero % 12) + 1).padStart(2, '0')}-01`
}

function wrongPeriod(words: string): HttpProblem {
  return new HttpProblem('request-invalid', { detail: `${words} Give other days as from and to.`, fields: [{ path: 'from', words }, { path: 'to', words }] })
}
