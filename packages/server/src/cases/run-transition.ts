import { type Command, endOf } from '@casement/engine'
import type { RouteInput } from '../contract/contract.ts'
import type { commandRoutes } from '../contract/commands.ts'
import type { Asked, Handler } from '../http/answer.ts'
import { readIfMatch } from '../http/etag.ts'
import { readIdempotencyKey } from '../http/idempotency.ts'
import type { Parts } from '../http/parts.ts'
import { actorOf } from '../http/session.ts'
import { authoriseCommand } from '../policy/authorise-command.ts'
import { answerCommand } from './answer-command.ts'
import { runCommand } from './run-command.ts'
import { type Moments, transitions } from './transitions.ts'

type TransitionName = keyof typeof commandRoutes

/** Every transition in the one order: build its command, lock, may they, done before, still that version, decide, append, answer. */
export function runTransition<Name extends TransitionName>(name: Name, parts: Parts): Handler<Name> {
  const build = transitions[name] as (asked: RouteInput<(typeof commandRoutes)[Name]>, moments: Moments) => Command
  const handle = async (asked: Asked<Name>) => {
    const { session, request, params, query } = asked as Asked<Name> & { params: { ref: string }; query: { preview?: 'true' | 'false' } }
    const command = build(asked, { endOfDay: (date) => endOf(date, session.zone) })
    const seen = readIfMatch(request.headers['if-match'])
    const preview = query.preview === 'true'
    const needsNone = preview && !request.headers['if-match']?.trim()
    const result = await runCommand(parts.casework, {
      landlordId: session.landlordId,
      actor: actorOf(session),
      ref: params.ref,
      command,
      ifMatch: needsNone ? undefined : seen,
      idempotency: request.method === 'POST' ? readIdempotencyKey(request) : undefined,
      preview,
      authorise: (state) => authoriseCommand(command.type, { roles: [session.role], state }),
    })
    return answerCommand(result, { ...asked, ref: params.ref, parts })
  }
  // Every transition answers alike; the compiler cannot see that while the name is open.
  return handle as Handler<Name>
}
