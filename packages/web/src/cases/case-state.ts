import type { CaseRecord, ClockView, Task } from '@casement/server/contract'
import { isAllowed } from '../acts/is-allowed.ts'
import { findDueState } from '../look/state.ts'
import type { Due, StateName } from '../look/state.ts'
import type { Almanac } from '../look/dates.ts'

const WORST_FIRST: StateName[] = ['overdue', 'due-today', 'due-soon', 'on-track']

/** The state of a case in one word: ended, paused, or as near as its nearest open due date. */
export function caseStateOf(record: CaseRecord, almanac: Almanac): { state: StateName; word?: string } {
  if (record.status === 'closed') return { state: 'done', word: 'Closed' }
  if (record.status === 'cancelled') return { state: 'cancelled' }
  const states = [...record.clocks.filter(isRunning), ...record.tasks.filter(isOpen).map(taskDue)].map((due) => findDueState(due, almanac))
  const worst = WORST_FIRST.find((state) => states.includes(state))
  if (record.status === 'on-hold') return worst === 'overdue' ? { state: 'overdue', word: 'Overdue, on hold' } : { state: 'paused', word: 'On hold' }
  return worst ? { state: worst } : { state: 'live', word: 'Open' }
}

/** The clock that presses most: running, with the earliest due date. */
export function findNextClock(clocks: ClockView[]): ClockView | undefined {
  return clocks.filter((clock) => isRunning(clock) && clock.dueAt).toSorted((a, b) => Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? ''))[0]
}

export function isRunning(clock: ClockView): boolean {
  return clock.state === 'running' || clock.state === 'warning' || clock.state === 'overdue'
}

/** A task that still needs somebody; with the case on hold, what has not begun is only to come. */
export function isOpen(task: Task): boolean {
  return task.state === 'live' || task.state === 'offered' || (task.state === 'on-hold' && task.startedAt !== null)
}

/** To hold, skip or pass a task on is not to do it. */
const DOING = ['complete', 'start', 'claim', 'release', 'record-answer', 'prepare', 'approve']

/** Something can be done with a task now; a letter's answer is only waited for. */
export function isDoable(task: Task): boolean {
  return isOpen(task) && DOING.some((action) => isAllowed(task.actions, action))
}

export function taskDue(task: Task): Due {
  return { dueAt: task.dueAt, dueOn: task.dueOn, warnAt: task.warnAt, paused: task.state === 'on-hold' && task.dueAt === null }
}

/** The state of a task for a list: how near it is while open, how it ended afterwards. */
export function taskStateOf(task: Task, almanac: Almanac): StateName {
  if (isOpen(task)) return findDueState(taskDue(task), almanac) ?? 'live'
  if (task.state === 'completed') return task.endedAt && task.dueAt && Date.parse(task.endedAt) > Date.parse(task.dueAt) ? 'done-late' : 'done'
  if (task.state === 'skipped' || task.state === 'superseded') return 'skipped'
  return task.state === 'cancelled' ? 'cancelled' : 'not-started'
}
