import { describe, expect, test } from 'vitest'
import { given, type Story } from '../testing/given.ts'
import { play, sampleType } from '../testing/play.ts'
import { readCaseClock } from '../settle/moments.ts'
import { englandAndWales } from '../testing/calendars.ts'

const task = { id: 'visit', kind: 'task', name: 'Visit' } as const
const target = { id: 'visited', name: 'Visited', starts: 'case.opened', stops: 'visit', allow: { workingDays: 2 }, warn: { workingDays: 1 } } as const
const visits = sampleType({ clocks: [{ ...target, revise: true, escalate: [{ at: 'due', do: [{ notify: 'owner' }] }] }], steps: [task] })
const dueOf = ({ state }: Story, clock: string, now = '2026-12-03T10:00:00Z') => readCaseClock(state.clocks[clock]!, () => englandAndWales, now)

describe('A landlord’s own target is revised by hand', () => {
  test('to a day, with its reason; the warning moves with it and the first target stays', () => {
    const story = given(visits).opened().when({ type: 'revise-clock', clock: 'visited.1', target: { on: '2026-12-10' }, reason: 'Snow' }).thenEvents({ type: 'clock-revised', clock: 'visited.1', on: '2026-12-10', reason: 'Snow' })
    expect(dueOf(story, 'visited.1')).toMatchObject({ dueOn: '2026-12-10', warnAt: '2026-12-09T00:00:00.000Z', first: { dueOn: '2026-12-03' } })
  })

  test('to a length from its start, and brought forward', () => {
    const revised = (days: number) => dueOf(given(visits).opened().and({ type: 'revise-clock', clock: 'visited.1', target: { workingDays: days }, reason: 'Snow' }), 'visited.1')
    expect([revised(5).dueOn, revised(1).dueOn]).toEqual(['2026-12-08', '2026-12-02'])
  })

  test('to a moment, of a clock that counts time', () => {
    const hours = sampleType({ clocks: [{ ...target, allow: { hours: 24 }, warn: undefined, revise: true }], steps: [task] })
    const story = given(hours).opened().and({ type: 'revise-clock', clock: 'visited.1', target: { at: '2026-12-04T12:00:00+01:00' }, reason: 'Snow' })
    expect(dueOf(story, 'visited.1').dueAt).toBe('2026-12-04T11:00:00.000Z')
  })

  test('a hold that begins afterwards moves it on, one from before does not (semantics 28)', () => {
    const type = sampleType({ holdReasons: [{ id: 'access', name: 'No access' }], clocks: [{ ...target, pausedBy: ['access'], revise: true }], steps: [task] })
    const game = play(type).do({ type: 'hold', reason: 'access' }).at('2026-12-02T10:00:00Z').do({ type: 'release' })
    game.do({ type: 'revise-clock', clock: 'visited.1', target: { on: '2026-12-10' }, reason: 'Snow' })
    expect(game.clock('visited.1').dueOn).toBe('2026-12-10')
    game.at('2026-12-03T10:00:00Z').do({ type: 'hold', reason: 'access' }).at('2026-12-07T10:00:00Z').do({ type: 'release' })
    expect(game.clock('visited.1').dueOn).toBe('2026-12-14')
  })

  test('what has fired speaks again for a target that is still to come (semantics 33)', () => {
    const game = play(visits).at('2026-12-04T10:00:00Z').do({ type: 'advance-time' }).do({ type: 'revise-clock', clock: 'visited.1', target: { on: '2026-12-10' }, reason: 'Snow' }).at('2026-12-11T10:00:00Z').do({ type: 'advance-time' })
    expect(game.types().filter((type) => type.startsWith('clock-'))).toEqual(['clock-started', 'clock-warned', 'clock-due', 'clock-escalated', 'clock-revised', 'clock-warned', 'clock-due', 'clock-escalated'])
  })

  test('an extension from before is part of what was revised', () => {
    const type = sampleType({ clocks: [{ ...target, revise: true, extend: { by: { workingDays: 3 } } }], steps: [task] })
    const story = given(type).opened().and({ type: 'extend-clock', clock: 'visited.1', reason: 'Ill' }, { type: 'revise-clock', clock: 'visited.1', target: { workingDays: 4 }, reason: 'Well' })
    expect(dueOf(story, 'visited.1').dueOn).toBe('2026-12-07')
  })
})

describe('A target is not revised', () => {
  const opened = () => given(visits).opened()

  test('where its type does not say so, or law or a code sets it', () => {
    for (const clock of [target, { ...target, basis: 'law' as const, revise: true }, { ...target, basis: 'code' as const, revise: true }]) {
      expect(given(sampleType({ clocks: [clock], steps: [task] })).opened().when({ type: 'revise-clock', clock: 'visited.1', target: { on: '2026-12-10' }, reason: 'Snow' }).thenRefused('clock-not-revisable').words).toContain('Visited')
    }
  })

  test('by other roles than it names', () => {
    const type = sampleType({ clocks: [{ ...target, revise: { roles: ['manager'] } }], steps: [task] })
    expect(given(type).opened().when({ type: 'revise-clock', clock: 'visited.1', target: { on: '2026-12-10' }, reason: 'Snow' }).thenRefused('narrowed-by-type').words).toContain('manager')
  })

  test.for([[{ on: '2026-11-20' }], [{ on: '2026-02-30' }], [{ at: '2026-12-10T10:00:00Z' }], [{ workingDays: 0 }]] as const)('to %j', ([wrong]) => {
    expect(opened().when({ type: 'revise-clock', clock: 'visited.1', target: wrong, reason: 'Snow' }).thenRefused('revision-invalid').at?.[0]?.place).toBe('target')
  })

  test('without a reason, when it runs no more, or when there is none', () => {
    const to = { type: 'revise-clock', clock: 'visited.1', target: { on: '2026-12-10' }, reason: 'Snow' } as const
    expect(opened().when({ ...to, reason: ' ' }).thenRefused('reason-missing').words).toContain('Visited')
    expect(opened().and({ type: 'complete-task', task: 'visit.1' }).when(to).thenRefused('clock-ended').words).toBe('Visited runs no more.')
    expect(opened().when({ ...to, clock: 'none.1' }).thenRefused('clock-unknown').remedy).toBe('Name one of its clocks.')
  })
})

describe('Targets stay in step', () => {
  const overall = { id: 'overall', name: 'Overall', starts: 'case.opened', stops: 'end', allow: { workingDays: 5 }, revise: true } as const
  const within = (revise: true | { within?: string; mayPassStage?: boolean }) => sampleType({
    clocks: [overall],
    steps: [{ id: 'enquiries', kind: 'stage', name: 'Enquiries', clock: { allow: { workingDays: 3 }, revise: true }, steps: [{ ...task, clock: { allow: { workingDays: 2 }, revise } }] }, { id: 'end', kind: 'finish', name: 'End', after: 'enquiries' }],
  })
  const revise = (clock: string, on: string) => ({ type: 'revise-clock', clock, target: { on }, reason: 'Snow' }) as const

  test('a task’s with the stage around it, in both directions', () => {
    const story = given(within(true)).opened()
    expect(story.when(revise('visit.1', '2026-12-07')).thenRefused('revision-out-of-step').words).toBe('Visit cannot be due then: it would be due after Enquiries.')
    expect(story.when(revise('enquiries.1', '2026-12-02')).thenRefused('revision-out-of-step').words).toBe('Enquiries cannot be due then: Visit would be due after it.')
    story.and(revise('enquiries.1', '2026-12-10'), revise('visit.1', '2026-12-10'))
  })

  test('and with the clock of the case that it names', () => {
    const story = given(within({ within: 'overall', mayPassStage: true })).opened()
    expect(story.and(revise('visit.1', '2026-12-08')).when(revise('visit.1', '2026-12-09')).thenRefused('revision-out-of-step').words).toContain('after Overall')
    expect(story.and(revise('visit.1', '2026-12-08')).when(revise('overall.1', '2026-12-07')).thenRefused('revision-out-of-step').words).toContain('Visit would be due after it')
  })

  test('unless its type lets it pass', () => {
    expect(given(within({ mayPassStage: true })).opened().and(revise('visit.1', '2026-12-20')).state.clocks['visit.1']?.targets).toHaveLength(1)
  })
})
