import type { WorkItem } from '@casement/server/contract'
import { addDays, dayOf, isWorkingDay, nextWorkingDays, shortDay } from '../look/dates.ts'
import type { Almanac, Day } from '../look/dates.ts'
import { findDueState } from '../look/state.ts'
import type { Due, StateName } from '../look/state.ts'

export type WorkGroup = { id: 'overdue' | 'today' | 'soon' | 'later'; name: string; items: WorkItem[] }

/** Working days that stand apart from Later. */
const NEAR_DAYS = 3
/** Working days of the strip after today. */
const STRIP_DAYS = 9

/** What is due of one item; on hold it is paused, unless its clock runs on. */
export function dueOf(item: WorkItem): Due {
  const { task } = item
  const dueAt = task.dueAt ?? item.dueAt
  return { dueAt, dueOn: task.dueOn, warnAt: task.warnAt, paused: task.state === 'on-hold' && dueAt === null }
}

/** The rows by when they are due; groups without rows are left out. */
export function groupByWhen(items: WorkItem[], almanac: Almanac): WorkGroup[] {
  const near = nextWorkingDays(almanac, NEAR_DAYS).at(-1) ?? almanac.today
  const groups: WorkGroup[] = [
    { id: 'overdue', name: 'Overdue', items: [] },
    { id: 'today', name: 'Today', items: [] },
    { id: 'soon', name: 'Next three working days', items: [] },
    { id: 'later', name: 'Later', items: [] },
  ]
  const index = { overdue: 0, today: 1, soon: 2, later: 3 }
  for (const item of items) groups[index[groupOf(item, near, almanac)]]?.items.push(item)
  return groups.filter((group) => group.items.length > 0)
}

function groupOf(item: WorkItem, near: Day, almanac: Almanac): WorkGroup['id'] {
  const state = findDueState(dueOf(item), almanac)
  if (state === 'overdue') return 'overdue'
  if (state === 'due-today') return 'today'
  const day = dueDay(item, almanac)
  return state !== 'paused' && day !== undefined && day <= near ? 'soon' : 'later'
}

function dueDay(item: WorkItem, almanac: Almanac): Day | undefined {
  const due = dueOf(item)
  return due.dueOn ?? (due.dueAt ? dayOf(due.dueAt, almanac.zone) : undefined)
}

/** One place of the day strip. `key` is what the address remembers when it is pressed. */
export type StripDay = { key: string; label: string; kind: 'late' | 'today' | 'day' | 'rest'; states: StateName[]; afterWeekend?: boolean; closed?: boolean }

/** Overdue, today and the next nine working days, after, paused, with one state for each thing due. */
export function stripOf(items: WorkItem[], almanac: Almanac): StripDay[] {
  const days = nextWorkingDays(almanac, STRIP_DAYS)
  const last = days.at(-1) ?? almanac.today
  const places = new Map<string, StripDay>()
  places.set('overdue', { key: 'overdue', label: 'Overdue', kind: 'late', states: [] })
  places.set('today', { key: 'today', label: 'Today', kind: 'today', states: [] })
  for (const day of days) places.set(day, { key: day, label: shortDay(day), kind: 'day', states: [], afterWeekend: !isWorkingDay(addDays(day, -1), almanac) })
  places.set('after', { key: 'after', label: 'After', kind: 'rest', states: [] })
  places.set('paused', { key: 'paused', label: 'Paused', kind: 'rest', states: [] })
  for (const item of items) {
    const place = placeOf(item, { days, last, almanac })
    const state = findDueState(dueOf(item), almanac)
    if (place && state) places.get(place)?.states.push(state)
  }
  return [...places.values()]
}

/** Whether a row stays when the strip is pressed at this place. */
export function isAtPlace(item: WorkItem, place: string, almanac: Almanac): boolean {
  const days = nextWorkingDays(almanac, STRIP_DAYS)
  return placeOf(item, { days, last: days.at(-1) ?? almanac.today, almanac }) === place
}

/** Things due on a closed day stand at the working day before, when they can still be done. */
function placeOf(item: WorkItem, { days, last, almanac }: { days: Day[]; last: Day; almanac: Almanac }): string | undefined {
  const state = findDueState(dueOf(item), almanac)
  if (!state) return undefined
  if (state === 'paused') return 'paused'
  if (state === 'overdue') return 'overdue'
  if (state === 'due-today') return 'today'
  const day = dueDay(item, almanac) ?? last
  if (day > last) return 'after'
  return days.findLast((each) => each <= day) ?? 'today'
}
