import type { Actor, Assignee, Calendar, CaseState, CaseType } from '@casement/engine'
import { rolesOf } from '../policy/policy.ts'
import type { Chance } from './chance.ts'
import type { Habits } from './habits.ts'
import type { StaffMember } from './world.ts'

/** Who works cases of a type, by which days and with which habits. */
export interface Office {
  caseType: CaseType
  /** The landlord's own: its working days. */
  calendar: Calendar
  calendars: (id: string, version?: number) => Calendar
  staff: readonly StaffMember[]
  habits: Habits
  /** How much of the time allowed people take; more than 1 is late. */
  pace: number
}

export function actorOf({ id, role }: StaffMember): Actor {
  return { kind: 'person', id, roles: rolesOf(role) }
}

/** Somebody who works on what is assigned: that person, a member of the team, one of the role; of the owner's own team first. */
export function workerOf(assignee: Assignee | undefined, { state, staff, chance }: { state: CaseState; staff: readonly StaffMember[]; chance: Chance }): StaffMember {
  const holder = assignee === undefined || assignee.kind === 'owner' ? state.owner : assignee
  const found = holder === undefined || holder.kind === 'owner' ? [] : staff.filter(({ id, team, role }) => ({ person: id, team, role })[holder.kind] === holder.id)
  const candidates = found.length > 0 ? found : staff.filter(({ role }) => role === 'manager')
  const owner = state.owner?.kind === 'person' ? state.owner.id : undefined
  const near = candidates.filter(({ team }) => team === staff.find(({ id }) => id === owner)?.team)
  return chance.pick(near.length > 0 ? near : candidates)
}
