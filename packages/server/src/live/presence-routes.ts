import { findCase } from '../cases/case-store.ts'
import { realNow } from '../clock/now.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { notFound } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import { othersOf, readPresences } from './presence.ts'

/** `PUT /cases/{ref}/presence/{tab}`: says that one has the case open, and answers who else has. */
export function keepPresence({ casework: { pool } }: Parts): Handler<'keepPresence'> {
  return ({ params: { ref, tab }, body: { editing, task }, session: { landlordId, staffId } }) =>
    inLandlord({ pool, landlordId }, async (tx) => {
      const found = await findCase(tx, ref)
      if (!found) throw notFound()
      await tx.change(
        `insert into casement.case_presence (landlord_id, case_id, staff_id, tab, is_editing, task, seen_at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (landlord_id, case_id, staff_id, tab) do update set is_editing = excluded.is_editing, task = excluded.task, seen_at = excluded.seen_at`,
        [landlordId, found.id, staffId, tab, editing, task ?? null, realNow()],
      )
      return { ref, people: othersOf(await readPresences(tx, found.id), staffId) }
    })
}

/** `DELETE /cases/{ref}/presence/{tab}`: says that one has left it. */
export function endPresence({ casework: { pool } }: Parts): Handler<'endPresence'> {
  return ({ params: { ref, tab }, session: { landlordId, staffId } }) =>
    inLandlord({ pool, landlordId }, async (tx) => {
      const found = await findCase(tx, ref)
      if (!found) throw notFound()
      await tx.change('delete from casement.case_presence where landlord_id = $1 and case_id = $2 and staff_id = $3 and tab = $4', [landlordId, found.id, staffId, tab])
      return {}
    })
}
