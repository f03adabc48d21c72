import { describe, expect, test } from 'vitest'
import { explainClock, explanationText } from '../clocks/explain.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { play, sampleType } from '../testing/play.ts'

const task = { id: 'investigate', kind: 'task', name: 'Investigate' } as const
const allow = { by: 'severity', targets: { emergency: { hours: 24 }, significant: { workingDays: 10 } } } as const
const lists = { severities: [{ id: 'emergency', name: 'Emergency' }, { id: 'significant', name: 'Significant' }, { id: 'other', name: 'Other' }] }
const hazard = sampleType({
  fields: { severity: { choice: 'severities' } }, lists,
  clocks: [{ id: 'investigated', name: 'Investigated', basis: 'law', starts: 'case.opened', stops: 'investigate', allow, warn: { hours: 4 }, escalate: [{ at: 'due', do: [{ notify: 'manager' }] }] }],
  steps: [task],
})
const rated = (severity: string) => ({ type: 'edit-fields', fields: { severity } }) as const

describe('A clock whose length goes by a field', () => {
  test('is given its target anew from its original start, and both targets are told (semantics 31)', () => {
    const game = play(hazard, '2026-12-01T10:00:00Z', { fields: { severity: 'significant' } })
    expect(game.clock('investigated.1').dueOn).toBe('2026-12-15')
    game.at('2026-12-01T15:00:00Z').do(rated('emergency'))
    expect(game.clock('investigated.1')).toMatchObject({ dueAt: '2026-12-02T10:00:00.000Z', first: { dueOn: '2026-12-15' } })
    expect(game.clock('investigated.1').lateOnRating).toBeUndefined()
    expect(explanationText(explainClock(game.state.clocks['investigated.1']!, englandAndWales, '2026-12-01T15:00:00Z'))).toContain('Rule: Law. 24 hours for severity emergency, since Tue 1 Dec: 24\nBefore: 10 working days, due Tue 15 Dec, until Tue 1 Dec: 0')
  })

  test('is due at once where that has passed already, marked as late on re-rating, and fires once (semantics 31)', () => {
    const game = play(hazard, '2026-12-01T10:00:00Z', { fields: { severity: 'significant' } }).at('2026-12-04T11:00:00Z').do(rated('emergency')).do({ type: 'advance-time' })
    expect(game.clock('investigated.1')).toMatchObject({ dueAt: '2026-12-04T11:00:00.000Z', lateOnRating: true })
    game.at('2026-12-04T12:00:00Z').do({ type: 'advance-time' })
    expect(game.clock('investigated.1')).toMatchObject({ state: 'overdue', late: true })
    expect(game.types().filter((type) => type === 'clock-due' || type === 'clock-escalated')).toEqual(['clock-due', 'clock-escalated'])
    expect(explanationText(explainClock(game.state.clocks['investigated.1']!, englandAndWales, '2026-12-04T12:00:00Z'))).toContain('Due at once for severity emergency')
  })

  test('what has fired stays fired when it is rated down, and speaks again for the target to come (semantics 31)', () => {
    const game = play(hazard, '2026-12-01T10:00:00Z', { fields: { severity: 'emergency' } }).at('2026-12-03T10:00:00Z').do({ type: 'advance-time' }).do(rated('significant'))
    expect(game.state.happened['investigated.due']).toHaveLength(1)
    expect(game.clock('investigated.1')).toMatchObject({ dueOn: '2026-12-15', late: false, first: { dueOn: '2026-12-02' } })
    game.at('2026-12-16T10:00:00Z').do({ type: 'advance-time' })
    expect(game.types().filter((type) => type === 'clock-due')).toHaveLength(2)
  })

  test('is withdrawn when it has no target, and runs on from its start when it has one again (semantics 31)', () => {
    const game = play(hazard, '2026-12-01T10:00:00Z', { fields: { severity: 'significant' } }).do(rated('other'))
    expect(game.clock('investigated.1').state).toBe('withdrawn')
    game.at('2026-12-03T10:00:00Z').do(rated('significant'))
    expect(game.clock('investigated.1')).toMatchObject({ state: 'running', dueOn: '2026-12-15' })
    expect(Object.keys(game.state.clocks)).toEqual(['investigated.1'])
  })

  test('begins, from when its start came, once the case is rated', () => {
    const game = play(hazard).at('2026-12-03T10:00:00Z')
    expect(game.state.clocks).toEqual({})
    game.do(rated('significant'))
    expect(game.clock('investigated.1').dueOn).toBe('2026-12-15')
  })

  test('that has ended is not rated any more', () => {
    const game = play(hazard, '2026-12-01T10:00:00Z', { fields: { severity: 'significant' } }).do({ type: 'complete-task', task: 'investigate.1' }).do(rated('emergency'))
    expect(game.types()).not.toContain('clock-rated')
  })

  test('keeps a date set by hand until it is rated anew', () => {
    const own = sampleType({ fields: { severity: { choice: 'severities' }, size: { number: {} } }, lists, clocks: [{ id: 'investigated', name: 'Investigated', starts: 'case.opened', stops: 'investigate', allow: { by: 'severity', targets: { significant: { workingDays: 10 }, other: { workingDays: 20 } } }, revise: true }], steps: [task] })
    const game = play(own, '2026-12-01T10:00:00Z', { fields: { severity: 'significant' } }).do({ type: 'revise-clock', clock: 'investigated.1', target: { workingDays: 3 }, reason: 'Snow' }).do({ type: 'edit-fields', fields: { size: 3 } })
    expect(game.clock('investigated.1').dueOn).toBe('2026-12-04')
    expect(game.do(rated('other')).clock('investigated.1').dueOn).toBe('2026-12-31')
  })
})

describe('A clock may also go by', () => {
  const targets = { urgent: { hours: 4 }, normal: { workingDays: 5 } }

  test('the priority of the case (service level by priority)', () => {
    const type = sampleType({ clocks: [{ id: 'done', name: 'Done', starts: 'case.opened', stops: 'investigate', allow: { by: 'priority', targets, otherwise: { workingDays: 20 } } }], steps: [task] })
    const game = play(type)
    expect(game.clock('done.1').dueOn).toBe('2026-12-08')
    expect(game.do({ type: 'set-priority', priority: 'urgent' }).clock('done.1').dueAt).toBe('2026-12-01T14:00:00.000Z')
    expect(game.do({ type: 'set-priority', priority: 'low' }).clock('done.1').dueOn).toBe('2026-12-31')
  })

  test('the outcome of a step, also a task’s own clock, which begins when there is one', () => {
    const type = sampleType({
      steps: [{ id: 'assess', kind: 'task', name: 'Assess', outcomes: ['high', 'low'] }, { ...task, clock: { allow: { by: 'outcome("assess")', targets: { high: { workingDays: 1 }, low: { workingDays: 5 } } } } }],
    })
    const game = play(type).at('2026-12-02T10:00:00Z')
    expect(game.state.clocks['investigate.1']).toBeUndefined()
    expect(game.do({ type: 'complete-task', task: 'assess.1', outcome: 'low' }).clock('investigate.1').dueOn).toBe('2026-12-08')
  })
})
