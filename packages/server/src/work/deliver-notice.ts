import { v7 as newId } from 'uuid'
import type { NotifyEffect } from '../cases/effects-of-events.ts'
import { insertRows } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { OutboxItem } from './outbox.ts'

const NOTICE = { table: 'casement.notice', columns: ['id', 'key', 'staff_id', 'case_id', 'kind', 'words', 'at'] }

/** Tells everyone whom an effect names, each once. */
export async function deliverNotice(tx: LandlordTransaction, { key, case_id: caseId, payload }: OutboxItem): Promise<void> {
  const staff = await findRecipients(tx, { to: payload.to, caseId })
  const rows = staff.map((id) => [newId(), key, id, caseId, payload.what, wordsOf(payload), payload.at])
  await insertRows(tx, { into: NOTICE, rows, whenThere: 'on conflict (landlord_id, staff_id, key) do nothing' })
}

/** References and names of clocks and tasks only: a notice may be read over a shoulder. */
function wordsOf({ what, about, ref }: NotifyEffect): string {
  switch (what) {
    case 'warning': return `${about} is due soon on case ${ref}.`
    case 'due': return `${about} is due now on case ${ref}.`
    case 'overdue': return `${about} is overdue on case ${ref}.`
    case 'case-given': return `Case ${ref} was given to you.`
    case 'task-given': return `${about} on case ${ref} was given to you.`
  }
}

interface Addressee {
  to: NotifyEffect['to']
  caseId: string | null
}

/** Whoever it is for now: an owner or a team may have changed since. */
async function findRecipients(tx: LandlordTransaction, { to, caseId }: Addressee): Promise<string[]> {
  const owner = await tx.findRow<{ kind: string | null; id: string | null }>('select owner_kind as kind, owner_id as id from casement.case_record where landlord_id = $1 and id = $2', [tx.landlordId, caseId])
  const { kind, id } = to.kind === 'owner' ? (owner ?? { kind: null, id: null }) : to
  if (kind === null || id === null || id === undefined) return []
  if (kind === 'person') return idsOf(tx, 's.id::text = $2', [id])
  if (kind === 'team') return idsOf(tx, IN_TEAM, [id])
  const near = owner?.kind === 'person' ? await idsOf(tx, `s.role = $2 and ${SHARES_A_TEAM}`, [id, owner.id]) : []
  return near.length > 0 ? near : idsOf(tx, `(s.role = $2 or ${IN_TEAM})`, [id])
}

const IN_TEAM = 'exists (select from casement.team_member m where m.landlord_id = s.landlord_id and m.staff_id = s.id and m.team_id = $2)'

/** "The manager" is first of all the one of the owner's team. */
const SHARES_A_TEAM = `exists (select from casement.team_member m join casement.team_member o on o.landlord_id = m.landlord_id and o.team_id = m.team_id
  where m.landlord_id = s.landlord_id and m.staff_id = s.id and o.staff_id::text = $3)`

async function idsOf(tx: LandlordTransaction, condition: string, values: unknown[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(`select s.id from casement.staff s where s.landlord_id = $1 and s.left_at is null and ${condition}`, [tx.landlordId, ...values])
  return rows.map(({ id }) => id)
}
