import { dayAt } from '@casement/engine'
import type { WorkView } from '../contract/contract.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { pageOf, readCursor } from '../http/cursor.ts'
import type { Parts } from '../http/parts.ts'
import { type Session, nowOf } from '../http/session.ts'
import { readCovered } from '../leave/read-leave.ts'
import { type CasePart, type Reader, type WorkPlace, type WorkRow, countWork, isWorkPlace, readParts, readWorkList } from './read-work-list.ts'
import { workItem } from './work-item.ts'

/** `GET /work-lists/mine`: what needs me, by due date, and why each is in my list. */
export function listMine(parts: Parts): Handler<'listMine'> {
  return async ({ query, session }) => {
    const { view, limit } = query
    const after = readCursor(query.cursor, isWorkPlace) as WorkPlace | undefined
    const { rows, counts, reader, parts: partsOf } = await inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
      const reader = { ...session, covered: await readCovered(tx, { cover: session.staffId, day: dayAt(nowOf(session), session.zone) }) }
      const rows = await readWorkList(tx, { view, reader, limit, after })
      return { reader, rows, parts: view === 'my-cases' ? await readParts(tx, rows, reader) : undefined, counts: query.counts === 'true' ? await countWork(tx, reader) : undefined }
    })
    const { items, next } = pageOf(rows, limit, ({ due_sort, case_id, id }) => [due_sort, case_id, id])
    return { items: items.map((row) => workItem(row, whyListed(row, { session: reader, view, parts: partsOf?.get(row.case_id) }))), next, ...(counts && { counts }) }
  }
}

interface Listing {
  session: Session & Pick<Reader, 'covered'>
  view: WorkView
  parts?: CasePart[]
}

const PART_WORDS: Record<CasePart, string> = { manager: 'You manage the case', helper: 'You help with the case' }

/** Why a task is in somebody's list, in their words. */
function whyListed({ assignee_kind, assignee_id, cover_for, owner_id, state }: WorkRow, { session, view, parts = [] }: Listing): string[] {
  const why: string[] = []
  if (assignee_kind === 'person' && assignee_id === session.staffId) why.push(owner_id === session.staffId ? 'You own the case' : 'It was given to you')
  else if (owner_id === session.staffId) why.push('You own the case; somebody else has the task')
  if (owner_id !== session.staffId) why.push(...parts.map((part) => PART_WORDS[part]))
  const away = session.covered?.find(({ id }) => assignee_kind === 'person' && id === assignee_id)
  if (away) why.push(`You cover for ${away.name}`)
  if (cover_for !== null) why.push('It came to you while somebody is away')
  if (assignee_kind === 'team') why.push(`${session.teams.find(({ id }) => id === assignee_id)?.name ?? 'A team'} can take it`)
  if (assignee_kind === 'role') why.push(`Any ${assignee_id} can take it`)
  if (state === 'on-hold') why.push('On hold')
  if (why.length === 0) why.push(view === 'team' ? 'Your team has it' : 'Your case waits for it')
  return why
}
