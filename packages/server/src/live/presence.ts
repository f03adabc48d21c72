import type { PresentPerson } from '../contract/contract.ts'
import { realNow } from '../clock/now.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'

/** Somebody who did not say that they left counts as gone after this long. */
const COUNTS_MS = 90_000

/** One person on one case, whatever the number of their tabs. */
export interface Presence {
  ref: string
  staff_id: string
  name: string
  editing: boolean
  task: string | null
}

/** Who has which case open; of one case, or of all. A form that is open in one tab counts for all of that person. */
export function readPresences(tx: LandlordTransaction, caseId?: string): Promise<Presence[]> {
  const since = new Date(Date.parse(realNow()) - COUNTS_MS).toISOString()
  return tx.rows<Presence>(
    `select r.ref, p.staff_id, s.name, bool_or(p.is_editing) as editing, max(p.task) as task
     from casement.case_presence p join casement.case_record r on r.landlord_id = p.landlord_id and r.id = p.case_id
     join casement.staff s on s.landlord_id = p.landlord_id and s.id = p.staff_id
     where p.landlord_id = $1 and p.seen_at > $2 and ($3::uuid is null or p.case_id = $3)
     group by r.ref, p.staff_id, s.name order by r.ref, s.name`,
    [tx.landlordId, since, caseId ?? null],
  )
}

/** Everyone on a case but one. */
export function othersOf(presences: Presence[], reader: string): PresentPerson[] {
  return presences.filter(({ staff_id }) => staff_id !== reader).map(({ staff_id: id, name, editing, task }) => ({ person: { id, name }, editing, task }))
}

/** The cases that somebody has open, with who else has. */
export function casesOf(reader: string, presences: Presence[]): Map<string, PresentPerson[]> {
  const own = new Set(presences.filter(({ staff_id }) => staff_id === reader).map(({ ref }) => ref))
  return new Map([...own].map((ref) => [ref, othersOf(presences.filter((presence) => presence.ref === ref), reader)]))
}

/** Forgets who went without saying so. */
export async function forgetPresences(tx: LandlordTransaction): Promise<void> {
  await tx.change('delete from casement.case_presence where landlord_id = $1 and seen_at <= $2', [tx.landlordId, new Date(Date.parse(realNow()) - COUNTS_MS).toISOString()])
}
