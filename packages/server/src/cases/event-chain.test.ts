import type { CaseEvent } from '@casement/engine'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { canonicalEvent, chainEvents, digestEvent, digestPayload } from './event-chain.ts'

const place = { landlordId: '01990000-0000-7000-8000-000000000001', caseId: '01990000-0000-7000-8000-000000000002' }
const note = (seq: number, text: string): CaseEvent => ({
  seq, type: 'note-added', actor: { kind: 'person', id: 'rq' }, occurredAt: '2026-11-16T10:00:00.000Z', recordedAt: '2026-11-16T10:00:01.000Z', payload: { text },
})
const started: CaseEvent = { ...note(1, ''), type: 'item-started', payload: { item: 'visit.1', step: 'visit', triggers: [] } }

describe('the chain of a case', () => {
  test('hangs each event on the one before it', () => {
    const [first, second] = chainEvents([note(1, 'a'), note(2, 'b')], place)
    if (!first || !second) throw new Error('Two events were chained')
    expect(second.digest).toEqual(digestEvent({ ...note(2, 'b'), step: null }, second.payloadDigest, { ...place, previous: first.digest }))
    expect(second.digest).not.toEqual(digestEvent({ ...note(2, 'b'), step: null }, second.payloadDigest, place))
  })

  test('goes on from the digest that the case keeps', () => {
    const [first, second] = chainEvents([note(1, 'a'), note(2, 'b')], place)
    const [alone] = chainEvents([note(2, 'b')], { ...place, previous: first?.digest })
    expect(alone?.payloadDigest).not.toEqual(second?.payloadDigest)
    expect(alone && digestEvent({ ...note(2, 'b'), step: null }, alone.payloadDigest, { ...place, previous: first?.digest })).toEqual(alone?.digest)
  })

  test('salts each payload anew, so that two equal ones cannot be told by their digests', () => {
    const [one, other] = chainEvents([note(1, 'same'), note(2, 'same')], place)
    expect(one?.payloadDigest).not.toEqual(other?.payloadDigest)
    expect(one && digestPayload({ text: 'same' }, one.salt)).toEqual(one?.payloadDigest)
  })

  test('covers everything of an event, and the step that it happened to', () => {
    const [chained] = chainEvents([started], place)
    if (!chained) throw new Error('One event was chained')
    const digest = (change: object) => digestEvent({ ...started, step: chained.step, ...change }, chained.payloadDigest, place)
    expect([chained.step, digest({})]).toEqual(['visit', chained.digest])
    const changes = [{ seq: 2 }, { type: 'item-offered' }, { step: 'keys' }, { occurredAt: '2026-11-15T10:00:00.000Z' }, { recordedAt: '2026-11-16T10:00:02.000Z' }, { actor: { kind: 'system', id: 'rq' } }, { actor: { kind: 'person', id: 'dw' } }]
    for (const change of changes) expect(digest(change)).not.toEqual(chained.digest)
    expect(digestEvent({ ...started, step: 'visit' }, chained.payloadDigest, { ...place, caseId: place.landlordId })).not.toEqual(chained.digest)
  })

  test('hashes the canonical form', () => {
    const text = canonicalEvent({ ...started, step: 'visit' }, Buffer.alloc(32), place)
    expect(text).toBe(canonicalJson(JSON.parse(text)))
  })
})
