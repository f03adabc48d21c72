import { describe, expect, test } from 'vitest'
import type { ClockDefinition } from '../case-type/definition.ts'
import type { StepDefinition } from '../case-type/step-definition.ts'
import { consequences } from '../consequences.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { given, type Story } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'
import { readCaseClock } from './moments.ts'

const holdReasons = [{ id: 'police', name: 'Police ask us not to enter' }, { id: 'agency', name: 'Waiting for an agency' }]
const task = (id: string, more: Partial<Extract<StepDefinition, { kind: 'task' }>> = {}): StepDefinition => ({ id, kind: 'task', name: id.toUpperCase(), ...more })
const stage = (id: string, steps: StepDefinition[], more: Partial<Extract<StepDefinition, { kind: 'stage' }>> = {}): StepDefinition => ({ id, kind: 'stage', name: id.toUpperCase(), steps, ...more })
const law = (more: Partial<ClockDefinition> = {}): ClockDefinition => ({ id: 'law', name: 'Law', basis: 'law', starts: 'case.opened', stops: 'visit', allow: { days: 10 }, pausedBy: ['police'], ...more })
const underLaw = (steps: StepDefinition[] = [task('visit'), task('other')], clock: Partial<ClockDefinition> = {}) => given(sampleType({ holdReasons, clocks: [law(clock)], steps })).on('2026-12-01T10:00:00Z').opened()

const day = (number: number) => `2026-12-${String(number).padStart(2, '0')}T10:00:00Z`
const pausesOf = (story: Story, clock = 'law.1') => story.state.clocks[clock]!.pauses.map(({ from, to }) => [from.slice(0, 10), to?.slice(0, 10)])
const readingOf = (story: Story, now: string, clock = 'law.1') => readCaseClock(story.state.clocks[clock]!, () => englandAndWales, now)
const redo = { type: 'redo-task', task: 'visit.1', reason: 'wrong flat' } as const

describe('a clock that runs as if it never had stopped stands for the holds that came meanwhile (semantics 26, 28)', () => {
  const visited = () => underLaw().on(day(2)).and({ type: 'complete-task', task: 'visit.1' })

  test('one that began and ended while it was stopped', () => {
    const held = visited().on(day(3)).and({ type: 'hold', reason: 'police' }).on(day(6)).and({ type: 'release' })
    const redone = held.on(day(7)).when(redo).thenEvents({ type: 'clock-continued', clock: 'law.1' }, { type: 'clock-paused', clock: 'law.1', hold: 'hold.1', to: '2026-12-06T10:00:00.000Z' })
    expect(pausesOf(redone)).toEqual([['2026-12-03', '2026-12-06']])
    expect(readingOf(redone, day(7))).toMatchObject({ state: 'running', dueOn: '2026-12-14' })
    expect(consequences(redone.state, redone.events.slice(held.events.length))).toContain('Does not count a hold that has ended in the clock Law')
  })

  test('not one for a reason that it does not name', () => {
    const held = visited().on(day(3)).and({ type: 'hold', reason: 'agency' }).on(day(6)).and({ type: 'release' })
    expect(pausesOf(held.on(day(7)).and(redo))).toEqual([])
  })

  test('one that began before it stopped is counted once, though it ended after', () => {
    const looking = underLaw([stage('look', [task('visit', { required: true })]), task('other')])
    const stopped = looking.on(day(2)).and({ type: 'hold', reason: 'police' }).on(day(4)).by({ kind: 'import', id: 'log' }).and({ type: 'record-task', step: 'visit' })
    const redone = stopped.on(day(6)).and({ type: 'release' }).on(day(7)).and(redo)
    expect(pausesOf(redone)).toEqual([['2026-12-02', '2026-12-06']])
    expect(readingOf(redone, day(7)).dueOn).toBe('2026-12-15')
  })

  test('one that is still on is counted from its beginning, and resumes the clock once', () => {
    const redone = visited().on(day(3)).and({ type: 'hold', reason: 'police' }).on(day(5)).by({ kind: 'import', id: 'log' }).and(redo)
    expect([pausesOf(redone), readingOf(redone, day(6)).state]).toEqual([[['2026-12-03', undefined]], 'paused'])
    const released = redone.on(day(8)).and({ type: 'release' })
    expect(released.events.filter(({ type }) => type === 'clock-resumed')).toHaveLength(1)
    expect(pausesOf(released)).toEqual([['2026-12-03', '2026-12-08']])
    expect(readingOf(released, day(8)).dueOn).toBe('2026-12-16')
  })

  test('one of a stage, for the clock of that stage when it reopens', () => {
    const looking = given(sampleType({ holdReasons, steps: [stage('look', [task('visit', { required: true })], { clock: { basis: 'law', allow: { days: 10 }, pausedBy: ['police'] } }), task('other')] })).opened()
    const held = looking.on(day(2)).and({ type: 'complete-task', task: 'visit.1' }).on(day(3)).and({ type: 'hold', reason: 'police' }).on(day(6)).and({ type: 'release' })
    expect(pausesOf(held.on(day(7)).and(redo), 'look.1')).toEqual([['2026-12-03', '2026-12-06']])
  })

  test('one of the stage around the task that the clock is shown at', () => {
    const looking = underLaw([stage('look', [task('visit', { required: true }), task('photos')]), task('other')], { of: 'visit' })
    const held = looking.on(day(2)).and({ type: 'complete-task', task: 'visit.1' }).on(day(3)).and({ type: 'hold', reason: 'police', on: 'look.1' }, { type: 'hold', reason: 'police', on: 'other.1' })
    const redone = held.on(day(6)).and({ type: 'release', on: 'look.1' }).on(day(7)).and({ type: 'release', on: 'other.1' }).on(day(8)).and(redo)
    expect(pausesOf(redone)).toEqual([['2026-12-03', '2026-12-06']])
    expect(pausesOf(redone.on(day(9)).and({ type: 'hold', reason: 'police', on: 'visit.2' }))).toEqual([['2026-12-03', '2026-12-06'], ['2026-12-09', undefined]])
  })

  test('one of a back-dated start’s time', () => {
    const held = underLaw([task('visit')], { starts: 'outside.letter' }).on(day(3)).and({ type: 'hold', reason: 'police' }).on(day(5)).and({ type: 'release' })
    const told = held.on(day(7)).and({ type: 'record-outside-event', name: 'letter', occurredAt: day(2) })
    expect([pausesOf(told), readingOf(told, day(7)).dueOn]).toEqual([[['2026-12-03', '2026-12-05']], '2026-12-14'])
  })

  test('after reopening, those of the case and of its tasks before it ended', () => {
    const ended = underLaw().on(day(2)).and({ type: 'hold', reason: 'police' }).on(day(4)).and({ type: 'cancel-case', reason: 'mistake' })
    const reopened = ended.on(day(8)).and({ type: 'reopen-case', reason: 'no mistake', restart: ['visit.1'] })
    expect([pausesOf(reopened), readingOf(reopened, day(8))]).toMatchObject([[['2026-12-02', '2026-12-04']], { state: 'running', dueOn: '2026-12-13' }])
  })
})

describe('what is taken back hides no breach', () => {
  test('a clock that a skipped task withdrew runs on when the task is redone', () => {
    const skipped = underLaw(undefined, { stops: 'visit.completed', withdraws: 'visit.skipped' }).on(day(2)).and({ type: 'skip-task', task: 'visit.1' })
    expect(readingOf(skipped, day(2)).state).toBe('withdrawn')
    const redone = skipped.on(day(20)).and(redo).on(day(21)).and({ type: 'advance-time' })
    expect(readingOf(redone, day(21))).toMatchObject({ state: 'overdue', dueOn: '2026-12-11' })
  })

  test('a clock that the cancelling of a stage withdrew runs on when the stage reopens', () => {
    const steps = [stage('look', [task('visit'), task('photos')]), task('other')]
    const cancelled = underLaw(steps, { stops: 'look.completed', withdraws: 'look.cancelled-by-person' }).and({ type: 'complete-task', task: 'visit.1' }, { type: 'cancel-task', task: 'look.1', reason: 'not needed' })
    expect(readingOf(cancelled, day(2)).state).toBe('withdrawn')
    expect(readingOf(cancelled.on(day(2)).and(redo), day(2)).state).toBe('running')
  })

  test('a stage’s clock of law that was handed on to a later run runs on when that run reopens', () => {
    const steps = [task('ask'), stage('look', [task('visit', { required: true })], { after: 'ask', clock: { basis: 'law', allow: { days: 10 } } }), task('other')]
    const looked = given(sampleType({ steps })).opened().and({ type: 'complete-task', task: 'ask.1' }).on(day(2)).and({ type: 'redo-task', task: 'ask.1', reason: 'wrong flat' }, { type: 'complete-task', task: 'ask.2' })
    expect(looked.state.clocks['look.1']).toMatchObject({ of: 'look.2', startedAt: '2026-12-01T10:00:00.000Z' })
    const done = looked.and({ type: 'complete-task', task: 'visit.2' })
    expect(readingOf(done, day(3), 'look.1').state).toBe('met')
    expect(readingOf(done.on(day(3)).and({ ...redo, task: 'visit.2' }), day(3), 'look.1').state).toBe('running')
  })

  test('a task under law, whose stage is taken back and opens again, keeps its first start', () => {
    const steps = [task('ask'), stage('look', [stage('rooms', [task('visit', { clock: { basis: 'law', allow: { days: 10 } } })])], { after: 'ask' }), task('other')]
    const looking = given(sampleType({ steps })).opened().and({ type: 'complete-task', task: 'ask.1' }).on(day(5))
    const again = looking.and({ type: 'redo-task', task: 'ask.1', reason: 'wrong flat' }, { type: 'complete-task', task: 'ask.2' })
    expect(again.state.clocks).toMatchObject({ 'visit.1': { of: 'visit.2', startedAt: '2026-12-01T10:00:00.000Z' } })
    expect(Object.keys(again.state.clocks)).toEqual(['visit.1'])
    expect(readingOf(again, day(5), 'visit.1').state).toBe('running')
  })

  test('a repeatable task under law that is taken back keeps its first start, though the next run waited already', () => {
    const steps = [task('ask'), task('visit', { after: 'ask', repeatable: true, clock: { basis: 'law', allow: { days: 10 } } }), task('other')]
    const asked = given(sampleType({ steps })).opened().and({ type: 'complete-task', task: 'ask.1' }).on(day(5))
    const again = asked.and({ type: 'redo-task', task: 'ask.1', reason: 'wrong flat' }, { type: 'complete-task', task: 'ask.2' })
    expect(again.state.clocks).toMatchObject({ 'visit.1': { of: 'visit.3', startedAt: '2026-12-01T10:00:00.000Z' } })
    const offered = given(sampleType({ steps: steps.map((step) => (step.id === 'visit' ? { ...step, start: 'by-hand' as const } : step)) })).opened().and({ type: 'complete-task', task: 'ask.1' }, { type: 'start-task', task: 'visit.1' }).on(day(5))
    const started = offered.and({ type: 'redo-task', task: 'ask.1', reason: 'wrong flat' }, { type: 'complete-task', task: 'ask.2' }, { type: 'start-task', task: 'visit.3' })
    expect(started.state.clocks).toMatchObject({ 'visit.1': { of: 'visit.3', startedAt: '2026-12-01T10:00:00.000Z' } })
    expect(Object.values(again.state.items).filter(({ step }) => step === 'visit').map(({ id, state }) => `${id} ${state}`)).toEqual(['visit.1 superseded', 'visit.2 superseded', 'visit.3 live', 'visit.4 waiting'])
  })

  test('a clock of law that starts at each occurrence is not doubled by the same one again', () => {
    const asked = underLaw([task('ask', { repeatable: true }), task('other')], { starts: 'ask', stops: 'other', each: true }).and({ type: 'complete-task', task: 'ask.1' }).on(day(5))
    const again = asked.and({ ...redo, task: 'ask.1' }, { type: 'complete-task', task: 'ask.4' })
    expect(Object.values(again.state.clocks).map(({ id, startedAt }) => [id, startedAt])).toEqual([['law.1', '2026-12-01T10:00:00.000Z']])
    expect(Object.keys(again.and({ type: 'complete-task', task: 'ask.2' }).state.clocks)).toEqual(['law.1', 'law.2'])
  })

  test('a task begun under law, skipped and offered again keeps its first start', () => {
    const skipped = given(sampleType({ steps: [task('visit', { clock: { basis: 'law', allow: { days: 10 } } }), task('other')] })).opened().on(day(2)).and({ type: 'skip-task', task: 'visit.1' })
    const again = skipped.on(day(5)).and({ type: 'offer-task-again', task: 'visit.1' }, { type: 'start-task', task: 'visit.2' })
    expect(again.state.clocks).toMatchObject({ 'visit.1': { of: 'visit.2', startedAt: '2026-12-01T10:00:00.000Z' } })
    expect(readingOf(again, day(5), 'visit.1').state).toBe('running')
  })

  test('a task on hold that is set aside lets go of its clock: the next run is not held', () => {
    const steps = [task('ask'), task('visit', { after: 'ask', clock: { basis: 'law', allow: { days: 10 }, pausedBy: ['police'] } }), task('other')]
    const held = given(sampleType({ holdReasons, steps })).opened().and({ type: 'complete-task', task: 'ask.1' }).on(day(2)).and({ type: 'hold', reason: 'police', on: 'visit.1' })
    const again = held.on(day(4)).and({ type: 'redo-task', task: 'ask.1', reason: 'wrong flat', supersede: ['visit.1'] }, { type: 'complete-task', task: 'ask.2' })
    expect(readingOf(again, day(5), 'visit.1')).toMatchObject({ state: 'running', dueOn: '2026-12-13' })
  })

  test('a task on hold that an import records as done lets go of its hold', () => {
    const held = given(sampleType({ holdReasons, steps: [task('visit', { clock: { basis: 'law', allow: { days: 10 }, pausedBy: ['police'] } }), task('other')] })).opened().on(day(2)).and({ type: 'hold', reason: 'police', on: 'visit.1' })
    const redone = held.on(day(4)).by({ kind: 'import', id: 'log' }).and({ type: 'record-task', step: 'visit' }, { ...redo })
    expect(readingOf(redone, day(5), 'visit.1')).toMatchObject({ state: 'running', dueOn: '2026-12-13' })
  })

  test('a wait with a clock of its own keeps both: how long it lasts, and by when it must be over', () => {
    const waiting = given(sampleType({ steps: [{ id: 'reply', kind: 'wait', name: 'Reply', forEvent: 'reply', timeOut: { days: 20 }, clock: { basis: 'law', allow: { days: 10 } } }, task('other')] })).opened()
    expect(waiting.state.clocks).toMatchObject({ 'reply.1': { terms: { basis: 'law' } }, 'reply.1.wait': { wait: true } })
    const timedOut = waiting.on('2027-01-10T10:00:00Z').when({ type: 'advance-time' }).thenEvents({ type: 'clock-due', clock: 'reply.1' }, { type: 'wait-ended', how: 'timedOut' }, { type: 'clock-stopped', clock: 'reply.1' })
    expect(readingOf(timedOut, '2027-01-10T10:00:00Z', 'reply.1').state).toBe('missed')
  })

  test('reopening asks the clock of a restarted task what it does on reopening, not on redo (semantics 21)', () => {
    const cancelled = (onReopen: 'keep' | 'restart') => given(sampleType({ steps: [task('visit', { clock: { basis: 'law', onReopen, allow: { days: 10 } } })] })).opened().and({ type: 'cancel-case', reason: 'mistake' })
    const reopened = (onReopen: 'keep' | 'restart') => cancelled(onReopen).on(day(5)).and({ type: 'reopen-case', reason: 'no mistake', restart: ['visit.1'] }).state.clocks
    expect([Object.keys(reopened('keep')), Object.keys(reopened('restart'))]).toEqual([['visit.1'], ['visit.1', 'visit.2']])
  })
})

test('a clock is shown at the run of its step that is to be done, not at the next one', () => {
  const calls = sampleType({ clocks: [law({ starts: 'outside.letter', stops: 'call', of: 'call' })], steps: [task('call', { repeatable: true, after: 'case.opened' })] })
  expect(given(calls).opened().and({ type: 'record-outside-event', name: 'letter' }).state.clocks['law.1']?.of).toBe('call.1')
})
