import { type CaseType, dayAt, dayNumber, subjectKinds } from '@casement/engine'
import type { CasePlan } from './case-life.ts'
import type { Chance } from './chance.ts'
import { habitsOf, inventCaseWords, pickStory } from './habits.ts'
import { type Stage, patchOfficerOf, subjectOf } from './stage.ts'
import type { Turning } from './turnings.ts'
import type { InventedTenancy, StaffMember } from './world.ts'

export interface CaseOrder {
  caseType: CaseType
  tenancy: InventedTenancy
  openedAt: string
  /** From here on nobody gets round to it; the end of history when not said. */
  idleFrom?: string
  turnings: readonly Turning[]
}

/** How fast people are, by the time that they are given; more than 1 is late. */
const PACES = [0.7, 0.9, 1, 1, 1.15]
const REPORTED_TO_DESK_SHARE = 0.75

/** Everything about a case but what becomes of it. */
export function inventCase({ caseType, tenancy, openedAt, idleFrom, turnings }: CaseOrder, { stage, chance }: { stage: Stage; chance: Chance }): CasePlan {
  const { world, directory, calendar, calendars, rota, now } = stage
  const patchOfficer = patchOfficerOf(tenancy, directory)
  const openedOn = dayAt(openedAt, calendar.zone)
  const { words, habits } = pickStory(habitsOf(caseType.id), { day: openedOn, words: inventCaseWords(chance), chance: chance.fork('story') })
  return {
    subject: subjectOf(tenancy, subjectKinds(caseType.definition), directory), tenancy, patchOfficer, openedAt, turnings, until: now, idleFrom: idleFrom ?? now,
    surname: directory.surnames.get(tenancy.id) ?? '',
    openedBy: openerOf(stage, { officer: patchOfficer, day: dayNumber(openedOn), chance }),
    office: { caseType, calendar, calendars, staff: world.staff, rota, habits, pace: chance.pick(PACES) },
    words,
  }
}

function openerOf({ world: { staff }, rota }: Stage, { officer, day, chance }: { officer: string; day: number; chance: Chance }): StaffMember {
  const desk = staff.filter(({ teams }) => teams.includes('customer-service'))
  const present = desk.filter(({ id }) => rota.backOn(id, day) === undefined)
  const isAway = rota.backOn(officer, day) !== undefined
  return isAway || chance.happens(REPORTED_TO_DESK_SHARE) ? chance.pick(present.length > 0 ? present : desk) : staff.find(({ id }) => id === officer)!
}
