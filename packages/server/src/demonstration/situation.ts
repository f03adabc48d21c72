import { type Calendar, type CaseState, type Item, addWorkingDays, civilDate, dayNumber, isOnHold, isWorkingDay, readCaseClock } from '@casement/engine'

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

export function situationOf(state: CaseState, person: string, day: Day): Situation {
  if (state.status !== 'open') return state.status
  if (state.holds.length > 0) return 'paused'
  const tasks = openTasksOf(state, person)
  if (tasks.length === 0) return 'waiting'
  const due = tasks.map((item) => findDueOn(item, state, day)).filter((on) => on !== undefined).toSorted()[0]
  return due === undefined ? 'undated' : nearness(due, day)
}

/** What a person has to do on a case now: on hold counts. */
export function openTasksOf(state: CaseState, person: string): Item[] {
  if (state.status !== 'open') return []
  return Object.values(state.items).filter((item) => item.state === 'live' && (item.kind === 'task' || item.kind === 'message') && holderOf(item, state) === person)
}

export function isPaused(state: CaseState, item: Item): boolean {
  return isOnHold(state, item)
}

function holderOf({ assignee }: Item, { owner }: CaseState): string | undefined {
  const holder = assignee === undefined || assignee.kind === 'owner' ? owner : assignee
  return holder?.kind === 'person' ? holder.id : undefined
}

/** The civil day on which a task is due: the earliest of its running clocks. */
export function findDueOn(item: Item, state: CaseState, { calendars, now }: Day): string | undefined {
  const clocks = Object.values(state.clocks).filter(({ of, stopped, withdrawn }) => of === item.id && !stopped && !withdrawn)
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
