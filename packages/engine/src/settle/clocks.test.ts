import { describe, expect, test } from 'vitest'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

test('a wait says whether law, code or the landlord sets its length, and where it is written', () => {
  const lasts = { days: 28, inclusive: true }
  const notice = sampleType({ steps: [{ id: 'notice', kind: 'wait', name: 'Notice', lasts, basis: 'law', source: 'Protection from Eviction Act 1977, section 5' }, { id: 'cooling', kind: 'wait', name: 'Cooling', lasts }] })
  const { state } = given(notice).opened()
  expect(state.clocks['notice.1']?.terms).toMatchObject({ basis: 'law', source: 'Protection from Eviction Act 1977, section 5', allow: lasts })
  expect(state.clocks['cooling.1']?.terms.basis).toBe('landlord')
})

describe('a clock that starts at each time that two things have happened', () => {
  const each = sampleType({
    clocks: [{ id: 'both', name: 'Both', starts: ['outside.asked', 'outside.agreed'], stops: 'outside.done', each: true, allow: { days: 5 } }],
    steps: [{ id: 'visit', kind: 'task', name: 'Visit' }],
  })
  const outside = (name: string, occurredAt?: string) => ({ type: 'record-outside-event', name, occurredAt }) as const
  /** What was agreed on the 2nd is written down after what was asked on the 3rd. */
  const both = () => given(each).opened().on('2026-12-04T10:00:00Z').and(outside('asked', '2026-12-03T10:00:00Z'), outside('agreed', '2026-12-02T10:00:00Z'))

  test('counts from the last to occur, and needs both anew for its next run', () => {
    const asked = both().and(outside('done'), outside('asked'))
    expect(Object.values(asked.state.clocks).map(({ id, startedAt }) => [id, startedAt])).toEqual([['both.1', '2026-12-03T10:00:00.000Z']])
    expect(Object.keys(asked.and(outside('agreed')).state.clocks)).toEqual(['both.1', 'both.2'])
  })

  test('is not stopped by what had been recorded before it could start', () => {
    const early = given(each).opened().on('2026-12-04T10:00:00Z').and(outside('asked'), outside('done'), outside('agreed', '2026-12-02T10:00:00Z'))
    expect(early.state.clocks['both.1']?.stopped).toBeUndefined()
  })
})

test('a clock that starts at each occurrence starts for all that happened before its condition held', () => {
  const later = sampleType({
    fields: { outside: { yesNo: {} } },
    clocks: [{ id: 'safe', name: 'Make safe', starts: { on: 'outside.emergency', when: 'outside != true' }, stops: 'visit', each: true, allow: { hours: 24 } }],
    steps: [{ id: 'visit', kind: 'task', name: 'Visit' }],
  })
  const emergency = { type: 'record-outside-event', name: 'emergency' } as const
  const twice = given(later).opened({ fields: { outside: true } }).and(emergency, emergency)
  expect(Object.keys(twice.state.clocks)).toEqual([])
  expect(Object.keys(twice.and({ type: 'edit-fields', fields: { outside: false } }).state.clocks)).toEqual(['safe.1', 'safe.2'])
})

test('a wait that elapsed on hold acts at the last release, though an earlier one was written down after it', () => {
  const steps = [{ id: 'rest', kind: 'wait' as const, name: 'Rest', lasts: { days: 3 } }, { id: 'visit', kind: 'task' as const, name: 'Visit' }]
  const held = given(sampleType({ holdReasons: [{ id: 'police', name: 'Police' }, { id: 'agency', name: 'Agency' }], steps })).opened().and({ type: 'hold', reason: 'police' }, { type: 'hold', reason: 'agency' })
  const told = held.on('2026-12-10T10:00:00Z').and({ type: 'release', hold: 'hold.1' }).when({ type: 'release', hold: 'hold.2', occurredAt: '2026-12-08T10:00:00Z' }).thenEvents('wait-ended')
  expect(told.events.find(({ type }) => type === 'wait-ended')?.occurredAt).toBe('2026-12-10T10:00:00.000Z')
})
