import { describe, expect, test } from 'vitest'
import { play, sampleType } from '../testing/play.ts'

const holdReasons = [{ id: 'police', name: 'Police ask us not to enter' }, { id: 'agency', name: 'Waiting for an agency' }]
const timed = sampleType({
  holdReasons,
  clocks: [{
    id: 'first-visit', name: 'First visit', starts: 'case.opened', stops: 'visit', of: 'visit', allow: { workingDays: 2 }, warn: { workingDays: 1 }, pausedBy: ['police'],
    escalate: [{ at: 'due', do: [{ notify: 'manager' }, { raisePriority: true }] }, { after: { workingDays: 1 }, repeat: 2, do: [{ reassign: 'team-lead' }] }],
  }],
  steps: [
    { id: 'visit', kind: 'task', name: 'Visit' },
    { id: 'notice', kind: 'message', name: 'Notice', template: 'notice', after: 'visit' },
    { id: 'runs', kind: 'wait', name: 'Notice runs', after: 'notice', lasts: { days: 28, inclusive: true }, pausedBy: ['police'] },
    { id: 'late', kind: 'task', name: 'Ask why it is late', after: 'first-visit.due' },
    { id: 'recover', kind: 'task', name: 'Recover', after: 'runs' },
  ],
})

// Tuesday 1 December 2026, 10 am: two working days are up at the end of Thursday 3 December.
describe('clocks', () => {
  test('a clock warns and falls due at its own moments, once, in order, and steps may follow', () => {
    const game = play(timed).at('2026-12-07T09:00:00Z').do({ type: 'advance-time' })
    const told = game.events.filter(({ type }) => type.startsWith('clock-') && type !== 'clock-started').map(({ type, occurredAt }) => `${type} ${occurredAt}`)
    expect(told).toEqual([
      'clock-warned 2026-12-02T00:00:00.000Z',
      'clock-due 2026-12-03T23:59:59.000Z',
      'clock-escalated 2026-12-03T23:59:59.000Z',
      'clock-escalated 2026-12-04T23:59:59.000Z',
    ])
    expect([game.state.priority, game.state.items['visit.1']!.assignee, game.shows()]).toEqual(['high', { kind: 'role', id: 'team-lead' }, ['visit.1 live', 'late.1 live']])
  })

  test('it is met when what stops it occurred in time, though written down late', () => {
    const game = play(timed).at('2026-12-04T09:00:00Z').do({ type: 'complete-task', task: 'visit.1', occurredAt: '2026-12-03T15:00:00Z' })
    expect(game.clock('first-visit.1').state).toBe('met')
    expect(game.clock('first-visit.1').late).toBe(false)
  })

  test('only a hold for a reason that the clock names stops it (semantics 28)', () => {
    const game = play(timed).at('2026-12-02T09:00:00Z').do({ type: 'hold', reason: 'agency' })
    expect(game.clock('first-visit.1').dueOn).toBe('2026-12-03')
    game.do({ type: 'hold', reason: 'police' })
    expect(game.clock('first-visit.1').state).toBe('paused')
    game.at('2026-12-07T09:00:00Z').do({ type: 'release', hold: 'hold.2' })
    expect(game.clock('first-visit.1').dueOn).toBe('2026-12-08')
    expect(game.shows()).toEqual(['visit.1 on-hold'])
    expect(game.do({ type: 'release' }).shows()).toEqual(['visit.1 live'])
  })

  test('what is on hold cannot be completed; what happens outside is recorded all the same', () => {
    const game = play(timed).do({ type: 'hold', reason: 'agency' })
    expect(game.refused({ type: 'complete-task', task: 'visit.1' }).refused).toBe('task-on-hold')
    expect(game.do({ type: 'record-outside-event', name: 'keys-returned' }).types()).toContain('outside-event')
  })

  test('a hold with an end releases itself then', () => {
    const game = play(timed).do({ type: 'hold', reason: 'agency', until: '2026-12-03T12:00:00.000Z' }).at('2026-12-03T13:00:00Z').do({ type: 'advance-time' })
    expect(game.shows()).toEqual(['visit.1 live'])
  })

  test('a wait counts its days and then starts what follows', () => {
    const game = play(timed).do({ type: 'complete-task', task: 'visit.1' }).do({ type: 'complete-task', task: 'notice.1' })
    expect(game.clock('runs.1').dueOn).toBe('2026-12-28')
    game.at('2026-12-28T12:00:00Z').do({ type: 'advance-time' })
    expect(game.shows()).not.toContain('recover.1 live')
    expect(game.at('2026-12-29T00:00:00Z').do({ type: 'advance-time' }).shows()).toContain('recover.1 live')
  })

  test('a wait that elapsed while on hold acts at the release', () => {
    const game = play(timed).do({ type: 'complete-task', task: 'visit.1' }).do({ type: 'complete-task', task: 'notice.1' }).do({ type: 'hold', reason: 'agency' })
    expect(game.at('2027-01-10T09:00:00Z').do({ type: 'advance-time' }).shows()).not.toContain('recover.1 live')
    game.at('2027-01-11T09:00:00Z').do({ type: 'release' })
    const elapsed = game.events.find(({ type }) => type === 'wait-ended')!
    expect(elapsed.occurredAt).toBe('2027-01-11T09:00:00.000Z')
  })

  test('a back-dated case that is past due escalates at once, in order, each point once', () => {
    const game = play(timed, '2026-12-07T10:00:00Z', { occurredAt: '2026-12-01T10:00:00Z' })
    expect(game.types().filter((type) => type === 'clock-due')).toHaveLength(1)
    const before = game.events.length
    expect(game.do({ type: 'advance-time' }).events).toHaveLength(before)
  })

  test('a clock stopped before it started is met at zero (semantics 29)', () => {
    const early = sampleType({ clocks: [{ id: 'answer', name: 'Answer', starts: 'ask', stops: 'reply', allow: { workingDays: 2 } }], steps: [{ id: 'ask', kind: 'task', name: 'Ask' }, { id: 'reply', kind: 'task', name: 'Reply' }] })
    const game = play(early).do({ type: 'complete-task', task: 'reply.1' }).at('2026-12-02T10:00:00Z').do({ type: 'complete-task', task: 'ask.1' })
    expect(game.clock('answer.1').state).toBe('met')
  })

  test('a clock whose start is back-dated to before a hold is paused from the beginning of the hold; one that starts under a hold is not', () => {
    const told = sampleType({ holdReasons, clocks: [{ id: 'answer', name: 'Answer', starts: 'outside.letter', stops: 'reply', allow: { workingDays: 5 }, pausedBy: ['police'] }], steps: [{ id: 'reply', kind: 'task', name: 'Reply' }] })
    const held = () => play(told).at('2026-12-03T10:00:00Z').do({ type: 'hold', reason: 'police' }).at('2026-12-04T10:00:00Z')
    const before = held().do({ type: 'record-outside-event', name: 'letter', occurredAt: '2026-12-02T10:00:00Z' })
    expect(before.state.clocks['answer.1']!.pauses).toEqual([{ from: '2026-12-03T10:00:00.000Z', reason: 'police', hold: 'hold.1' }])
    expect(held().do({ type: 'record-outside-event', name: 'letter' }).state.clocks['answer.1']!.pauses).toEqual([])
  })

  test('a wait until a date follows the date when it changes, or becomes known (semantics 15)', () => {
    const dated = sampleType({ fields: { expires: { date: {} } }, steps: [{ id: 'runs', kind: 'wait', name: 'Notice expires', until: 'expires' }, { id: 'recover', kind: 'task', name: 'Recover', after: 'runs' }] })
    const game = play(dated).do({ type: 'edit-fields', fields: { expires: '2026-12-05' } }).do({ type: 'edit-fields', fields: { expires: '2026-12-20' } })
    expect(game.at('2026-12-10T10:00:00Z').do({ type: 'advance-time' }).state.items['recover.1']!.state).toBe('waiting')
    expect(game.at('2026-12-21T10:00:00Z').do({ type: 'advance-time' }).state.items['recover.1']!.state).toBe('live')
  })

  test('after reopening, law runs on from its first start and a landlord’s own clock starts anew (semantics 21)', () => {
    const two = sampleType({ clocks: [{ id: 'own', name: 'Own', starts: 'case.opened', stops: 'a', allow: { workingDays: 5 } }, { id: 'law', name: 'Law', basis: 'law', starts: 'case.opened', stops: 'a', allow: { workingDays: 5 } }], steps: [{ id: 'a', kind: 'task', name: 'A' }] })
    const game = play(two).do({ type: 'cancel-case', reason: 'mistake' }).at('2026-12-02T10:00:00Z').do({ type: 'reopen-case', reason: 'no mistake', restart: ['a.1'] })
    expect(game.state.clocks['own.2']!.startedAt).toBe('2026-12-02T10:00:00.000Z')
    expect([game.state.clocks['law.1']!.withdrawn, game.state.clocks['law.2']]).toEqual([undefined, undefined])
  })

  test('what ends with its stage was cancelled by nobody, and starts nothing', () => {
    const staged = sampleType({ steps: [
      { id: 'look', kind: 'stage', name: 'Look', steps: [{ id: 'visit', kind: 'task', name: 'Visit', required: true }, { id: 'photo', kind: 'task', name: 'Photo', start: 'by-hand' }] },
      { id: 'ask', kind: 'task', name: 'Ask why', after: 'photo.cancelled-by-person' },
    ] })
    expect(play(staged).do({ type: 'complete-task', task: 'visit.1' }).state.items['ask.1']!.state).toBe('waiting')
  })
})
