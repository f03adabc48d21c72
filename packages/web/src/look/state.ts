import { dayOf } from './dates.ts'
import type { Almanac } from './dates.ts'

/** The states of the design language's table, each a word, a shape and a colour. */
export type StateName =
  | 'overdue' | 'due-today' | 'due-soon' | 'on-track' | 'likely-late' | 'paused' | 'waiting' | 'live'
  | 'not-started' | 'done' | 'done-late' | 'skipped' | 'cancelled' | 'private'

export const STATE_WORDS: Record<StateName, string> = {
  'overdue': 'Overdue',
  'due-today': 'Due today',
  'due-soon': 'Due soon',
  'on-track': 'On track',
  'likely-late': 'Likely late',
  'paused': 'Paused',
  'waiting': 'Waiting',
  'live': 'Live',
  'not-started': 'Not started',
  'done': 'Done',
  'done-late': 'Done late',
  'skipped': 'Skipped',
  'cancelled': 'Cancelled',
  'private': 'Private',
}

/** What decides how near a due date is; instants as RFC 3339, days as `2026-12-15`. */
export type Due = { dueAt?: string | null; dueOn?: string | null; warnAt?: string | null; paused?: boolean }

/** How near the due date is, or undefined where there is none. Paused shows no date, so it goes first. */
export function findDueState(due: Due, at: Almanac): StateName | undefined {
  if (due.paused) return 'paused'
  if (!due.dueAt) return undefined
  if (Date.parse(due.dueAt) < at.now) return 'overdue'
  if ((due.dueOn ?? dayOf(due.dueAt, at.zone)) === at.today) return 'due-today'
  if (due.warnAt && Date.parse(due.warnAt) <= at.now) return 'due-soon'
  return 'on-track'
}
