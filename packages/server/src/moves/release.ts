import { type Actor, type CaseState, type MoveOrder, type Refusal, inverseOf, isRefusal } from '@casement/engine'
import { v7 as newId } from 'uuid'
import { recordAudit } from '../audit/record-audit.ts'
import type { Casework } from '../cases/casework.ts'
import { type HistoryResult, runCommandsWithin } from '../cases/run-commands.ts'
import { realNow } from '../clock/now.ts'
import { insertRows } from '../database/insert-rows.ts'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import { IN_COHORT, cohortValues } from './cohort.ts'
import type { CohortMove } from './dry-run.ts'

/** Cases of one release that are moved in one transaction. */
const AT_ONCE = 50

export type ReleasedOrder = MoveOrder & { acceptBreach?: boolean; reason: string }

/** A release as it is stored. */
export interface StoredMove {
  id: string
  case_type: string
  from_version: number
  to_version: number
  move_order: ReleasedOrder
  way_back_of: string | null
  actor_kind: Actor['kind']
  actor_id: string
  created_at: string
}

export interface Release {
  move: CohortMove & { order: ReleasedOrder }
  actor: Pick<Actor, 'kind' | 'id'>
}

const MOVES = { table: 'casement.case_move', columns: ['id', 'case_type', 'from_version', 'to_version', 'move_order', 'way_back_of', 'actor_kind', 'actor_id', 'created_at'] }

/** Releases a cohort: writes down which cases it is, and the background work moves them. Answers its id and how many there are. */
export async function releaseMove(tx: LandlordTransaction, { move, actor }: Release): Promise<{ id: string; cases: number }> {
  const id = await keepMove(tx, { move, actor, wayBackOf: null })
  const cases = await tx.change(
    `insert into casement.moved_case (landlord_id, move_id, case_id, state) select $1, $7, c.id, 'waiting' from casement.case_record c where ${IN_COHORT} order by c.id limit $8`,
    [...cohortValues(tx, { ...move, version: move.from }), id, move.cohort.first ?? null])
  return { id, cases }
}

export type WayBackOrder = Pick<ReleasedOrder, 'choices' | 'acceptBreach'>

/** The move that leads back what a release moved, by the inverse of its map; or why there is none. */
export function findWayBack({ case_type, from_version, to_version, move_order }: StoredMove, order: WayBackOrder): CohortMove | Refusal {
  const back = inverseOf(move_order.map ?? {})
  if ('fault' in back) return { refused: 'move-not-possible', words: `There is no way back: ${back.fault.words}`, remedy: 'Move these cases by a map of your own.', at: [back.fault] }
  return { caseType: case_type, from: to_version, to: from_version, order: { ...order, map: back.map }, cohort: {} }
}

/** The way back of a release: the cases that it moved and that still have its version; or why there is none. */
export async function releaseWayBack(tx: LandlordTransaction, { of, order, actor }: { of: StoredMove; order: Omit<ReleasedOrder, 'map'>; actor: Release['actor'] }): Promise<{ id: string; cases: number } | Refusal> {
  const move = findWayBack(of, order)
  if (isRefusal(move)) return move
  const id = await keepMove(tx, { move: { ...move, order: { ...move.order, reason: order.reason } }, actor, wayBackOf: of.id })
  const cases = await tx.change(
    `insert into casement.moved_case (landlord_id, move_id, case_id, state) select $1, $2, m.case_id, 'waiting' from casement.moved_case m
     join casement.case_record c on c.landlord_id = m.landlord_id and c.id = m.case_id
     where m.landlord_id = $1 and m.move_id = $3 and m.state = 'moved' and c.ended_at is null and c.case_type = $4 and c.case_type_version = $5`,
    [tx.landlordId, id, of.id, of.case_type, of.to_version])
  return { id, cases }
}

async function keepMove(tx: LandlordTransaction, { move, actor, wayBackOf }: Release & { wayBackOf: string | null }): Promise<string> {
  const id = newId()
  const { caseType, from, to, order } = move
  await insertRows(tx, { into: MOVES, rows: [[id, caseType, from, to, JSON.stringify(order), wayBackOf, actor.kind, actor.id, realNow()]] })
  await recordAudit(tx, [{ actor, action: 'release-move', details: { move: id, caseType, from, to } }])
  return id
}

export const stoppedWords = 'The release was stopped before its turn.'

/** Stops a release: what has not had its turn is left as it is. What is being moved at this moment is waited for. Answers how many were left. */
export async function stopMove(tx: LandlordTransaction, { move, actor }: { move: string; actor: Release['actor'] }): Promise<number> {
  const cases = await tx.change(`update casement.moved_case set state = 'left', words = $3 where landlord_id = $1 and move_id = $2 and state = 'waiting'`, [tx.landlordId, move, stoppedWords])
  await recordAudit(tx, [{ actor, action: 'stop-move', details: { move, cases } }])
  return cases
}

/**
 * Moves some of the cases that wait for it, each decided anew as it stands: what changed since its dry run is seen. Several processes share the work, and
 * broken off it goes on where it was. Answers how many were taken up.
 */
export async function moveSome(casework: Casework, landlordId: string): Promise<number> {
  try {
    return await inLandlord({ pool: casework.pool, landlordId }, async (tx) => carryOut(tx, { casework, claimed: await claim(tx, AT_ONCE) }))
  } catch {
    // One that cannot even be decided must not keep the others: each by itself.
    return inLandlord({ pool: casework.pool, landlordId }, (tx) => moveOne(tx, casework))
  }
}

type Claimed = { move: string; case_id: string; ref: string }

function claim(tx: LandlordTransaction, atOnce: number): Promise<Claimed[]> {
  return tx.rows<Claimed>(
    `select w.move_id as move, w.case_id, c.ref from casement.moved_case w join casement.case_record c on c.landlord_id = w.landlord_id and c.id = w.case_id
     where w.landlord_id = $1 and w.state = 'waiting' order by w.move_id, w.case_id limit ${atOnce} for update of w skip locked`, [tx.landlordId])
}

async function carryOut(tx: LandlordTransaction, { casework, claimed }: { casework: Casework; claimed: Claimed[] }): Promise<number> {
  // A case that waits in two releases at once takes its turns one by one.
  const once = [...new Map(claimed.toReversed().map((one) => [one.case_id, one])).values()]
  if (once.length === 0) return 0
  const moves = new Map((await tx.rows<StoredMove>('select * from casement.case_move where landlord_id = $1 and id = any($2)', [tx.landlordId, once.map(({ move }) => move)])).map((move) => [move.id, move]))
  const histories = once.map(({ move, ref }) => ({ ref, steps: [stepOf(moves.get(move)!)] }))
  const results = await runCommandsWithin(tx, { casework, request: { landlordId: tx.landlordId, histories, skipRefused: true } })
  const audited = results.flatMap((result, index) => (result.kind === 'done' && whyLeft(result) === undefined ? [{ actor: stepOf(moves.get(once[index]!.move)!).actor, action: 'move-to-version', caseId: result.id, details: { from: result.events[0]?.seq, to: result.state.version } }] : []))
  await recordAudit(tx, audited)
  for (const [index, { move, case_id }] of once.entries()) await settle(tx, { move, case_id, words: whyLeft(results[index]!) })
  return once.length
}

/** What was decided for another version holds for no other. */
function stepOf({ case_type, from_version, to_version, move_order, actor_kind, actor_id }: StoredMove) {
  const authorise = (before: CaseState): Refusal | undefined =>
    before.caseType.id === case_type && before.caseType.version === from_version ? undefined : { refused: 'move-not-possible', words: `It has version ${before.caseType.version} now.` }
  return { actor: { kind: actor_kind, id: actor_id }, command: { type: 'move-to-version' as const, version: to_version, ...move_order }, authorise }
}

function whyLeft(result: HistoryResult): string | undefined {
  if (result.kind === 'not-found') return 'It is not there any more.'
  return result.kind === 'refused' ? result.refusal.words : result.skipped[0]?.refusal.words
}

async function moveOne(tx: LandlordTransaction, casework: Casework): Promise<number> {
  const [one] = await claim(tx, 1)
  if (one === undefined) return 0
  await tx.change('savepoint one')
  try {
    return await carryOut(tx, { casework, claimed: [one] })
  } catch (error) {
    await tx.change('rollback to savepoint one')
    await settle(tx, { ...one, words: error instanceof Error ? error.message : String(error) })
    return 1
  }
}

function settle(tx: LandlordTransaction, { move, case_id, words }: { move: string; case_id: string; words: string | undefined }): Promise<number> {
  return tx.change(`update casement.moved_case set state = $4, words = $5 where landlord_id = $1 and move_id = $2 and case_id = $3`, [tx.landlordId, move, case_id, words === undefined ? 'moved' : 'left', words ?? null])
}
