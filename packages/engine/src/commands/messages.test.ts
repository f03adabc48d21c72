import { describe, expect, test } from 'vitest'
import type { Actor } from '../case/event.ts'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const officer: Actor = { kind: 'person', id: 'rosalind', roles: ['officer'] }
const dawn: Actor = { kind: 'person', id: 'dawn', roles: ['manager', 'officer'] }
const another: Actor = { kind: 'person', id: 'ines', roles: ['manager', 'officer'] }
const post: Actor = { kind: 'system', id: 'post' }

const notices = sampleType({
  clocks: [{ id: 'told', name: 'Told in time', basis: 'law', starts: 'case.opened', stops: 'notice.sent', allow: { workingDays: 5 } }],
  steps: [
    { id: 'notice', kind: 'message', name: 'Notice', template: 'notice', approve: 'manager' },
    { id: 'runs', kind: 'wait', name: 'Notice runs', after: 'notice.sent', lasts: { days: 28 } },
    { id: 'ring', kind: 'task', name: 'Ring them', after: 'notice.sent' },
    { id: 'trace', kind: 'task', name: 'Find the address', after: 'notice.failed' },
  ],
})
const opened = () => given(notices).by(officer).opened()
const approved = () => opened().and({ type: 'prepare-message', task: 'notice.1' }).by(dawn).and({ type: 'approve-message', task: 'notice.1' })
const sent = () => approved().on('2026-12-02T10:00:00Z').and({ type: 'complete-task', task: 'notice.1' })

describe('a letter that another approves (semantics 35)', () => {
  test('is a draft, then ready, then approved, and goes out only then', () => {
    const draft = opened()
    expect(draft.state.items['notice.1']).toMatchObject({ state: 'live', message: 'draft' })
    expect(draft.when({ type: 'complete-task', task: 'notice.1' }).thenRefused('not-approved').remedy).toBe('Say first that it is ready to be approved.')
    const ready = draft.and({ type: 'prepare-message', task: 'notice.1' })
    expect(ready.state.items['notice.1']).toMatchObject({ message: 'ready', readyBy: 'rosalind' })
    expect(ready.when({ type: 'complete-task', task: 'notice.1' }).thenRefused('not-approved').remedy).toBe('It waits for a manager.')
    expect(approved().state.items['notice.1']?.message).toBe('approved')
    expect(sent().state.items['notice.1']?.state).toBe('completed')
  })

  test('is approved by someone of that role who did not make it ready (semantics 10)', () => {
    const ready = opened().and({ type: 'prepare-message', task: 'notice.1' })
    ready.when({ type: 'approve-message', task: 'notice.1' }).thenRefused('narrowed-by-type')
    const hers = opened().by(dawn).and({ type: 'prepare-message', task: 'notice.1' })
    hers.when({ type: 'approve-message', task: 'notice.1' }).thenRefused('four-eyes')
    expect(hers.by(another).and({ type: 'approve-message', task: 'notice.1' }).state.items['notice.1']?.message).toBe('approved')
  })

  test('is given back as a draft with a reason', () => {
    const ready = opened().and({ type: 'prepare-message', task: 'notice.1' }).by(dawn)
    ready.when({ type: 'return-message', task: 'notice.1', reason: ' ' }).thenRefused('reason-missing')
    const back = ready.and({ type: 'return-message', task: 'notice.1', reason: 'The date is wrong' })
    expect(back.state.items['notice.1']?.message).toBe('draft')
    expect(back.when({ type: 'approve-message', task: 'notice.1' }).thenRefused('not-to-approve').words).toBe('Notice is not ready to be approved.')
  })

  test('is not made ready or approved twice, nor is what is no letter or needs no approval', () => {
    expect(approved().when({ type: 'prepare-message', task: 'notice.1' }).thenRefused('not-to-approve').words).toBe('Notice is ready already.')
    expect(approved().when({ type: 'approve-message', task: 'notice.1' }).thenRefused('not-to-approve').words).toBe('Notice has been approved.')
    sent().when({ type: 'prepare-message', task: 'ring.1' }).thenRefused('not-a-letter')
    given(sampleType({ steps: [{ id: 'card', kind: 'message', name: 'Card', template: 'card' }] })).opened().when({ type: 'prepare-message', task: 'card.1' }).thenRefused('not-to-approve')
  })
})

describe('a letter that goes by itself (semantics 35)', () => {
  const automatic = sampleType({ steps: [{ id: 'card', kind: 'message', name: 'Card', template: 'card', automatic: true }, { id: 'after', kind: 'task', name: 'After', after: 'card.sent' }] })

  test('is on its way until what carries letters takes it, and is never said to be sent before', () => {
    const story = given(automatic).opened()
    expect(story.state.items['card.1']).toMatchObject({ state: 'live', message: 'sending' })
    expect(story.by(post).and({ type: 'record-message-delivered', task: 'card.1' }).state.items).toMatchObject({ 'card.1': { state: 'completed' }, 'after.1': { state: 'live' } })
  })

  test('that nothing carries is marked as posted by a person', () => {
    expect(given(automatic).opened().and({ type: 'complete-task', task: 'card.1' }).state.items['after.1']?.state).toBe('live')
  })

  test('that cannot be sent waits for a person', () => {
    const failed = given(automatic).opened().by(post).and({ type: 'record-message-failed', task: 'card.1', reason: 'No such address' })
    expect(failed.state.items['card.1']).toMatchObject({ state: 'live', message: 'failed' })
    failed.when({ type: 'record-message-delivered', task: 'card.1' }).thenRefused('not-sent')
    expect(failed.by(officer).and({ type: 'complete-task', task: 'card.1' }).state.items['card.1']?.state).toBe('completed')
  })

  test('that is prepared for a person is not on its way', () => {
    approved().by(post).when({ type: 'record-message-delivered', task: 'notice.1' }).thenRefused('not-sent')
    expect(opened().when({ type: 'record-message-failed', task: 'notice.1', reason: 'why' }).thenRefused('not-sent').remedy).toBe('Only what was sent can come back.')
  })
})

describe('a letter that came back (semantics 35)', () => {
  const failed = () => sent().on('2026-12-04T10:00:00Z').and({ type: 'record-message-failed', task: 'notice.1', reason: 'Gone away' })

  test('is live again, its sending no longer counts, and the clock that it stopped runs as if it never had (semantics 35)', () => {
    expect(sent().state.clocks['told.1']?.stopped).toBeDefined()
    const { state } = failed()
    expect(state.items['notice.1']).toMatchObject({ state: 'live', message: 'failed' })
    expect(state.clocks['told.1']?.stopped).toBeUndefined()
    expect(state.happened['notice.sent']).toMatchObject([{ superseded: true }])
    expect(failed().on('2026-12-09T10:00:00Z').when({ type: 'advance-time' }).thenEvents({ type: 'clock-due', clock: 'told.1' }).state.clocks['told.1']).toBeDefined()
  })

  test('takes back what followed from it and nobody touched; what was worked on stays; what waits for the failure starts', () => {
    expect(failed().state.items).toMatchObject({ 'runs.1': { state: 'superseded' }, 'runs.2': { state: 'waiting' }, 'ring.1': { state: 'superseded' }, 'trace.1': { state: 'live' } })
    const rung = sent().and({ type: 'complete-task', task: 'ring.1' }, { type: 'record-message-failed', task: 'notice.1', reason: 'Gone away' })
    expect(rung.state.items['ring.1']?.state).toBe('completed')
  })

  test('is sent once more without another approval, and what follows from it starts anew', () => {
    const again = failed().on('2026-12-05T10:00:00Z').when({ type: 'complete-task', task: 'notice.1' }).thenEvents({ type: 'message-sent', item: 'notice.1' }, { type: 'clock-stopped', clock: 'told.1' })
    expect(again.state.items).toMatchObject({ 'notice.1': { state: 'completed' }, 'runs.2': { state: 'live', startedAt: '2026-12-05T10:00:00.000Z' } })
  })

  test('reopens the stage that had ended with it, and its own clock', () => {
    const staged = sampleType({ steps: [{ id: 'tell', kind: 'stage', name: 'Tell them', steps: [{ id: 'card', kind: 'message', name: 'Card', template: 'card', required: true, clock: { basis: 'law', allow: { days: 5 } } }] }] })
    const back = given(staged).opened().and({ type: 'complete-task', task: 'card.1' }, { type: 'record-message-failed', task: 'card.1', reason: 'Gone away' })
    expect(back.state.items).toMatchObject({ 'tell.1': { state: 'live' }, 'card.1': { state: 'live' } })
    expect(back.state.clocks['card.1']?.stopped).toBeUndefined()
  })

  test('needs a reason', () => {
    expect(sent().when({ type: 'record-message-failed', task: 'notice.1', reason: '' }).thenRefused('reason-missing').words).toContain('reason')
  })
})

describe('a letter to somebody who must not be told', () => {
  const letters = sampleType({ steps: [{ id: 'look', kind: 'task', name: 'Look' }, { id: 'card', kind: 'message', name: 'Card', template: 'card', to: 'neighbour', after: 'look' }, { id: 'instead', kind: 'task', name: 'Ring instead', after: 'card.cancelled-by-rule' }] })
  const looked = (...parties: boolean[]) => given(letters).opened().and(...parties.map((mustNotBeTold) => ({ type: 'add-party' as const, party: { role: 'neighbour', mustNotBeTold } })), { type: 'complete-task', task: 'look.1' })

  test('is never made, says so, and the path can go another way', () => {
    const { state, events } = looked(true)
    expect(events.find(({ type }) => type === 'message-withheld')?.payload).toEqual({ item: 'card.1', step: 'card', parties: ['party.1'] })
    expect(events.some(({ type }) => type === 'message-prepared')).toBe(false)
    expect(state.items).toMatchObject({ 'card.1': { state: 'cancelled', ended: 'must not be told' }, 'instead.1': { state: 'live' } })
  })

  test('goes to the others of the role, and names whom it leaves out', () => {
    const { state, events } = looked(true, false)
    expect(events.find(({ type }) => type === 'message-withheld')?.payload).toMatchObject({ parties: ['party.1'] })
    expect(events.find(({ type }) => type === 'message-prepared')?.payload).toMatchObject({ to: ['party.2'] })
    expect(state.items['card.1']?.state).toBe('live')
  })

  test('does not go out when nobody else is left by then', () => {
    const later = looked(false).and({ type: 'end-party', party: 'party.1' }, { type: 'add-party', party: { role: 'neighbour', mustNotBeTold: true } })
    expect(later.when({ type: 'complete-task', task: 'card.1' }).thenRefused('must-not-be-told').remedy).toBe('Skip the letter, or cancel it.')
  })
})
