import type { Leave } from '../contract/contract.ts'
import { type LandlordTransaction, isUuid } from '../database/landlord-transaction.ts'

export interface LeaveRow {
  id: string
  staff_id: string
  staff: string
  cover_id: string
  cover: string
  first_day: string
  last_day: string
  has_ended: boolean
}

const LEAVE = `select v.id, v.staff_id, s.name as staff, v.cover_id, c.name as cover, v.first_day, v.last_day, (v.ended_at is not null or v.handed_back_at is not null) as has_ended
  from casement.leave v
  join casement.staff s on s.landlord_id = v.landlord_id and s.id = v.staff_id
  join casement.staff c on c.landlord_id = v.landlord_id and c.id = v.cover_id
  where v.landlord_id = $1 and `

/** Leave that holds or is still to come on a day, soonest first; of one team where one is named. */
export function readLeave(tx: LandlordTransaction, { day, team }: { day: string; team?: string }): Promise<LeaveRow[]> {
  return tx.rows<LeaveRow>(
    `${LEAVE} v.last_day >= $2 and v.ended_at is null and v.handed_back_at is null
       and ($3::text is null or exists (select from casement.team_member m where m.landlord_id = v.landlord_id and m.staff_id = v.staff_id and m.team_id = $3))
     order by v.first_day, s.name, v.id`,
    [tx.landlordId, day, team ?? null],
  )
}

/** One leave, locked until the transaction ends. */
export async function findLeave(tx: LandlordTransaction, id: string): Promise<LeaveRow | undefined> {
  return isUuid(id) ? tx.findRow<LeaveRow>(`${LEAVE} v.id = $2 for update of v`, [tx.landlordId, id]) : undefined
}

/** Whose work somebody covers on a day. */
export function readCovered(tx: LandlordTransaction, { cover, day }: { cover: string; day: string }): Promise<{ id: string; name: string }[]> {
  return tx.rows<{ id: string; name: string }>(
    `select s.id, s.name from casement.leave v join casement.staff s on s.landlord_id = v.landlord_id and s.id = v.staff_id
     where v.landlord_id = $1 and v.cover_id = $3 and v.first_day <= $2 and v.last_day >= $2 and v.ended_at is null and v.handed_back_at is null order by s.name, s.id`,
    [tx.landlordId, day, cover],
  )
}

export function leaveView({ id, staff_id, staff, cover_id, cover, first_day, last_day, has_ended }: LeaveRow, today: string): Leave {
  const state = has_ended || last_day < today ? 'ended' : first_day > today ? 'planned' : 'now'
  return { id, person: { id: staff_id, name: staff }, cover: { id: cover_id, name: cover }, firstDay: first_day, lastDay: last_day, state }
}
