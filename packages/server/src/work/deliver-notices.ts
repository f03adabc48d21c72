import { v7 as newId } from 'uuid'
import type { NotifyErrand } from '../cases/errands-of-events.ts'
import { insertRows } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { OutboxItem } from './outbox.ts'

const NOTICE = { table: 'casement.notice', columns: ['id', 'key', 'staff_id', 'case_id', 'kind', 'words', 'at'] }

/** Tells everyone whom errands name, each once. */
export async function deliverNotices(tx: LandlordTransaction, items: OutboxItem<'notify'>[]): Promise<void> {
  const owners = await readOwners(tx, items)
  const known = new Map<string, string[]>()
  const rows: NoticeRow[] = []
  const morning: NoticeRow[] = []
  for (const { key, case_id: caseId, payload } of items) {
    const asked = { to: payload.to, owner: owners.get(caseId) }
    const name = JSON.stringify(asked)
    const staff = known.get(name) ?? (await findRecipients(tx, asked))
    known.set(name, staff)
    for (const id of staff) (payload.digest ? morning : rows).push([newId(), key, id, caseId, payload.what, wordsOf(payload), payload.at])
  }
  rows.push(...digests(morning))
  await insertRows(tx, { into: NOTICE, rows, whenThere: 'on conflict (landlord_id, staff_id, key) do nothing' })
}

type NoticeRow = [id: string, key: string, staff: string, caseId: string | null, what: string, words: string, at: string]

/** What waited for one person until the morning is told at once, in one notice. */
function digests(rows: NoticeRow[]): NoticeRow[] {
  return [...Map.groupBy(rows, ([, , staff]) => staff).values()].flatMap((some): NoticeRow[] => {
    const [first] = some
    if (first === undefined || some.length === 1) return some
    const [id, key, staff, , , , at] = first
    return [[id, `digest/${key}`, staff, null, 'digest', `${some.length} things wait for you. ${some.map(([, , , , , words]) => words).join(' ')}`, at]]
  })
}

/** References and names of clocks and tasks only: a notice may be read over a shoulder. */
function wordsOf({ what, about, ref, late, at }: NotifyErrand): string {
  if (late) return `${about} ${LATE[what] ?? 'was due'} on ${at.slice(0, 10)} on case ${ref}: this is told late.`
  switch (what) {
    case 'warning': return `${about} is due soon on case ${ref}.`
    case 'due': return `${about} is due now on case ${ref}.`
    case 'overdue': return `${about} is overdue on case ${ref}.`
    case 'case-given': return `Case ${ref} was given to you.`
    case 'not-done': return `Something that case ${ref} asked for could not be done.`
    case 'not-opened': return about
    case 'task-given': return `${about} on case ${ref} was given to you.`
    case 'helps': return `You help with case ${ref}.`
    case 'case-changed-hands': return `Case ${ref}, which you watch, has another owner.`
    case 'case-closed': return `Case ${ref}, which you watch, was closed.`
    case 'case-cancelled': return `Case ${ref}, which you watch, was cancelled.`
    case 'case-reopened': return `Case ${ref}, which you watch, was opened again.`
  }
}

/** What is past by the time at which somebody hears of it. */
const LATE: Partial<Record<NotifyErrand['what'], string>> = { warning: 'was to warn', overdue: 'was overdue' }

interface Holder {
  kind: string
  id: string
}

/** Who owns the cases now, by case. */
async function readOwners(tx: LandlordTransaction, items: OutboxItem<'notify'>[]): Promise<Map<string | null, Holder>> {
  const rows = await tx.rows<Holder & { case_id: string }>(
    'select id as case_id, owner_kind as kind, owner_id as id from casement.case_record where landlord_id = $1 and id = any($2) and owner_id is not null',
    [tx.landlordId, items.map(({ case_id }) => case_id)],
  )
  return new Map(rows.map(({ case_id, kind, id }) => [case_id, { kind, id }]))
}

/** Whoever it is for now: an owner or a team may have changed since. */
async function findRecipients(tx: LandlordTransaction, { to, owner }: { to: NotifyErrand['to']; owner?: Holder }): Promise<string[]> {
  const { kind, id } = to.kind === 'owner' ? { ...owner } : to
  if (id === undefined) return []
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
