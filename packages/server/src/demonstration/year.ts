import { type CaseType, civilDate, dayNumber, isWorkingDay, weekday } from '@casement/engine'
import { knownTenants } from './brambleford.ts'
import { type CaseLife, type CasePlan, liveCase } from './case-life.ts'
import type { Chance } from './chance.ts'
import { type Habits, habitsOf } from './habits.ts'
import { inventCase } from './invent-case.ts'
import { type Stage, isInForce } from './stage.ts'
import type { Turning } from './turnings.ts'
import { momentOn } from './working-time.ts'
import type { InventedTenancy } from './world.ts'

/** A case that is still to be lived. */
export interface Opening {
  openedAt: string
  caseType: CaseType
  tenancy: InventedTenancy
  live: () => CaseLife
}

const DAYS_A_YEAR = 365
const RATED_HOMES = 1000
/** From Monday to Friday: what happened over the weekend is reported on Monday. */
const WEEKDAY_SHARES = [0, 1.5, 1.1, 1, 0.9, 0.8]
/** Whoever moved in a few weeks ago is nobody's case yet. */
const SETTLED_DAYS = 30

/**
 * The cases that a year brings: of each type as many as homes of that number have, on working days of its season, about
 * tenants each of whom has one of a type at most. A type is opened on days on which it is in force. In order of opening.
 */
export function planYear(stage: Stage, chance: Chance): Opening[] {
  const tenancies = findTenancies(stage)
  const openings = stage.caseTypes.flatMap((caseType) => openingsOf(caseType, { stage, tenancies, chance: chance.fork(caseType.id) }))
  return openings.toSorted((one, other) => (one.openedAt < other.openedAt ? -1 : 1))
}

/** Tenants whom guides know by name have the cases that the lists of today need. */
function findTenancies({ world: { tenancies }, directory: { homes } }: Stage): InventedTenancy[] {
  return tenancies.filter(({ home, endedOn }) => endedOn === undefined && knownTenants[homes.get(home)?.address.split(',')[0] ?? ''] === undefined)
}

function openingsOf(caseType: CaseType, { stage, tenancies, chance }: { stage: Stage; tenancies: readonly InventedTenancy[]; chance: Chance }): Opening[] {
  const habits = habitsOf(caseType.id)
  const days = seasonalDays(stage, habits)
  const inForce = days.filter(({ day }) => isInForce(caseType, civilDate(day)))
  const share = sharesOf(inForce) / sharesOf(days)
  const count = Math.round((habits.perYear * stage.world.homes.length * share) / RATED_HOMES)
  const unused = chance.fork('tenancies').shuffle(tenancies)
  return Array.from({ length: count }, (_, nth): Opening[] => {
    const own = chance.fork(`case ${nth}`)
    const day = dayAtShare(inForce, (nth + own.next()) / count)
    // Telephones ring most on Monday mornings.
    const openedAt = momentOn(day, { calendar: stage.calendar, chance: own, isMorning: own.happens(weekday(day) === 1 ? 0.6 : 0.3) })
    const settledBy = civilDate(dayNumber(openedAt.slice(0, 10)) - SETTLED_DAYS)
    const at = unused.findLastIndex(({ startedOn }) => startedOn <= settledBy)
    const [tenancy] = at < 0 ? [] : unused.splice(at, 1)
    if (tenancy === undefined) return []
    const plan = (): CasePlan => inventCase({ caseType, tenancy, openedAt, turnings: inventTurnings(own.fork('turnings')) }, { stage, chance: own })
    return [{ openedAt, caseType, tenancy, live: () => liveCase(plan(), own.fork('life')) }]
  }).flat()
}

interface DayShare {
  day: number
  share: number
}

/** The working days of the year before today, with how much of the year's cases each brings. */
function seasonalDays({ today, calendar }: Stage, { months }: Habits): DayShare[] {
  const end = dayNumber(today)
  return Array.from({ length: DAYS_A_YEAR }, (_, index) => end - DAYS_A_YEAR + index)
    .filter((day) => isWorkingDay(calendar, day))
    .map((day) => ({ day, share: (WEEKDAY_SHARES[weekday(day)] ?? 1) * (months[Number(civilDate(day).slice(5, 7)) - 1] ?? 1) }))
}

function sharesOf(days: readonly DayShare[]): number {
  return days.reduce((sum, { share }) => sum + share, 0)
}

/** The day up to which a part of all shares has come. */
function dayAtShare(days: readonly DayShare[], part: number): number {
  let left = part * sharesOf(days)
  return (days.find(({ share }) => (left -= share) < 0) ?? days.at(-1)!).day
}

/** What happens to an ordinary case besides its tasks. */
function inventTurnings(chance: Chance): Turning[] {
  const turnings: Turning[] = chance.happens(0.35) ? ['party'] : []
  for (let notes = chance.whole(0, 2); notes > 0; notes--) turnings.push('note')
  if (chance.happens(0.06)) turnings.push('redo')
  if (chance.happens(0.04)) turnings.push('reassign')
  if (chance.happens(0.04)) turnings.push('raise-priority')
  if (chance.happens(0.1)) turnings.push('extra-task')
  if (chance.happens(0.1)) turnings.push('pause', 'release')
  if (chance.happens(0.03)) turnings.push('cancel')
  return turnings
}
