import { type Actor, type CaseEvent, type CaseState, type CaseType, type Command, type Refusal, isRefusal } from '@casement/engine'
import { DatabaseError } from 'pg'
import { recordAudit } from '../audit/record-audit.ts'
import { type LandlordAccess, type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import { findCase, findCaseForUpdate } from './case-store.ts'
import type { Casework } from './casework.ts'
import { type RefusedStep, decideAndAppend } from './decide-and-append.ts'
import { findUnknownParty, findUnknownPerson } from './find-unknown-person.ts'
import { type Ground, findOpeningGround, groundOf, readLandlord } from './ground.ts'
import { type Idempotency, findEarlierDeed, keepDeed, recallDeed } from './idempotency.ts'
import { type NewCase, type Opening, prepareOpenings } from './opening.ts'
import { refuseUnknownRecord } from './refuse-unknown-record.ts'
import { readEvents } from './read-events.ts'

/** The most events that somebody who decided on an older version is told. */
const MOST_CHANGES = 100

/** What is asked: a command to a case named by its reference, or a new case. */
export type CommandRequest = CommandSettings & ({ ref: string; command: Command; newCase?: undefined } | { newCase: NewCase; ref?: undefined; command?: undefined })

interface CommandSettings {
  landlordId: string
  actor: Actor
  /** The version that the command was decided on; with another one it is stale. */
  ifMatch?: number
  idempotency?: Idempotency
  /** Decide, and write nothing. */
  preview?: boolean
  /** Whether the actor may, on the state before (none when a case is opened). */
  authorise?: (state: CaseState | undefined, caseType: CaseType) => Refusal | 'not-found' | undefined
  muted?: boolean
  /** The landlord's time, unless said. */
  now?: string
  /** When it is written down, where that is not now. */
  recordedAt?: string
}

/** A case as a command leaves it, with what is needed to show it. `version` is what the next command must match. */
export interface DoneCommand extends Ground {
  kind: 'done'
  state: CaseState
  events: CaseEvent[]
  version: number
  /** The request had been carried out before; state and events are those of then. */
  replayed?: true
}

export type CommandResult =
  | DoneCommand
  | (Ground & { kind: 'preview'; state: CaseState; events: CaseEvent[] })
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'stale'; version: number; since: CaseEvent[] }
  /** The command names, in this field, nobody of this landlord. */
  | { kind: 'person-unknown'; field: string }
  | { kind: 'not-found' }
  | { kind: 'case-type-not-found' }
  | { kind: 'key-used-for-another-request' }
  | { kind: 'key-in-use' }

/** 23505: another process did the same under this key just now. 40P01 and 40001: PostgreSQL asks to try again. */
const WORTH_ANOTHER_TRY: ReadonlySet<string | undefined> = new Set(['23505', '40P01', '40001'])
const MOST_TRIES = 3

/**
 * One command of one person, in one transaction and one order: lock the case, may they, was it done before under this key, is it
 * still the version they saw, is everyone it names here; then decide and append. A refusal is an answer; it changes nothing and takes no number.
 */
export async function runCommand(casework: Casework, request: CommandRequest): Promise<CommandResult> {
  return runUnderKey(casework, { ...request, readOnly: request.preview }, async (tx) => {
    const result = await carryOut({ tx, casework, request })
    // What a refused opening took, its number, goes back.
    if (result.kind === 'refused') tx.undoAtEnd()
    return result
  })
}

type KeyedRequest = Pick<CommandSettings, 'landlordId' | 'actor' | 'idempotency'> & { readOnly?: boolean }

/** Runs work in a transaction, again where PostgreSQL asks for it, unless this process has the same key under way. */
export async function runUnderKey<T>(casework: Casework, request: KeyedRequest, work: (tx: LandlordTransaction) => Promise<T>): Promise<T | { kind: 'key-in-use' }> {
  const key = request.idempotency && `${request.landlordId} ${request.actor.id} ${request.idempotency.key}`
  const access = { pool: casework.pool, landlordId: request.landlordId, readOnly: request.readOnly }
  if (key === undefined) return tryInLandlord(access, work)
  // Another process that works on the same key makes this one wait at its lock, and then answer as it did.
  if (casework.keysUnderWay.has(key)) return { kind: 'key-in-use' }
  casework.keysUnderWay.add(key)
  try {
    return await tryInLandlord(access, work)
  } finally {
    casework.keysUnderWay.delete(key)
  }
}

async function tryInLandlord<T>(access: LandlordAccess, work: (tx: LandlordTransaction) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await inLandlord(access, work)
    } catch (error) {
      if (tries === MOST_TRIES || !(error instanceof DatabaseError) || !WORTH_ANOTHER_TRY.has(error.code)) throw error
    }
  }
}

interface Job {
  tx: LandlordTransaction
  casework: Casework
  request: CommandRequest
}

async function carryOut(job: Job): Promise<CommandResult> {
  const { tx, request } = job
  const ground = await findGround(job)
  if ('kind' in ground) return ground
  const refusal = request.authorise?.(ground.before?.state, ground.caseType)
  if (refusal !== undefined) return refusal === 'not-found' ? { kind: 'not-found' } : { kind: 'refused', refusal }
  const earlier = await findEarlierAnswer(job, ground)
  if (earlier !== undefined) return earlier
  const { before } = ground
  if (before && request.ifMatch !== undefined && request.ifMatch !== before.version) {
    return { kind: 'stale', version: before.version, since: await readEvents(tx, { caseId: before.id, from: Math.max(request.ifMatch, before.version - MOST_CHANGES) + 1 }) }
  }
  // Not before the key was looked up: somebody who has left since must not turn the answer of then into another.
  const unknown = request.command ? await findUnknownPerson(tx, request.command) : await findUnknownParty(tx, request.newCase?.parties)
  if (unknown !== undefined) return { kind: 'person-unknown', field: unknown }
  const noRecord = await refuseUnknownRecord(tx, request.command)
  return noRecord === undefined ? decideOn(ground, job) : { kind: 'refused', refusal: noRecord }
}

async function findGround({ tx, casework, request }: Job): Promise<Ground | CommandResult> {
  const given = request.now
  if (request.newCase !== undefined) {
    return (await findOpeningGround(tx, casework, { newCase: request.newCase, landlord: await readLandlord(tx), given })) ?? { kind: 'case-type-not-found' }
  }
  const before = await (request.preview ? findCase(tx, request.ref) : findCaseForUpdate(tx, request.ref))
  return before === undefined ? { kind: 'not-found' } : groundOf(tx, casework, { before, given })
}

/** The key is looked up under the lock of the case and before the version is compared, so that a request sent again finds its answer. */
async function findEarlierAnswer({ tx, request: { idempotency, actor, preview } }: Job, ground: Ground): Promise<CommandResult | undefined> {
  if (idempotency === undefined || preview) return undefined
  const earlier = await findEarlierDeed(tx, actor.id, idempotency)
  if (earlier === undefined) return undefined
  if (!earlier.isSameRequest) return { kind: 'key-used-for-another-request' }
  const { state, events } = await recallDeed(tx, earlier)
  return { ...ground, kind: 'done', state, events, version: state.version, now: earlier.at, replayed: true }
}

async function decideOn(ground: Ground, { tx, request }: Job): Promise<CommandResult> {
  const { actor, recordedAt, newCase, command, idempotency } = request
  const opening = newCase && (await prepareOpening(tx, { newCase, preview: request.preview, ground }))
  if (isRefusal(opening)) return { kind: 'refused', refusal: opening }
  const by = { actor, recordedAt }
  const [decided] = await decideAndAppend(tx, [{ ground, opening: opening && { ...opening, by }, steps: command ? [{ ...by, command }] : [] }], request)
  if (decided === undefined) throw new Error('A command was not decided')
  if (decided.kind === 'refused') return { kind: 'refused', refusal: ofTheRules(decided.refusal) }
  const { state, events, caseType } = decided
  if (request.preview) return { ...ground, caseType, kind: 'preview', state, events }
  await recordAudit(tx, [{ actor, action: command?.type ?? 'open-case', caseId: state.id, details: { from: events[0]?.seq, to: state.version } }])
  if (idempotency) await keepDeed(tx, idempotency, { actorId: actor.id, caseId: state.id, events, at: ground.now })
  return { ...ground, caseType, kind: 'done', state, events, version: state.version }
}

/** The version was compared before, so that whoever is late can be told what changed. */
function ofTheRules(refusal: RefusedStep['refusal']): Refusal {
  if (refusal.refused === 'case-changed') throw new Error('A single command brings no version to the decision')
  return refusal
}

async function prepareOpening(tx: LandlordTransaction, { newCase, ground, preview }: { newCase: NewCase; ground: Ground; preview?: boolean }): Promise<Opening | Refusal> {
  const [opening] = await prepareOpenings(tx, [{ newCase, ground }], { preview })
  if (opening === undefined) throw new Error('No opening was prepared')
  return opening
}
