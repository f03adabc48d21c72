import { dayNumber } from '@casement/engine'
import type { Chance } from './chance.ts'
import type { StaffMember } from './world.ts'

/** Who is away when. */
export interface Rota {
  /** The day (a day number) on which somebody who is away on a day comes back; undefined when they are at work. */
  backOn(person: string, day: number): number | undefined
}

interface Absence {
  from: number
  back: number
}

const DAYS_PLANNED = 400
/** Leave a year, in days with weekends, and single days of illness. */
const LEAVES = [[5, 7], [7, 9], [9, 16], [5, 9]] as const
const SICK_DAYS = 4
/** Everyone is back by then, so that each list of today is worked by its owner. */
const ALL_BACK_DAYS = 14

/** Leave and illness of the year before today, by person. */
export function planRota(staff: readonly StaffMember[], { today, chance }: { today: string; chance: Chance }): Rota {
  const end = dayNumber(today) - ALL_BACK_DAYS
  const absences = new Map(staff.map(({ id, email }) => [id, absencesOf(chance.fork(email), end)]))
  return { backOn: (person, day) => absences.get(person)?.find(({ from, back }) => from <= day && day < back)?.back }
}

function absencesOf(chance: Chance, end: number): Absence[] {
  const lengths = [...LEAVES.map(([least, most]) => chance.whole(least, most)), ...Array.from({ length: SICK_DAYS }, () => 1)]
  return lengths.map((days) => {
    const from = end - chance.whole(days, DAYS_PLANNED)
    return { from, back: from + days }
  })
}
