import type { WorkItem } from '@casement/server/contract'
import { asSentence, countInWords } from '../look/counts.ts'
import { longDayInWords } from '../look/dates.ts'
import type { Almanac } from '../look/dates.ts'
import { findDueState } from '../look/state.ts'
import { dueOf } from './work-groups.ts'

/** "Thursday 10 December. Two things are overdue and four are due today." */
export function headline(items: WorkItem[], almanac: Almanac): string {
  const states = items.map((item) => findDueState(dueOf(item), almanac))
  const overdue = states.filter((state) => state === 'overdue').length
  const today = states.filter((state) => state === 'due-today').length
  const day = `${longDayInWords(almanac.today)}.`
  if (items.length === 0) return day
  if (overdue === 0 && today === 0) return `${day} Nothing is overdue and nothing is due today.`
  if (overdue === 0) return `${day} ${asSentence(things(today))} due today.`
  const first = `${asSentence(things(overdue))} overdue`
  return today === 0 ? `${day} ${first}.` : `${day} ${first} and ${countInWords(today)} ${today === 1 ? 'is' : 'are'} due today.`
}

function things(count: number): string {
  return count === 1 ? 'one thing is' : `${countInWords(count)} things are`
}
