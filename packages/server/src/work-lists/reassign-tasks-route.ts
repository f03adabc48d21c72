import type { Reassignments } from '../contract/contract.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { findEarlierDeed, keepAnswer } from '../cases/idempotency.ts'
import { findUnknownHolder, personUnknown } from '../cases/find-unknown-person.ts'
import { runUnderKey } from '../cases/run-command.ts'
import { runCommandsWithin } from '../cases/run-commands.ts'
import { assigneeOf } from '../cases/transitions.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { Asked, Handler } from '../http/answer.ts'
import { keyInUse, keyUsedForAnotherRequest, readIdempotencyKey } from '../http/idempotency.ts'
import type { Parts } from '../http/parts.ts'
import { actorOf, nowOf } from '../http/session.ts'
import { historiesOf, presentReassignments } from './reassignments.ts'

/**
 * `POST /work-lists/reassignments`: many tasks to one holder. Each is authorised and decided by itself; what is refused stays
 * where it is, and all the rest is written in one transaction.
 */
export function reassignTasks(parts: Parts): Handler<'reassignTasks'> {
  return async (asked) => {
    const { query, session, request } = asked
    const preview = query.preview === 'true'
    const idempotency = preview ? undefined : readIdempotencyKey(request)
    const answer = await runUnderKey(parts.casework, { landlordId: session.landlordId, actor: actorOf(session), idempotency, readOnly: preview }, async (tx) => {
      const earlier = idempotency && (await findEarlierDeed(tx, session.staffId, idempotency))
      if (earlier && !earlier.isSameRequest) throw keyUsedForAnotherRequest()
      return earlier ? (earlier.answer as Reassignments) : giveAway(tx, { parts, asked, preview })
    })
    if ('kind' in answer) throw keyInUse()
    return answer
  }
}

interface GivingAway {
  parts: Parts
  asked: Asked<'reassignTasks'>
  preview: boolean
}

async function giveAway(tx: LandlordTransaction, { parts, asked: { body, session, request }, preview }: GivingAway): Promise<Reassignments> {
  const unknown = await findUnknownHolder(tx, assigneeOf(body.to))
  if (unknown !== undefined) throw personUnknown(`to.${unknown}`)
  const actor = actorOf(session)
  const histories = historiesOf(body, { actor, role: session.role })
  const results = await runCommandsWithin(tx, { casework: parts.casework, request: { landlordId: session.landlordId, histories, skipRefused: true, preview } })
  const answer = await presentReassignments(tx, { tasks: body.tasks, results, preview, names: parts.names })
  if (preview || answer.done === 0) return answer
  const changed = results.flatMap((result) => (result.kind === 'done' && result.events.length > 0 ? [result] : []))
  await recordAudit(tx, changed.map(({ id, events, state }) => ({ actor, action: 'reassign-task', caseId: id, details: { from: events[0]?.seq, to: state.version } })))
  const idempotency = readIdempotencyKey(request)
  if (idempotency) await keepAnswer(tx, idempotency, { actorId: session.staffId, answer, at: nowOf(session) })
  return answer
}
