import type { Pool } from 'pg'
import { realNow } from '../clock/now.ts'
import type { Role } from '../database/rows.ts'

/** Who is signed in, for which landlord, with what rights, and the landlord's time. */
export interface SignedInSession {
  landlordId: string
  landlordName: string
  isDemonstration: boolean
  zone: string
  calendar: string
  libraryVersion: number
  frozenNow: string | null
  staffId: string
  name: string
  email: string
  initials: string
  role: Role
  patchId: string | null
  teams: { id: string; name: string }[]
}

interface SessionRow {
  landlord_id: string
  landlord_name: string
  is_demonstration: boolean
  zone: string
  calendar: string
  library_version: number
  frozen_now: string | null
  staff_id: string
  name: string
  email: string
  initials: string
  role: Role
  patch_id: string | null
  teams: { id: string; name: string }[]
}

/**
 * The session of a token, read anew each time in one question, so that a right removed is gone at once. Undefined when it has
 * expired or the person has left, was banned or belongs to no landlord. Sign-in goes by real time.
 */
export async function findSession(pool: Pool, token: string): Promise<SignedInSession | undefined> {
  const { rows } = await pool.query<SessionRow>('select * from casement.find_session($1, $2)', [token, realNow()])
  const row = rows[0]
  return row && {
    landlordId: row.landlord_id, landlordName: row.landlord_name, isDemonstration: row.is_demonstration, zone: row.zone, calendar: row.calendar,
    libraryVersion: row.library_version, frozenNow: row.frozen_now, staffId: row.staff_id, name: row.name, email: row.email, initials: row.initials,
    role: row.role, patchId: row.patch_id, teams: row.teams,
  }
}

/** Of session tokens, those that are still good, with whose they are; asked for many at once, again and again. */
export async function findGoodSessions(pool: Pool, tokens: string[]): Promise<Map<string, { landlordId: string; staffId: string }>> {
  const { rows } = await pool.query<{ token: string; landlord_id: string; staff_id: string }>(
    `select s."token" as token, m.landlord_id, m.staff_id
     from sign_in."session" s join sign_in.membership m on m.user_id = s."userId" and m.landlord_id::text = s."landlordId"
     where s."token" = any($1::text[]) and s."expiresAt" > $2 and m.banned_at is null`,
    [tokens, realNow()],
  )
  return new Map(rows.map((row) => [row.token, { landlordId: row.landlord_id, staffId: row.staff_id }]))
}
