import type { Actor, Assignee, Calendar, CaseState, CaseType } from '@casement/engine'
import { rolesOf } from '../policy/policy.ts'
import type { Chance } from './chance.ts'
import type { Habits } from './habits.ts'
import type { Rota } from './rota.ts'
import type { StaffMember } from './world.ts'

/** Who works cases of a type, by which days and with which habits. */
export interface Office {
  caseType: CaseType
  /** The landlord's own: its working days. */
  calendar: Calendar
  calendars: (id: string, version?: number) => Calendar
  staff: readonly StaffMember[]
  rota: Rota
  habits: Habits
  /** How much of the time allowed people take; more than 1 is late. */
  pace: number
}

export function actorOf({ id, role }: StaffMember): Actor {
  return { kind: 'person', id, roles: rolesOf(role) }
}

export interface Choosing {
  state: CaseState
  office: Pick<Office, 'staff' | 'rota'>
  chance: Chance
  /** The day (a day number) on which it is to be done. */
  day: number
  /** Whom it is not for: they did something else of the case. */
  barred?: ReadonlySet<string>
}

/** Somebody who works on what is assigned: that person, or of the team or role an officer who is not away, near the owner first. */
export function workerOf(assignee: Assignee | undefined, { state, office: { staff, rota }, chance, day, barred }: Choosing): StaffMember {
  const holder = assignee === undefined || assignee.kind === 'owner' ? state.owner : assignee
  const found = holder === undefined ? [] : staff.filter((one) => holds(one, holder))
  const free = found.filter(({ id }) => barred?.has(id) !== true)
  const candidates = free.length > 0 ? free : staff.filter(({ id, role }) => role === 'manager' && barred?.has(id) !== true)
  const present = candidates.filter(({ id }) => rota.backOn(id, day) === undefined)
  const near = present.filter((one) => state.owner !== undefined && isNear(one, state.owner, staff))
  const choices = [near, present, candidates].find((some) => some.length > 0)!
  const officers = choices.filter(({ role }) => role === 'officer')
  return chance.pick(officers.length > 0 ? officers : choices)
}

/** The owner of a case, or a manager while they are away. */
export function presentOwner(choosing: Choosing): StaffMember {
  const { office, day } = choosing
  const owner = workerOf({ kind: 'owner' }, choosing)
  return office.rota.backOn(owner.id, day) === undefined ? owner : managerOf(office, day)
}

function holds({ id, teams, role }: StaffMember, holder: Assignee): boolean {
  if (holder.kind === 'team') return teams.includes(holder.id)
  return holder.kind === 'role' ? role === holder.id : holder.kind === 'person' && id === holder.id
}

/** Of the team that has the case, or of that of its owner. */
function isNear({ teams }: StaffMember, owner: Assignee, staff: readonly StaffMember[]): boolean {
  const team = owner.kind === 'team' ? owner.id : owner.kind === 'person' ? staff.find(({ id }) => id === owner.id)?.teams[0] : undefined
  return team !== undefined && teams.includes(team)
}

/** A manager who is not away, of housing first. */
export function managerOf({ staff, rota }: Pick<Office, 'staff' | 'rota'>, day: number): StaffMember {
  const managers = staff.filter(({ role }) => role === 'manager').toSorted((one, other) => Number(other.teams.includes('housing')) - Number(one.teams.includes('housing')))
  return managers.find(({ id }) => rota.backOn(id, day) === undefined) ?? managers[0]!
}

/** Who stands in for somebody of their team who is away. */
export function coverFor({ id, teams, role }: StaffMember, { staff, rota, day, chance }: Pick<Office, 'staff' | 'rota'> & { day: number; chance: Chance }): StaffMember | undefined {
  const others = staff.filter((one) => one.id !== id && one.role === role && one.teams.includes(teams[0]!) && rota.backOn(one.id, day) === undefined)
  return others.length === 0 ? undefined : chance.pick(others)
}
