import { type Actor, dayAt } from '@casement/engine'
import type { Casework } from '../cases/casework.ts'
import { runCommandsWithin } from '../cases/run-commands.ts'
import { landlordNow } from '../clock/now.ts'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import type { WorkedLandlord } from './sweep.ts'

/** Cases in one transaction, at most. */
const AT_ONCE = 100
const TIME: Actor = { kind: 'system', id: 'time' }

/**
 * Hands back what came to covers once a leave has ended, a batch of one leave at a time. Answers how many cases and leaves that were, so that
 * nought means that nothing is left. Who has left, or is away again, is handed back nothing yet.
 */
export function handBackWork(casework: Casework, landlord: WorkedLandlord): Promise<number> {
  const now = landlordNow(landlord)
  return inLandlord({ pool: casework.pool, landlordId: landlord.id }, async (tx) => {
    const ended = await claimEndedLeave(tx, dayAt(now, landlord.zone))
    if (ended === undefined) return 0
    const refs = ended.is_there ? await readCovered(tx, ended.staff_id) : []
    if (refs.length === 0) return tx.change('update casement.leave set handed_back_at = $3 where landlord_id = $1 and id = $2', [tx.landlordId, ended.id, now])
    const histories = refs.map((ref) => ({ ref, steps: [{ actor: TIME, command: { type: 'hand-back' as const, to: ended.staff_id, reason: 'Back from leave' } }] }))
    await runCommandsWithin(tx, { casework, request: { landlordId: landlord.id, histories } })
    return refs.length
  })
}

interface EndedLeave {
  id: string
  staff_id: string
  is_there: boolean
}

/** The lock is given up with the transaction; two workers never hand back one leave. */
function claimEndedLeave(tx: LandlordTransaction, day: string): Promise<EndedLeave | undefined> {
  return tx.findRow<EndedLeave>(
    `select v.id, v.staff_id,
       exists (select from casement.staff s where s.landlord_id = v.landlord_id and s.id = v.staff_id and s.left_at is null)
       and not exists (select from casement.leave w where w.landlord_id = v.landlord_id and w.staff_id = v.staff_id and w.first_day <= $2 and w.last_day >= $2 and w.ended_at is null and w.id <> v.id) as is_there
     from casement.leave v where v.landlord_id = $1 and v.handed_back_at is null and (v.last_day < $2 or v.ended_at is not null)
     order by v.last_day, v.id limit 1 for update skip locked`,
    [tx.landlordId, day],
  )
}

async function readCovered(tx: LandlordTransaction, staffId: string): Promise<string[]> {
  const rows = await tx.rows<{ ref: string }>(
    `select c.ref from casement.case_record c where c.landlord_id = $1 and c.id in (
       select id from casement.case_record where landlord_id = $1 and cover_for = $2
       union select case_id from casement.task where landlord_id = $1 and cover_for = $2 and is_open)
     order by c.id limit ${AT_ONCE}`,
    [tx.landlordId, staffId],
  )
  return rows.map(({ ref }) => ref)
}
