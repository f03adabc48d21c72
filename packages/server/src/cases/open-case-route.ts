import type { Handler } from '../http/answer.ts'
import { readIdempotencyKey } from '../http/idempotency.ts'
import type { Parts } from '../http/parts.ts'
import { actorOf } from '../http/session.ts'
import { authoriseOpening } from '../policy/authorise-command.ts'
import { answerCommand } from './answer-command.ts'
import { runCommand } from './run-command.ts'

/** `POST /cases`: opens a case. */
export function openCase(parts: Parts): Handler<'openCase'> {
  return async (asked) => {
    const { session, request, reply, body, query } = asked
    const preview = query.preview === 'true'
    const result = await runCommand(parts.casework, {
      landlordId: session.landlordId,
      actor: actorOf(session),
      newCase: body,
      idempotency: readIdempotencyKey(request),
      preview,
      authorise: (_state, caseType) => authoriseOpening(caseType, session),
    })
    const opened = await answerCommand(result, { ...asked, parts })
    if ('ref' in opened) reply.code(201).header('location', `/api/v1/cases/${opened.ref}`)
    return opened
  }
}
