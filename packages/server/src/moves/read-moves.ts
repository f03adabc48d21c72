import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { StoredMove } from './release.ts'

/** How far a release is. */
export interface MoveProgress extends StoredMove {
  waiting: number
  moved: number
  kept: number
}

const PROGRESS = `select m.*, (select count(*) filter (where state = 'waiting')::int from casement.moved_case w where w.landlord_id = m.landlord_id and w.move_id = m.id) as waiting,
    (select count(*) filter (where state = 'moved')::int from casement.moved_case w where w.landlord_id = m.landlord_id and w.move_id = m.id) as moved,
    (select count(*) filter (where state = 'left')::int from casement.moved_case w where w.landlord_id = m.landlord_id and w.move_id = m.id) as kept
  from casement.case_move m where m.landlord_id = $1 and `

/** The releases of a case type, the last first. */
export function readMoves(tx: LandlordTransaction, caseType: string): Promise<MoveProgress[]> {
  return tx.rows<MoveProgress>(`${PROGRESS} m.case_type = $2 order by m.created_at desc, m.id desc limit 100`, [tx.landlordId, caseType])
}

export function findMove(tx: LandlordTransaction, { id, caseType }: { id: string; caseType?: string }): Promise<MoveProgress | undefined> {
  return tx.findRow<MoveProgress>(`${PROGRESS} m.id = $2::uuid and ($3::text is null or m.case_type = $3)`, [tx.landlordId, id, caseType ?? null])
}

/** The cases that a release moved, for a look at their way back. */
export async function readMovedRefs(tx: LandlordTransaction, move: string): Promise<string[]> {
  const rows = await tx.rows<{ ref: string }>(
    `select c.ref from casement.moved_case w join casement.case_record c on c.landlord_id = w.landlord_id and c.id = w.case_id
     where w.landlord_id = $1 and w.move_id = $2::uuid and w.state = 'moved'`, [tx.landlordId, move])
  return rows.map(({ ref }) => ref)
}

/** The cases that a release left as they were, and why. */
export function readLeftCases(tx: LandlordTransaction, move: string): Promise<{ ref: string; words: string }[]> {
  return tx.rows<{ ref: string; words: string }>(
    `select c.ref, w.words from casement.moved_case w join casement.case_record c on c.landlord_id = w.landlord_id and c.id = w.case_id
     where w.landlord_id = $1 and w.move_id = $2::uuid and w.state = 'left' order by c.ref limit 1000`, [tx.landlordId, move])
}
