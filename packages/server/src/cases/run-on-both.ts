import type { Command, CommandType, OtherCase } from '@casement/engine'
import { recordAudit } from '../audit/record-audit.ts'
import type { linkRoutes } from '../contract/links.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { Asked, Handler } from '../http/answer.ts'
import { readIfMatch } from '../http/etag.ts'
import { HttpProblem } from '../http/http-problem.ts'
import { readIdempotencyKey } from '../http/idempotency.ts'
import type { Parts } from '../http/parts.ts'
import { actorOf, type Session } from '../http/session.ts'
import { authoriseCommand } from '../policy/authorise-command.ts'
import { rolesOf } from '../policy/policy.ts'
import { answerCommand } from './answer-command.ts'
import { findCases, findCasesForUpdate, type StoredCase } from './case-store.ts'
import { groundOf } from './ground.ts'
import { findEarlierDeed, type Idempotency, keepDeed, recallDeed } from './idempotency.ts'
import { readEvents } from './read-events.ts'
import { type CommandResult, runUnderKey } from './run-command.ts'
import { runCommandsWithin } from './run-commands.ts'

type LinkRoute = keyof typeof linkRoutes
type AskedOf<Name extends LinkRoute> = Asked<Name>

/** What is done to the case that was asked for and to the other, whose references the request names. */
interface Pair<Name extends LinkRoute> {
  otherOf: (asked: AskedOf<Name>) => string
  commands: (asked: AskedOf<Name>, ends: { mine: OtherCase; other: OtherCase }) => { mine: Command; other: Command }
}

const turned = { to: 'from', from: 'to' } as const

const PAIRS: { [Name in LinkRoute]: Pair<Name> } = {
  linkCase: {
    otherOf: ({ body }) => body.case,
    commands: ({ body: { case: _case, ...said } }, { mine, other }) => ({ mine: { type: 'link-case', ...said, case: other }, other: { type: 'link-case', ...said, way: turned[said.way], case: mine } }),
  },
  unlinkCase: {
    otherOf: ({ body }) => body.case,
    commands: ({ body: { case: _case, ...said } }, { mine, other }) => ({ mine: { type: 'unlink-case', ...said, case: other.id }, other: { type: 'unlink-case', ...said, way: turned[said.way], case: mine.id } }),
  },
  mergeCase: {
    otherOf: ({ body }) => body.into,
    commands: ({ body: { into: _into, ...said } }, { mine, other }) => ({ mine: { type: 'merge-case', ...said, into: other }, other: { type: 'link-case', ...said, link: 'duplicate-of', way: 'from', case: { ...mine, isOpen: false } } }),
  },
}

/** Links, unlinks or merges two cases in one transaction that locks both in one order: all of it is done, or nothing. */
export function runOnBoth<Name extends LinkRoute>(name: Name, parts: Parts): Handler<Name> {
  const pair = PAIRS[name] as Pair<Name>
  const handle = async (asked: AskedOf<Name>) => {
    const { session, request, params, query } = asked as Asked<'linkCase'>
    const preview = query.preview === 'true'
    const seen = readIfMatch(request.headers['if-match'])
    const order: Order = {
      ref: params.ref, other: pair.otherOf(asked), session, preview,
      ifMatch: preview && !request.headers['if-match']?.trim() ? undefined : seen,
      idempotency: preview ? undefined : readIdempotencyKey(request),
      commands: (ends) => pair.commands(asked, ends),
    }
    const result = await runUnderKey(parts.casework, { landlordId: session.landlordId, actor: actorOf(session), idempotency: order.idempotency, readOnly: preview }, (tx) => carryOut(tx, parts, order))
    return answerCommand(result, { ...(asked as Asked<'linkCase'>), ref: params.ref, parts })
  }
  // Each of them answers alike; the compiler cannot see that while the name is open.
  return handle as unknown as Handler<Name>
}

interface Order {
  ref: string
  other: string
  session: Session
  preview: boolean
  ifMatch?: number
  idempotency?: Idempotency
  commands: (ends: { mine: OtherCase; other: OtherCase }) => { mine: Command; other: Command }
}

async function carryOut(tx: LandlordTransaction, { casework }: Parts, order: Order): Promise<CommandResult> {
  const { session, preview, idempotency } = order
  const found = await (preview ? findCases : findCasesForUpdate)(tx, [...new Set([order.ref, order.other])])
  const [mine, other] = [order.ref, order.other].map((ref) => found.find(({ state }) => state.ref === ref))
  if (!mine) return { kind: 'not-found' }
  if (!other) throw new HttpProblem('refused', { status: 422, detail: `There is no case ${order.other}.`, code: 'case-unknown', fields: [{ path: 'case', words: 'Name a case by its reference.' }] })
  const commands = order.commands({ mine: endOf(mine), other: endOf(other) })
  const refusal = authorise(commands.mine.type, mine, session) ?? authorise(commands.other.type, other, session)
  if (refusal) return { kind: 'refused', refusal }
  const earlier = idempotency && (await findEarlierDeed(tx, session.staffId, idempotency))
  if (earlier) {
    if (!earlier.isSameRequest) return { kind: 'key-used-for-another-request' }
    const ground = await groundOf(tx, casework, { before: mine })
    const { state, events } = await recallDeed(tx, earlier)
    return { ...ground, kind: 'done', state, events, version: state.version, now: earlier.at, replayed: true }
  }
  if (order.ifMatch !== undefined && order.ifMatch !== mine.version) return { kind: 'stale', version: mine.version, since: await readEvents(tx, { caseId: mine.id, from: order.ifMatch + 1 }) }
  return decideOnBoth(tx, casework, { order, commands })
}

function endOf({ state: { id, ref, status } }: StoredCase): OtherCase {
  return { id, ref, isOpen: status === 'open' }
}

function authorise(command: CommandType, { state }: StoredCase, { role }: Session) {
  return authoriseCommand(command, { roles: rolesOf(role), state })
}

async function decideOnBoth(tx: LandlordTransaction, casework: Parts['casework'], { order: { ref, other, session, preview, idempotency }, commands }: { order: Order; commands: { mine: Command; other: Command } }): Promise<CommandResult> {
  const actor = actorOf(session)
  const histories = [{ ref, steps: [{ actor, command: commands.mine }] }, ...(other === ref ? [] : [{ ref: other, steps: [{ actor, command: commands.other }] }])]
  const results = await runCommandsWithin(tx, { casework, request: { landlordId: tx.landlordId, histories, preview } })
  const refused = results.find((result) => result.kind === 'refused')
  if (refused && refused.refusal.refused !== 'case-changed') {
    tx.undoAtEnd()
    return { kind: 'refused', refusal: refused.refusal }
  }
  const [done] = results
  if (done?.kind !== 'done') throw new Error('A case went away under its lock')
  const { state, events } = done
  if (preview) return { ...done, kind: 'preview' }
  const changed = results.flatMap((result) => (result.kind === 'done' ? [result] : []))
  await recordAudit(tx, changed.map((one, index) => ({ actor, action: (index === 0 ? commands.mine : commands.other).type, caseId: one.id, details: { from: one.events[0]?.seq, to: one.state.version } })))
  if (idempotency) await keepDeed(tx, idempotency, { actorId: actor.id, caseId: state.id, events, at: done.now })
  return { ...done, version: state.version }
}
