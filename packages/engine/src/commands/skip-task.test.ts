import { describe, expect, test } from 'vitest'
import type { StepDefinition } from '../case-type/step-definition.ts'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const welfare = sampleType({ steps: [{ id: 'visit', kind: 'task', name: 'Visit' }, { id: 'welfare', kind: 'task', name: 'Welfare check', after: 'visit', required: 'once-started' }] })

test('what is required once it has started can then be neither skipped nor cancelled, before that it can (semantics 16)', () => {
  const opened = given(welfare).opened()
  opened.when({ type: 'cancel-task', task: 'welfare.1', reason: 'not needed' }).thenEvents('item-cancelled')
  const started = opened.and({ type: 'complete-task', task: 'visit.1' })
  started.when({ type: 'skip-task', task: 'welfare.1' }).thenRefused('required-task')
  started.when({ type: 'cancel-task', task: 'welfare.1', reason: 'not needed' }).thenRefused('required-task')
  expect(started.state.items['welfare.1']?.state).toBe('live')
})

test('a live task that need not happen is skipped, with why, and what comes after it goes on; one that waits is not', () => {
  const opened = given(welfare).opened()
  opened.when({ type: 'skip-task', task: 'welfare.1', reason: 'not needed' }).thenRefused('task-not-live')
  const skipped = opened.on('2026-12-02T09:00:00Z').when({ type: 'skip-task', task: 'visit.1', reason: 'Seen in the office' }).thenEvents({ type: 'item-skipped', item: 'visit.1', reason: 'Seen in the office' })
  expect([skipped.state.items['visit.1'], skipped.state.items['welfare.1']]).toMatchObject([{ state: 'skipped', endedAt: '2026-12-02T09:00:00.000Z' }, { state: 'live' }])
})

test('an offer on hold can be neither started nor declined before the release (semantics 28)', () => {
  const call = sampleType({ holdReasons: [{ id: 'hospital', name: 'In hospital' }], steps: [{ id: 'call', kind: 'task', name: 'Call', start: 'by-hand' }] })
  const held = given(call).opened().and({ type: 'hold', reason: 'hospital' })
  held.when({ type: 'start-task', task: 'call.1' }).thenRefused('task-on-hold')
  held.when({ type: 'skip-task', task: 'call.1' }).thenRefused('task-on-hold')
  const started = held.and({ type: 'release' }, { type: 'start-task', task: 'call.1' })
  expect(started.state.items['call.1']?.state).toBe('live')
})

const inside: StepDefinition[] = [
  { id: 'rooms', kind: 'stage', name: 'Rooms', steps: [{ id: 'damp', kind: 'task', name: 'Damp', required: true }] },
  { id: 'photos', kind: 'task', name: 'Photos' },
  { id: 'report', kind: 'task', name: 'Report', after: 'photos', required: true },
  { id: 'welfare', kind: 'task', name: 'Welfare check', after: 'photos', required: 'once-started' },
]
const look = (more: Partial<StepDefinition> = {}): StepDefinition => ({ id: 'look', kind: 'stage', name: 'Look', steps: inside, ...more } as StepDefinition)
const other: StepDefinition = { id: 'other', kind: 'task', name: 'Other' }
const cancelLook = { type: 'cancel-task', task: 'look.1', reason: 'not needed' } as const

describe('an optional stage that holds required work (semantics 16)', () => {
  test('cannot be cancelled once it is open; the refusal names the work, in stages inside too', () => {
    const opened = given(sampleType({ steps: [look(), other] })).opened()
    const refusal = opened.when(cancelLook).thenRefused('required-task')
    expect([refusal.words, refusal.at]).toEqual(['Look holds required work that is not done: Damp, Report.', [{ place: 'damp.1', words: 'Damp' }, { place: 'report.1', words: 'Report' }]])
    expect(refusal.remedy).toContain('on hold')
    opened.when({ ...cancelLook, task: 'rooms.1' }).thenRefused('required-task')
    expect(opened.and({ type: 'complete-task', task: 'photos.1' }).when(cancelLook).thenRefused('required-task').at).toContainEqual({ place: 'welfare.1', words: 'Welfare check' })
  })

  test('can be cancelled before it opens, and when what it requires is done', () => {
    const waiting = given(sampleType({ steps: [look({ after: 'other' }), other] })).opened()
    expect(waiting.and(cancelLook).state.items['look.1']?.state).toBe('cancelled')
    const rest: StepDefinition = { id: 'rest', kind: 'task', name: 'Rest' }
    const done = given(sampleType({ steps: [look({ steps: [{ id: 'damp', kind: 'task', name: 'Damp', required: true }, rest] } as Partial<StepDefinition>), other] })).opened().and({ type: 'complete-task', task: 'damp.1' })
    expect(done.and(cancelLook).state.items['rest.1']?.state).toBe('cancelled')
  })

  test('a rule may still cancel it', () => {
    const ruled = given(sampleType({ steps: [look({ cancelWhen: 'other' }), other] })).opened().and({ type: 'complete-task', task: 'other.1' })
    expect([ruled.state.items['look.1']?.state, ruled.state.items['damp.1']?.state]).toEqual(['cancelled', 'cancelled'])
  })
})
