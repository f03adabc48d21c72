import { caseStatus } from '@casement/engine'
import type { Done, Preview, Problem } from '../contract/contract.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { versionNeeded, versionTag } from '../http/etag.ts'
import { HttpProblem, notFound } from '../http/http-problem.ts'
import { keyInUse, keyUsedForAnotherRequest } from '../http/idempotency.ts'
import type { Parts } from '../http/parts.ts'
import { refusalProblem } from '../http/refusal-status.ts'
import type { Session } from '../http/session.ts'
import { findCase } from './case-store.ts'
import { eventView, namedBy } from './event-view.ts'
import { personUnknown } from './find-unknown-person.ts'
import { plainEvent } from './plain-event.ts'
import { presentPreview } from './preview-view.ts'
import type { CommandResult } from './run-command.ts'
import { namedIn } from './seen-case.ts'

interface Answering {
  session: Session
  parts: Parts
  request: { headers: { 'if-match'?: string } }
  reply: { header(name: string, value: string): unknown }
  /** The case that was asked for; absent when one is opened. */
  ref?: string
}

/** What a command led to, as a reply; every other end is a problem. */
export async function answerCommand(result: CommandResult, answering: Answering): Promise<Done | Preview> {
  switch (result.kind) {
    case 'done':
      answering.reply.header('etag', versionTag(result.version))
      return { ref: result.state.ref, version: result.version, status: caseStatus(result.state), events: result.events.map(plainEvent) }
    case 'preview':
      return presentPreview(result, answering)
    case 'refused':
      throw refusalProblem(result.refusal)
    case 'stale':
      throw await staleProblem(result, answering)
    case 'key-in-use':
      throw keyInUse()
    case 'key-used-for-another-request':
      throw keyUsedForAnotherRequest()
    case 'case-type-not-found':
      throw new HttpProblem('refused', { status: 422, detail: 'There is no case type of this id for this day.', code: 'case-type-unknown', fields: [{ path: 'caseType', words: 'Choose one of /api/v1/case-types.' }] })
    case 'person-unknown':
      throw personUnknown(result.field)
    case 'not-found':
      throw notFound()
  }
}

/** What happened since the version that the person saw, so that they can decide anew. */
async function staleProblem({ version, since }: Extract<CommandResult, { kind: 'stale' }>, { request, session, parts, ref = '' }: Answering): Promise<HttpProblem> {
  if (!request.headers['if-match']?.trim()) return versionNeeded()
  const { pool, libraries } = parts.casework
  const changedSince = await inLandlord({ pool, landlordId: session.landlordId, readOnly: true }, async (tx): Promise<Problem['changedSince']> => {
    const found = await findCase(tx, ref)
    if (!found) return []
    const library = await libraries.get(tx, found.library_version)
    const caseType = await library.getCaseType(tx, found.state.caseType)
    const nameOf = await parts.names.learn(tx, [...namedIn(found.state), ...since.flatMap(namedBy)])
    return since.map((event) => eventView(event, { state: found.state, caseType, nameOf })).map(({ seq, type, actor, recordedAt, words }) => ({ seq, type, actor, recordedAt, words }))
  })
  return new HttpProblem('case-changed', { detail: `The case is now at version ${version}.`, remedy: 'Look at what changed, and decide again on the case as it is.', version, changedSince })
}
