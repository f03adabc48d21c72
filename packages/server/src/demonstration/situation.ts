import { type Calendar, type CaseState, type CaseType, type Item, addWorkingDays, civilDate, dayNumber, getStep, isOnHold, isRunning, isWorkingDay, readCaseClock } from '@casement/engine'

/** How a case stands for the one who owns it, by the most urgent of what that person has to do. */
export type Situation = 'overdue' | 'today' | 'soon' | 'later' | 'undated' | 'paused' | 'waiting' | 'closed' | 'cancelled'

export interface Day {
  /** Civil date of the landlord. */
  today: string
  /** The first instant of it. */
  now: string
  calendar: Calendar
  calendars: (id: string, version?: number) => Calendar
}

/** Working days that count as soon, as on the screen. */
const SOON_DAYS = 3

export function situationOf(state: CaseState, person: string, day: Day & { caseType: CaseType }): Situation {
  if (state.status !== 'open') return state.status
  if (state.holds.length > 0) return 'paused'
  const tasks = tasksOf(state, person).filter((item) => needsUs(item, state, day.caseType))
  if (tasks.length === 0) return 'waiting'
  const due = tasks.map((item) => findDueOn(item, state, day)).filter((on) => on !== undefined).toSorted()[0]
  return due === undefined ? 'undated' : nearness(due, day)
}

/** What a person has before them on a case, also what is on hold or waits for others. */
export function tasksOf(state: CaseState, person: string): Item[] {
  if (state.status !== 'open') return []
  return Object.values(state.items).filter((item) => item.state === 'live' && (item.kind === 'task' || item.kind === 'message') && holderOf(item, state) === person)
}

/** Neither on hold nor waiting for others: it stands in the list of what needs its holder. */
export function needsUs(item: Item, state: CaseState, caseType: CaseType): boolean {
  return !isOnHold(state, item) && (getStep(caseType, item.step).definition.waitingOn ?? 'us') === 'us'
}

function holderOf({ assignee }: Item, { owner }: CaseState): string | undefined {
  const holder = assignee === undefined || assignee.kind === 'owner' ? owner : assignee
  return holder?.kind === 'person' ? holder.id : undefined
}

/** The civil day on which a task is due: the earliest of its running clocks. */
export function findDueOn(item: Item, state: CaseState, { calendars, now }: Day): string | undefined {
  const clocks = Object.values(state.clocks).filter((clock) => clock.of === item.id && isRunning(clock))
  return clocks.map((clock) => readCaseClock(clock, calendars, now).dueOn).toSorted()[0]
}

/** On a day without work, what is due on the next working day counts as today's. */
export function nearness(due: string, { today, calendar }: Day): 'overdue' | 'today' | 'soon' | 'later' {
  const number = dayNumber(today)
  const workday = civilDate(isWorkingDay(calendar, number) ? number : addWorkingDays(calendar, number, 1))
  if (due < today) return 'overdue'
  if (due <= workday) return 'today'
  return due <= civilDate(addWorkingDays(calendar, dayNumber(workday), SOON_DAYS)) ? 'soon' : 'later'
}
