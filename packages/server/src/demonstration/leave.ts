import { type Item, civilDate } from '@casement/engine'
import { coverFor, managerOf } from './office.ts'
import { type PlannedWork, type Planning, dayOf } from './planned-work.ts'
import { firstWorkingMomentOn, workingMomentAfter } from './working-time.ts'

/** Days that work waits for somebody who is away; for longer it is given to somebody else. */
const WAITED_DAYS = 3
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** Work that falls on a day on which its worker is away waits for them, or a manager gives it to a colleague. */
export function mindAbsence(work: PlannedWork, item: Item, { office, chance, now }: Planning): PlannedWork {
  const { calendar, rota, staff } = office
  const day = dayOf(work.at, office)
  const back = rota.backOn(work.by.id, day)
  if (back === undefined) return work
  const isOwn = item.assignee?.kind === 'owner' || item.assignee?.kind === 'person'
  const cover = isOwn && back - day > WAITED_DAYS ? coverFor(work.by, { staff, rota, day, chance }) : undefined
  if (cover === undefined) return { ...work, at: firstWorkingMomentOn(back, { calendar, chance }) }
  // Given away on the first day of absence, so that the colleague has time left.
  let first = day
  while (first > dayOf(now, office) && rota.backOn(work.by.id, first - 1) !== undefined) first -= 1
  const at = later(workingMomentAfter(now, { workingDays: 0, calendar, chance }), firstWorkingMomentOn(first, { calendar, chance }))
  const reason = `${work.by.name} is away until ${dateWords(back)}.`
  return { at, by: managerOf(office, dayOf(at, office)), command: () => ({ type: 'reassign-task', task: item.id, to: { kind: 'person', id: cover.id }, reason }) }
}

function later(one: string, other: string): string {
  return one > other ? one : other
}

/** 17 August */
function dateWords(day: number): string {
  const [, month = '', date = ''] = civilDate(day).split('-')
  return `${Number(date)} ${MONTHS[Number(month) - 1]}`
}
