import { dayAt } from '@casement/engine'
import { v7 as newId } from 'uuid'
import { recordAudit } from '../audit/record-audit.ts'
import { type LandlordTransaction, inLandlord, isUuid } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { HttpProblem, notFound } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import { type Session, actorOf, nowOf } from '../http/session.ts'
import { permits } from '../policy/policy.ts'
import { type LeaveRow, findLeave, leaveView, readLeave } from './read-leave.ts'

const todayOf = (session: Session) => dayAt(nowOf(session), session.zone)

/** `GET /leave`: who is away and will be. Everybody may know, as they know who is at their desk. */
export function listLeave({ casework: { pool } }: Parts): Handler<'listLeave'> {
  return async ({ query, session }) => {
    const day = todayOf(session)
    const rows = await inLandlord({ pool, landlordId: session.landlordId, readOnly: true }, (tx) => readLeave(tx, { day, team: query.team }))
    return { items: rows.map((row) => leaveView(row, day)) }
  }
}

/** `POST /leave`: records days away. */
export function recordLeave({ casework: { pool } }: Parts): Handler<'recordLeave'> {
  return ({ body: { person, cover, firstDay, lastDay }, session, reply }) =>
    inLandlord({ pool, landlordId: session.landlordId }, async (tx) => {
      const staffId = person ?? session.staffId
      refuseUnlessTheirs(staffId, session)
      const id = newId()
      await refuseDays(tx, { id, staffId, cover, firstDay, lastDay, today: todayOf(session) })
      await tx.change(
        'insert into casement.leave (landlord_id, id, staff_id, cover_id, first_day, last_day, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
        [tx.landlordId, id, staffId, cover, firstDay, lastDay, session.staffId, nowOf(session)],
      )
      await recordAudit(tx, [{ actor: actorOf(session), action: 'record-leave', details: { leave: id } }])
      reply.code(201)
      return shown(tx, id, session)
    })
}

/** `PUT /leave/{id}`: other days, or another cover for what comes from now on. */
export function changeLeave({ casework: { pool } }: Parts): Handler<'changeLeave'> {
  return ({ params: { id }, body: { cover, firstDay, lastDay }, session }) =>
    inLandlord({ pool, landlordId: session.landlordId }, async (tx) => {
      const { staff_id: staffId } = await getOpenLeave(tx, id, session)
      await refuseDays(tx, { id, staffId, cover, firstDay, lastDay, today: todayOf(session) })
      await tx.change('update casement.leave set cover_id = $3, first_day = $4, last_day = $5 where landlord_id = $1 and id = $2', [tx.landlordId, id, cover, firstDay, lastDay])
      await recordAudit(tx, [{ actor: actorOf(session), action: 'change-leave', details: { leave: id } }])
      return shown(tx, id, session)
    })
}

/** `DELETE /leave/{id}`: ends it; the background work hands back what came to the cover. */
export function endLeave({ casework: { pool } }: Parts): Handler<'endLeave'> {
  return ({ params: { id }, session }) =>
    inLandlord({ pool, landlordId: session.landlordId }, async (tx) => {
      await getOpenLeave(tx, id, session)
      await tx.change('update casement.leave set ended_at = $3 where landlord_id = $1 and id = $2', [tx.landlordId, id, nowOf(session)])
      await recordAudit(tx, [{ actor: actorOf(session), action: 'end-leave', details: { leave: id } }])
      return {}
    })
}

async function getOpenLeave(tx: LandlordTransaction, id: string, session: Session): Promise<LeaveRow> {
  const found = await findLeave(tx, id)
  if (found === undefined) throw notFound()
  refuseUnlessTheirs(found.staff_id, session)
  if (leaveView(found, todayOf(session)).state === 'ended') throw new HttpProblem('refused', { detail: 'This leave has ended.', code: 'leave-ended', remedy: 'Record another one.' })
  return found
}

async function shown(tx: LandlordTransaction, id: string, session: Session) {
  const row = await findLeave(tx, id)
  if (row === undefined) throw new Error('A leave that was just written is not there')
  return leaveView(row, todayOf(session))
}

/** One's own leave, or anybody's for whoever oversees cases. */
function refuseUnlessTheirs(staffId: string, { staffId: reader, role }: Session): void {
  if (staffId !== reader && !permits('oversee-cases', [role])) throw new HttpProblem('not-allowed', { detail: 'Only their manager records somebody else’s leave.', remedy: 'Ask a manager.' })
}

interface Days {
  id: string
  staffId: string
  cover: string
  firstDay: string
  lastDay: string
  today: string
}

async function refuseDays(tx: LandlordTransaction, { id, staffId, cover, firstDay, lastDay, today }: Days): Promise<void> {
  if (lastDay < today) throw wrong('lastDay', 'These days are past.', 'leave-past')
  if (cover === staffId) throw wrong('cover', 'Nobody covers for themselves.', 'cover-same-person')
  await refuseUnknown(tx, staffId, 'person')
  await refuseUnknown(tx, cover, 'cover')
  const taken = await tx.rows<{ staff_id: string }>(
    `select staff_id from casement.leave where landlord_id = $1 and id <> $2 and staff_id in ($3, $4) and first_day <= $6 and last_day >= $5 and ended_at is null and handed_back_at is null`,
    [tx.landlordId, id, staffId, cover, firstDay, lastDay],
  )
  if (taken.some(({ staff_id }) => staff_id === staffId)) throw wrong('firstDay', 'Some of these days are in another leave of theirs.', 'leave-overlaps')
  if (taken.length > 0) throw wrong('cover', 'They are away on some of these days themselves.', 'cover-away')
}

async function refuseUnknown(tx: LandlordTransaction, id: string, path: string): Promise<void> {
  const known = isUuid(id) && (await tx.findRow('select 1 as one from casement.staff where landlord_id = $1 and id = $2 and left_at is null', [tx.landlordId, id]))
  if (!known) throw wrong(path, 'There is nobody of this id here.', 'person-unknown')
}

function wrong(path: string, words: string, code: string): HttpProblem {
  return new HttpProblem('refused', { status: 422, detail: words, code, fields: [{ path, words }] })
}
