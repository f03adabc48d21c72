import { realNow } from '../clock/now.ts'
import { insertRows, orReplace } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { Role } from '../database/rows.ts'

export interface StaffMember {
  id: string
  name: string
  email: string
  role: Role
  /** Of the name when not said. */
  initials?: string
  /** The patch that they look after. */
  patch?: string
}

export interface Team {
  id: string
  name: string
  members: string[]
}

/** Adds staff, or changes what is known of them. An account to sign in with is made apart. */
export async function saveStaff(tx: LandlordTransaction, staff: StaffMember[]): Promise<void> {
  const at = realNow()
  const columns = ['id', 'name', 'email', 'initials', 'role', 'patch_id', 'created_at']
  await insertRows(tx, {
    into: { table: 'casement.staff', columns },
    rows: staff.map(({ id, name, email, initials = initialsOf(name), role, patch }) => [id, name, email.toLowerCase(), initials, role, patch ?? null, at]),
    whenThere: orReplace('landlord_id, id', columns.slice(1, -1)),
  })
}

/** Adds teams, or renames them and adds members. Members must be staff already. */
export async function saveTeams(tx: LandlordTransaction, teams: Team[]): Promise<void> {
  await insertRows(tx, { into: { table: 'casement.team', columns: ['id', 'name'] }, rows: teams.map(({ id, name }) => [id, name]), whenThere: orReplace('landlord_id, id', ['name']) })
  const members = teams.flatMap(({ id, members: ids }) => ids.map((staff) => [id, staff]))
  await insertRows(tx, { into: { table: 'casement.team_member', columns: ['team_id', 'staff_id'] }, rows: members, whenThere: 'on conflict do nothing' })
}

/** RQ for Rosalind Quill: the first letters of the first and the last name. */
function initialsOf(name: string): string {
  const parts = name.split(/[\s-]+/).filter((part) => part !== '')
  return [...new Set([parts.at(0), parts.at(-1)])].map((part) => part?.[0]?.toUpperCase() ?? '').join('')
}
