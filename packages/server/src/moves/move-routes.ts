import { type Refusal, isRefusal, startOf } from '@casement/engine'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import type { Asked, Handler } from '../http/answer.ts'
import { HttpProblem, notFound } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import { refusalProblem } from '../http/refusal-status.ts'
import { type Session, actorOf } from '../http/session.ts'
import { type CohortMove, type JudgedCase, findVersions, tryMove as tryCohort } from './dry-run.ts'
import { type MoveProgress, findMove, readLeftCases, readMovedRefs, readMoves } from './read-moves.ts'
import { findWayBack, releaseMove as release, releaseWayBack, stopMove as stop } from './release.ts'

/** `POST /case-types/{id}/moves/dry-run`: what moving live cases would be; nothing is changed. */
export function tryMove({ casework }: Parts): Handler<'tryMove'> {
  return async ({ params, query, body, session }) => {
    return report(casework, { landlordId: session.landlordId, move: moveOf(params.id, body, session), query })
  }
}

/** `POST /case-types/{id}/moves/{move}/way-back/dry-run`: what leading the cases of a release back would be; nothing is changed. */
export function tryMoveBack({ casework }: Parts): Handler<'tryMoveBack'> {
  return async ({ params, query, body, session }) => {
    const { landlordId } = session
    const move = await inLandlord({ pool: casework.pool, landlordId, readOnly: true }, async (tx) => {
      const of = await getRelease(tx, params)
      const back = findWayBack(of, body)
      return isRefusal(back) ? back : { ...back, cohort: { refs: await readMovedRefs(tx, of.id) } }
    })
    if (isRefusal(move)) throw refusalProblem(move)
    return report(casework, { landlordId, move, query })
  }
}

async function report(casework: Parts['casework'], { landlordId, move, query }: { landlordId: string; move: CohortMove; query: Asked<'tryMove'>['query'] }) {
  const versions = await getVersions({ casework, landlordId, move })
  const items: JudgedCase[] = []
  const done = await tryCohort(casework, { landlordId, move, versions }, (judged) => {
    if ((query.only === undefined || judged.verdict === query.only) && items.length < query.limit) items.push(judged)
  })
  return { ...done, items: items.map(({ ref, verdict, refusal, choices = [], consequences }) => ({ ref, verdict, words: refusal?.words ?? null, choices, consequences })) }
}

/** `POST /case-types/{id}/moves/{move}/stop`: what has not had its turn is left as it is. */
export function stopMove({ casework }: Parts): Handler<'stopMove'> {
  return ({ params, session }) => inLandlord({ pool: casework.pool, landlordId: session.landlordId }, async (tx) => {
    const { id } = await getRelease(tx, params)
    return { id, left: await stop(tx, { move: id, actor: actorOf(session) }) }
  })
}

/** `POST /case-types/{id}/moves`: releases a cohort; the background work moves it. */
export function releaseMove({ casework }: Parts): Handler<'releaseMove'> {
  return async ({ params, body, session, reply }) => {
    const { landlordId } = session
    const move = moveOf(params.id, body, session)
    await getVersions({ casework, landlordId, move })
    const released = await inLandlord({ pool: casework.pool, landlordId }, (tx) => release(tx, { move: { ...move, order: { ...move.order, reason: body.reason } }, actor: actorOf(session) }))
    reply.code(201).header('location', `/api/v1/case-types/${params.id}/moves/${released.id}`)
    return released
  }
}

/** `GET /case-types/{id}/moves`: releases with how far each is. */
export function listMoves({ casework, names }: Parts): Handler<'listMoves'> {
  return ({ params, session }) => inLandlord({ pool: casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
    const moves = await readMoves(tx, params.id)
    const nameOf = await names.learn(tx, moves.flatMap(releasers))
    return { items: moves.map((move) => moveView(move, nameOf)), next: null }
  })
}

/** `GET /case-types/{id}/moves/{move}`: how far it is, and what it left. */
export function getMove({ casework, names }: Parts): Handler<'getMove'> {
  return ({ params, session }) => inLandlord({ pool: casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
    const move = await getRelease(tx, params)
    return { ...moveView(move, await names.learn(tx, releasers(move))), leftCases: await readLeftCases(tx, move.id) }
  })
}

/** `POST /case-types/{id}/moves/{move}/way-back`: the same cases back, by the inverse of its map. */
export function moveBack({ casework }: Parts): Handler<'moveBack'> {
  return async ({ params, body, session, reply }) => {
    const released = await inLandlord({ pool: casework.pool, landlordId: session.landlordId }, async (tx) => {
      return releaseWayBack(tx, { of: await getRelease(tx, params), order: body, actor: actorOf(session) })
    })
    if (isRefusal(released)) throw refusalProblem(released)
    reply.code(201).header('location', `/api/v1/case-types/${params.id}/moves/${released.id}`)
    return released
  }
}

/** @throws HttpProblem where there is no such release of the case type */
async function getRelease(tx: LandlordTransaction, { id, move }: { id: string; move: string }): Promise<MoveProgress> {
  const found = await findMove(tx, { id: move, caseType: id })
  if (!found) throw notFound()
  return found
}

function moveOf(caseType: string, { from, to, map, choices, acceptBreach, cohort }: Asked<'tryMove'>['body'], session: Session): CohortMove {
  const { openedBefore, ...rest } = cohort
  return { caseType, from, to, order: { map, choices, acceptBreach }, cohort: { ...rest, openedBefore: openedBefore === undefined ? undefined : startOf(openedBefore, session.zone) } }
}

/** @throws HttpProblem where there is no such version, or the map fits the two versions ill */
async function getVersions({ casework, landlordId, move }: { casework: Parts['casework']; landlordId: string; move: CohortMove }) {
  const found = await findVersions(casework, { landlordId, move })
  if (found.kind === 'no-version') throw new HttpProblem('not-found', { detail: `There is no version ${found.version} of ${move.caseType} that a case could have.` })
  if (found.kind === 'faults') throw refusalProblem(wrongMap(found.faults))
  return found
}

function wrongMap(at: NonNullable<Refusal['at']>): Refusal {
  return { refused: 'move-not-possible', words: at.map(({ words }) => words).join(' '), at, remedy: 'Correct the map, or the new version.' }
}

type NameOf = Awaited<ReturnType<Parts['names']['learn']>>

function releasers({ actor_kind, actor_id }: MoveProgress): { kind: 'person'; id: string }[] {
  return actor_kind === 'person' ? [{ kind: 'person', id: actor_id }] : []
}

function moveView(move: MoveProgress, nameOf: NameOf) {
  const [by] = releasers(move)
  return {
    id: move.id, from: move.from_version, to: move.to_version, reason: move.move_order.reason, wayBackOf: move.way_back_of, by: by ? { ...by, name: nameOf(by) } : null,
    createdAt: move.created_at, waiting: move.waiting, moved: move.moved, left: move.kept,
  }
}
