import { createHash, hash, randomBytes } from 'node:crypto'
import type { CaseEvent } from '@casement/engine'
import { canonicalJson } from './canonical-json.ts'

const SALT_BYTES = 16

/** An event with what makes tampering show: a salted digest of its payload, and a digest that holds the one before it. */
export interface ChainedEvent {
  event: CaseEvent
  step: string | null
  salt: Buffer
  payloadDigest: Buffer
  digest: Buffer
}

/** Whose event it is, and the digest of the one before; none before a case's first. */
export interface ChainPlace {
  landlordId: string
  caseId: string
  previous?: Buffer
}

/** What of an event the chain covers, beside its payload. */
export type EventFacts = Pick<CaseEvent, 'seq' | 'type' | 'occurredAt' | 'recordedAt'> & { step: string | null; actor: { kind: string; id: string } }

/** Digests of new events, each hashed once. */
export function chainEvents(events: CaseEvent[], place: ChainPlace): ChainedEvent[] {
  let { previous } = place
  return events.map((event) => {
    const salt = nextSalt()
    const step = stepOf(event)
    const payloadDigest = digestPayload(event.payload, salt)
    const digest = digestEvent({ ...event, step }, payloadDigest, { ...place, previous })
    previous = digest
    return { event, step, salt, payloadDigest, digest }
  })
}

/** To ask the system for chance costs more than a digest, so it is asked for many salts at once; none is used twice. */
const SALTS_AT_ONCE = 256
let salts = Buffer.alloc(0)

function nextSalt(): Buffer {
  if (salts.length === 0) salts = randomBytes(SALT_BYTES * SALTS_AT_ONCE)
  const salt = salts.subarray(0, SALT_BYTES)
  salts = salts.subarray(SALT_BYTES)
  return salt
}

/** SHA-256 of the salt and the canonical payload. The salt keeps a redacted payload from being guessed. */
export function digestPayload(payload: unknown, salt: Buffer): Buffer {
  return createHash('sha256').update(salt).update(canonicalJson(payload)).digest()
}

/** SHA-256 of the canonical event with its payload digest and the digest of the event before it in the case. */
export function digestEvent(event: EventFacts, payloadDigest: Buffer, place: ChainPlace): Buffer {
  return hash('sha256', canonicalEvent(event, payloadDigest, place), 'buffer')
}

/** Written with its keys in their order, so that it is canonical as it stands. */
export function canonicalEvent({ actor, occurredAt, recordedAt, seq, step, type }: EventFacts, payloadDigest: Buffer, { landlordId, caseId, previous }: ChainPlace): string {
  return JSON.stringify({
    actor: { id: actor.id, kind: actor.kind }, case: caseId, landlord: landlordId, occurredAt,
    payload: payloadDigest.toString('hex'), previous: previous?.toString('hex') ?? null, recordedAt, seq, step, type,
  })
}

function stepOf({ payload }: CaseEvent): string | null {
  return 'step' in payload && typeof payload.step === 'string' ? payload.step : null
}
