import { describe, expect, test } from 'vitest'
import { allowedActions } from '../allowed-actions.ts'
import { consequences } from '../consequences.ts'
import type { ClockDefinition } from '../case-type/definition.ts'
import type { StepDefinition } from '../case-type/step-definition.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { given } from '../testing/given.ts'
import { officer, play, sampleType } from '../testing/play.ts'

/** Received on Thursday 10 December 2026 and acknowledged a week later, the reply is due on Tuesday 5 January 2027. */
const reply: ClockDefinition = {
  id: 'reply', name: 'Reply', basis: 'code', starts: 'case.opened', stops: 'answer', allow: { workingDays: 10 }, warn: { workingDays: 2 },
  extend: { by: { workingDays: 10 }, noticeBeforeDue: 'tell', source: 'Code 6.4' },
  escalate: [{ at: 'due', do: [{ notify: 'manager' }] }],
}
const letter: StepDefinition = { id: 'tell', kind: 'message', name: 'Letter about more time', template: 'more-time', after: 'reply.extension-proposed', repeatable: true }
const typeWith = (more: Partial<ClockDefinition>) => {
  const clock = { ...reply, ...more }
  return sampleType({
    holdReasons: [{ id: 'police', name: 'Police' }],
    clocks: [clock],
    steps: [
      { id: 'answer', kind: 'task', name: 'Answer' },
      { ...letter, after: clock.extend?.noticeBeforeDue ? letter.after : 'outside.never' },
      { id: 'ask-why', kind: 'task', name: 'Ask why', after: clock.extend ? 'reply.extended' : 'outside.never' },
    ],
  })
}
const told = typeWith({})
const atOnce = typeWith({ extend: { by: { workingDays: 10 }, times: 2 } })
const extend = { type: 'extend-clock', clock: 'reply.1', reason: 'The surveyor is ill' } as const
const opened = '2026-12-17T10:00:00Z'

describe('extending a clock', () => {
  test('counts the whole sum again from the start, at once where nobody must be told', () => {
    const game = play(atOnce, opened).at('2026-12-30T10:00:00Z').do({ ...extend, by: { workingDays: 4 } })
    expect(game.clock('reply.1')).toMatchObject({ dueOn: '2027-01-11', first: { dueOn: '2027-01-05' }, state: 'running' })
    expect(game.shows()).toContain('ask-why.1 live')
    expect(game.do({ ...extend, by: { workingDays: 6 } }).clock('reply.1')).toMatchObject({ dueOn: '2027-01-19', first: { dueOn: '2027-01-05' } })
    expect(game.state.clocks['reply.1']!.extensions).toMatchObject([{ by: { workingDays: 4 }, reason: 'The surveyor is ill', who: officer.id, askedAt: '2026-12-30T10:00:00.000Z', state: 'in-force' }, { by: { workingDays: 6 } }])
  })

  test('is only proposed where a letter must go out first, and the letter starts', () => {
    const story = given(told).on(opened).opened().on('2026-12-30T10:00:00Z').when(extend).thenEvents({ type: 'clock-extension-proposed', by: { workingDays: 10 }, notice: 'tell' }, 'message-prepared')
    expect(story.state.items['tell.1']!.state).toBe('live')
    const game = play(told, opened).at('2026-12-30T10:00:00Z').do(extend)
    expect(game.clock('reply.1')).toMatchObject({ dueOn: '2027-01-05', first: undefined, proposed: { dueOn: '2027-01-19' } })
  })

  test.each([
    ['the next day', '2026-12-31T10:00:00Z', undefined],
    ['in the last second of the due day', '2027-01-05T23:59:59Z', undefined],
    ['on the due day, and written down two days later', '2027-01-07T10:00:00Z', '2027-01-05T16:00:00Z'],
  ])('comes into force once its letter went out %s', (_when, at, occurredAt) => {
    const game = play(told, opened).at('2026-12-30T10:00:00Z').do(extend).at(at).do({ type: 'complete-task', task: 'tell.1', occurredAt })
    expect(game.clock('reply.1')).toMatchObject({ dueOn: '2027-01-19', first: { dueOn: '2027-01-05' }, late: false, proposed: undefined })
    expect(game.at('2027-01-18T10:00:00Z').do({ type: 'complete-task', task: 'answer.1' }).clock('reply.1').state).toBe('met')
  })

  test('lapses when its letter went out after the due date: the clock is missed', () => {
    const game = play(told, opened).at('2026-12-30T10:00:00Z').do(extend).at('2027-01-06T09:00:00Z').do({ type: 'complete-task', task: 'tell.1' })
    expect(game.types()).toContain('clock-extension-lapsed')
    expect(consequences(game.state, game.events)).toContain('Leaves the clock Reply as it was: the letter about its extension went out too late')
    expect(game.clock('reply.1')).toMatchObject({ dueOn: '2027-01-05', state: 'overdue', first: undefined })
    expect(game.refused(extend).refused).toBe('clock-past-due')
    expect(game.do({ type: 'complete-task', task: 'answer.1' }).clock('reply.1').state).toBe('missed')
  })

  test('lapses when its letter is cancelled, and can be proposed anew', () => {
    const game = play(told, opened).at('2026-12-30T10:00:00Z').do(extend)
    expect(game.refused(extend)).toMatchObject({ refused: 'extension-pending', remedy: 'Send Letter about more time before Reply is past due; or cancel that letter, and extend anew.' })
    game.do({ type: 'cancel-task', task: 'tell.1', reason: 'We can answer in time' })
    expect(game.state.clocks['reply.1']!.extensions).toMatchObject([{ state: 'lapsed' }])
    game.do({ ...extend, by: { workingDays: 2 } }).do({ type: 'complete-task', task: 'tell.2' })
    expect(game.clock('reply.1').dueOn).toBe('2027-01-07')
  })

  test('a letter that was skipped can be brought back, and still counts', () => {
    const game = play(told, opened).at('2026-12-30T10:00:00Z').do(extend).do({ type: 'skip-task', task: 'tell.1' }).do({ type: 'offer-task-again', task: 'tell.1' }).do({ type: 'start-task', task: 'tell.3' }).do({ type: 'complete-task', task: 'tell.3' })
    expect(game.clock('reply.1').dueOn).toBe('2027-01-19')
  })

  test('a letter written down after the answer counts, because it went out before', () => {
    const game = play(told, opened).at('2027-01-05T10:00:00Z').do(extend).at('2027-01-07T10:00:00Z').do({ type: 'complete-task', task: 'answer.1' })
    expect(game.clock('reply.1').state).toBe('missed')
    expect(game.do({ type: 'complete-task', task: 'tell.1', occurredAt: '2027-01-05T17:00:00Z' }).clock('reply.1').state).toBe('met')
  })

  test('a letter that went out after the answer changes nothing', () => {
    const game = play(told, opened).at('2026-12-30T10:00:00Z').do(extend).do({ type: 'complete-task', task: 'answer.1' }).at('2026-12-31T10:00:00Z').do({ type: 'complete-task', task: 'tell.1' })
    expect(game.state.clocks['reply.1']!.extensions).toMatchObject([{ state: 'lapsed', toldAt: '2026-12-31T10:00:00.000Z' }])
    expect(game.clock('reply.1')).toMatchObject({ state: 'met', dueOn: '2027-01-05' })
  })

  test('lapses with its letter when the task whose clock it is begins anew', () => {
    const { allow, extend: more } = reply
    const visits = sampleType({ steps: [{ id: 'visit', kind: 'task', name: 'Visit', clock: { allow, extend: more } }, { id: 'answer', kind: 'task', name: 'Answer' }, { ...letter, after: 'visit.extension-proposed' }] })
    const game = play(visits, opened).do({ ...extend, clock: 'visit.1' }).do({ type: 'complete-task', task: 'visit.1' }).do({ type: 'redo-task', task: 'visit.1', reason: 'Wrong door' })
    expect(game.state.items['tell.1']!.state).toBe('superseded')
    expect(game.state.clocks['visit.1']!.extensions).toMatchObject([{ state: 'lapsed' }])
  })

  test('stays when the task at which a clock of the case is shown is done again: the clock runs on', () => {
    const visits = sampleType({ clocks: [{ ...reply, of: 'visit' }], steps: [{ id: 'visit', kind: 'task', name: 'Visit' }, { id: 'answer', kind: 'task', name: 'Answer' }, letter] })
    const game = play(visits, opened).do({ type: 'complete-task', task: 'visit.1' }).do(extend).do({ type: 'redo-task', task: 'visit.1', reason: 'Wrong door' })
    expect(game.state.items['tell.1']!.state).toBe('live')
    expect(game.state.clocks['reply.1']!.extensions).toMatchObject([{ state: 'proposed' }])
  })

  test('in another unit goes on from the due date', () => {
    const game = play(typeWith({ extend: { by: { days: 5 } } }), opened).at('2026-12-30T10:00:00Z').do(extend)
    expect(game.clock('reply.1')).toMatchObject({ dueOn: '2027-01-10', dueAt: '2027-01-10T23:59:59.000Z', first: { dueOn: '2027-01-05' } })
  })

  test('arms warning and escalation again where the new target puts them in the future (semantics 33)', () => {
    const game = play(atOnce, opened).at('2027-01-04T10:00:00Z').do({ ...extend, by: { workingDays: 4 } }).at('2027-01-20T10:00:00Z').do({ type: 'advance-time' })
    const spoken = game.events.filter(({ type }) => type === 'clock-warned' || type === 'clock-due' || type === 'clock-escalated').map(({ type, occurredAt }) => `${type} ${occurredAt}`)
    expect(spoken).toEqual([
      'clock-warned 2026-12-31T00:00:00.000Z',
      'clock-warned 2027-01-07T00:00:00.000Z',
      'clock-due 2027-01-11T23:59:59.000Z',
      'clock-escalated 2027-01-11T23:59:59.000Z',
    ])
  })

  test('says nothing again whose new moment had passed when it came into force', () => {
    const game = play(typeWith({ warn: { workingDays: 9 }, extend: { by: { workingDays: 1 } } }), opened).at('2026-12-30T10:00:00Z').do(extend).at('2027-01-04T10:00:00Z').do({ type: 'advance-time' })
    expect(game.events.filter(({ type }) => type === 'clock-warned').map(({ occurredAt }) => occurredAt)).toEqual(['2026-12-18T00:00:00.000Z'])
  })

  test('that is written down late does not take back what has been said, and says it again for the new target', () => {
    const game = play(told, opened).at('2026-12-30T10:00:00Z').do(extend).at('2027-01-06T10:00:00Z').do({ type: 'complete-task', task: 'tell.1', occurredAt: '2027-01-05T10:00:00Z' }).at('2027-01-20T10:00:00Z').do({ type: 'advance-time' })
    const due = game.events.filter(({ type }) => type === 'clock-due').map(({ occurredAt }) => occurredAt)
    expect(due).toEqual(['2027-01-05T23:59:59.000Z', '2027-01-19T23:59:59.000Z'])
  })

  test('of a clock that stands on hold is possible, and the pause adds to both targets', () => {
    const game = play(typeWith({ pausedBy: ['police'], extend: { by: { workingDays: 10 } } }), opened).at('2026-12-29T10:00:00Z').do({ type: 'hold', reason: 'police' }).do(extend).at('2026-12-31T10:00:00Z').do({ type: 'release' })
    expect(game.clock('reply.1')).toMatchObject({ dueOn: '2027-01-21', first: { dueOn: '2027-01-07' } })
  })
})

describe('an extension is refused', () => {
  const running = () => play(atOnce, opened).at('2026-12-30T10:00:00Z')
  test('of a clock that is not there, that no rule lets anyone extend, or that runs no more', () => {
    expect(running().refused({ ...extend, clock: 'constructor' }).refused).toBe('clock-unknown')
    expect(play(typeWith({ extend: undefined, stops: 'ask-why' }), opened).refused(extend).refused).toBe('clock-not-extendable')
    expect(running().do({ type: 'complete-task', task: 'answer.1' }).refused(extend).refused).toBe('clock-ended')
    expect(running().do({ type: 'cancel-case', reason: 'mistake' }).refused(extend).refused).toBe('case-cancelled')
  })

  test('beyond what the rule allows, in amount and in number', () => {
    expect(running().refused({ ...extend, by: { workingDays: 11 } })).toMatchObject({ refused: 'extension-too-long', words: 'Reply may be extended by at most 10 working days.' })
    expect(running().do({ ...extend, by: { workingDays: 4 } }).refused({ ...extend, by: { workingDays: 7 } })).toMatchObject({ refused: 'extension-too-long', words: 'Reply may be extended by at most 6 working days.' })
    expect(running().do({ ...extend, by: { workingDays: 1 } }).do({ ...extend, by: { workingDays: 1 } }).refused(extend).refused).toBe('extension-used-up')
    expect(running().do(extend).refused({ ...extend, by: { workingDays: 1 } }).refused).toBe('extension-used-up')
  })

  test.each([[{ workingDays: 0 }], [{ workingDays: -3 }], [{ days: 3 }]])('by %j', (by) => {
    expect(running().refused({ ...extend, by })).toMatchObject({ refused: 'extension-invalid', at: [{ place: 'by', words: 'From 1 to 10 working days.' }] })
  })

  test('once it is past due, save when it was decided before', () => {
    const late = () => play(atOnce, opened).at('2027-01-06T00:00:00Z')
    expect(late().refused(extend).refused).toBe('clock-past-due')
    expect(late().do({ ...extend, occurredAt: '2027-01-05T16:00:00Z' }).clock('reply.1').dueOn).toBe('2027-01-19')
  })

  test('without a reason', () => expect(running().refused({ ...extend, reason: ' ' }).refused).toBe('reason-missing'))

  test('to who has not the role that the rule names', () => {
    const managers = typeWith({ extend: { by: { workingDays: 10 }, roles: ['manager'] } })
    expect(play(managers, opened).refused(extend)).toMatchObject({ refused: 'narrowed-by-type', remedy: 'Ask a manager.' })
    expect(play(managers, opened).by({ kind: 'person', id: 'dawn', roles: ['manager'] }).do(extend).clock('reply.1').dueOn).toBe('2027-01-19')
  })

  test('while its letter cannot start any more', () => {
    const game = play(told, opened).do({ type: 'cancel-task', task: 'tell.1', reason: 'never' })
    expect(game.refused(extend)).toMatchObject({ refused: 'clock-not-extendable', words: 'Reply cannot be extended now: Letter about more time can go out no more.' })
  })

  test('and the table of allowed actions says the same', () => {
    const { state } = running()
    const actions = (at: string) => allowedActions(state, { caseType: atOnce, calendar: () => englandAndWales, now: at, actor: officer }).clock(state.clocks['reply.1']!).filter(({ action }) => action === 'extend')
    expect(actions('2026-12-30T10:00:00.000Z')).toEqual([{ action: 'extend', command: 'extend-clock', allowed: true }])
    expect(actions('2027-01-06T10:00:00.000Z')).toMatchObject([{ action: 'extend', allowed: false, refusal: { refused: 'clock-past-due' } }])
  })
})
