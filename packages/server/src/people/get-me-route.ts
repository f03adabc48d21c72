import { dayAt } from '@casement/engine'
import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import type { Parts } from '../http/parts.ts'
import { nowOf } from '../http/session.ts'

/** `GET /me`: who is signed in, for whom, and the landlord's time and closed days. */
export function getMe(parts: Parts): Handler<'getMe'> {
  return async ({ session }) => {
    const { landlordId, landlordName, staffId, name, email, initials, role, teams, zone } = session
    const now = nowOf(session)
    const library = await inLandlord({ pool: parts.casework.pool, landlordId, readOnly: true }, (tx) => parts.casework.libraries.get(tx, session.libraryVersion))
    return {
      person: { id: staffId, name, email, initials },
      landlord: { id: landlordId, name: landlordName },
      role,
      teams,
      demonstration: session.isDemonstration,
      now,
      zone,
      closedDays: closedDaysAround(dayAt(now, zone), library.calendar(session.calendar).closedDays),
    }
  }
}

/** From the year before to the year after: what a screen may count working days over. */
function closedDaysAround(today: string, closed: { date: string }[]): string[] {
  const year = Number(today.slice(0, 4))
  return closed.map(({ date }) => date).filter((date) => Math.abs(Number(date.slice(0, 4)) - year) <= 1)
}
