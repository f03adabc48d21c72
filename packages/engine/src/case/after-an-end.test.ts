import { describe, expect, test } from 'vitest'
import type { StepDefinition } from '../case-type/step-definition.ts'
import { play, sampleType, type Play } from '../testing/play.ts'

const holdReasons = [{ id: 'stop', name: 'Stop' }]
const task = (id: string, more: Partial<Extract<StepDefinition, { kind: 'task' }>> = {}): StepDefinition => ({ id, kind: 'task', name: id.toUpperCase(), ...more })
const stage = (id: string, steps: StepDefinition[], more: Partial<Extract<StepDefinition, { kind: 'stage' }>> = {}): StepDefinition => ({ id, kind: 'stage', name: id.toUpperCase(), steps, ...more })
const all = (game: Play) => Object.values(game.state.items).map(({ id, state }) => `${id} ${state}`)

describe('after a redo', () => {
  test('what waited in a stage that had completed waits again, so another answer starts its branch (semantics 25)', () => {
    const game = play(sampleType({ steps: [stage('look', [task('visit', { outcomes: ['yes', 'no'] }), task('search', { after: 'visit.yes' })]), task('other')] }))
    game.do({ type: 'complete-task', task: 'visit.1', outcome: 'no' }).do({ type: 'redo-task', task: 'visit.1', reason: 'wrong door' }).do({ type: 'complete-task', task: 'visit.2', outcome: 'yes' })
    expect(all(game)).toEqual(expect.arrayContaining(['look.1 live', 'search.1 cancelled', 'search.2 live']))
  })

  test('what the completion of its stage started is set aside, and a clock it stopped runs on (semantics 25, 26)', () => {
    const game = play(sampleType({ clocks: [{ id: 'finish-look', name: 'Look', basis: 'law', starts: 'case.opened', stops: 'look', allow: { days: 5 } }], steps: [stage('look', [task('visit')]), task('tell', { after: 'look' }), task('other')] }))
    game.do({ type: 'complete-task', task: 'visit.1' })
    expect(game.clock('finish-look.1').state).toBe('met')
    game.do({ type: 'redo-task', task: 'visit.1', reason: 'wrong door' })
    expect(all(game)).toContain('tell.1 superseded')
    expect(game.clock('finish-look.1').state).toBe('running')
    expect(all(game.do({ type: 'complete-task', task: 'visit.2' }))).toContain('tell.2 live')
  })

  test('of a skipped task, and when a declined offer is made again, the chain that was cancelled with it waits again', () => {
    const redone = play(sampleType({ steps: [task('visit'), task('tell', { after: 'visit.completed' }), task('other')] }))
    redone.do({ type: 'skip-task', task: 'visit.1' }).do({ type: 'redo-task', task: 'visit.1', reason: 'needed after all' }).do({ type: 'complete-task', task: 'visit.2' })
    expect(all(redone)).toContain('tell.2 live')
    const offered = play(sampleType({ steps: [task('visit', { start: 'by-hand' }), task('tell', { after: 'visit.completed' }), task('other')] }))
    offered.do({ type: 'skip-task', task: 'visit.1' }).do({ type: 'offer-task-again', task: 'visit.1' })
    expect(offered.refused({ type: 'offer-task-again', task: 'visit.1' }).refused).toBe('step-running')
    expect(all(offered.do({ type: 'start-task', task: 'visit.2' }).do({ type: 'complete-task', task: 'visit.2' }))).toContain('tell.2 live')
  })

  test('the superseded run is not counted against the most runs that are allowed', () => {
    const game = play(sampleType({ steps: [task('go', { repeatable: true }), task('visit', { after: 'go', repeatable: { atMost: 3 } })] }))
    game.do({ type: 'complete-task', task: 'go.1' }).do({ type: 'complete-task', task: 'visit.1' }).do({ type: 'redo-task', task: 'visit.1', reason: 'again' }).do({ type: 'complete-task', task: 'visit.3' })
    expect(all(game.do({ type: 'complete-task', task: 'go.2' }))).toEqual(expect.arrayContaining(['visit.2 live', 'visit.4 waiting']))
  })

  test('a run that ended before it started is not counted against them either (semantics 2)', () => {
    const game = play(sampleType({ steps: [task('go', { repeatable: true }), task('visit', { after: 'go', repeatable: { atMost: 3 } })] }))
    game.do({ type: 'cancel-case', reason: 'mistake' }).do({ type: 'reopen-case', reason: 'no mistake' }).do({ type: 'cancel-case', reason: 'mistake' }).do({ type: 'reopen-case', reason: 'no mistake' })
    for (const run of [3, 4, 5]) game.do({ type: 'complete-task', task: `go.${run + 2}` }).do({ type: 'complete-task', task: `visit.${run}` })
    expect(all(game.do({ type: 'complete-task', task: 'go.8' })).filter((item) => item.startsWith('visit'))).toEqual(['visit.1 cancelled', 'visit.2 cancelled', 'visit.3 completed', 'visit.4 completed', 'visit.5 completed'])
  })

  test('a law clock that an earlier run handed on is withdrawn when its task is taken back', () => {
    const game = play(sampleType({ steps: [task('ask', { outcomes: ['yes', 'no'] }), task('visit', { after: 'ask.yes', clock: { basis: 'law', allow: { days: 5 } } }), task('other')] }))
    game.do({ type: 'complete-task', task: 'ask.1', outcome: 'yes' }).do({ type: 'complete-task', task: 'visit.1' }).do({ type: 'redo-task', task: 'visit.1', reason: 'again' })
    game.do({ type: 'redo-task', task: 'ask.1', reason: 'again' }).do({ type: 'complete-task', task: 'ask.2', outcome: 'no' })
    expect(game.clock('visit.1').state).toBe('withdrawn')
  })

  test('recorded by an import under a hold that stops it, a clock that runs again is paused', () => {
    const game = play(sampleType({ holdReasons, clocks: [{ id: 'law', name: 'Law', basis: 'law', starts: 'case.opened', stops: 'visit', allow: { days: 5 }, pausedBy: ['stop'] }], steps: [task('visit'), task('other')] }))
    game.do({ type: 'complete-task', task: 'visit.1' }).do({ type: 'hold', reason: 'stop' }).at('2026-12-03T10:00:00Z').by({ kind: 'import', id: 'log' }).do({ type: 'redo-task', task: 'visit.1', reason: 'again' })
    expect(game.clock('law.1').state).toBe('paused')
  })
})

describe('after reopening', () => {
  test('a clock that was paused when the case ended runs: the hold ended with the case', () => {
    const game = play(sampleType({ holdReasons, clocks: [{ id: 'law', name: 'Law', basis: 'law', starts: 'case.opened', stops: 'visit', allow: { days: 5 }, pausedBy: ['stop'] }], steps: [task('visit', { clock: { basis: 'law', allow: { days: 5 }, pausedBy: ['stop'] } })] }))
    game.do({ type: 'hold', reason: 'stop' }).do({ type: 'hold', reason: 'stop', on: 'visit.1' }).at('2026-12-03T10:00:00Z').do({ type: 'cancel-case', reason: 'mistake' })
    game.do({ type: 'reopen-case', reason: 'no mistake', restart: ['visit.1'] }).at('2027-01-04T10:00:00Z').do({ type: 'advance-time' })
    expect([game.clock('law.1').state, game.clock('visit.1').state]).toEqual(['overdue', 'overdue'])
  })

  test('the clock of a task that is not restarted stays withdrawn', () => {
    const game = play(sampleType({ steps: [task('visit', { clock: { basis: 'law', allow: { days: 5 } } }), task('other')] }))
    game.do({ type: 'cancel-case', reason: 'mistake' }).do({ type: 'reopen-case', reason: 'no mistake', restart: ['other.1'] })
    expect(game.clock('visit.1').state).toBe('withdrawn')
  })

  test('a second time, what was done since does not wait again', () => {
    const game = play(sampleType({ steps: [task('visit'), task('tell', { after: 'visit', required: true })] }))
    game.do({ type: 'cancel-case', reason: 'x' }).do({ type: 'reopen-case', reason: 'y', restart: ['visit.1'] }).do({ type: 'complete-task', task: 'visit.2' }).do({ type: 'complete-task', task: 'tell.2' })
    game.do({ type: 'cancel-case', reason: 'x' }).do({ type: 'reopen-case', reason: 'y' })
    expect(all(game)).toEqual(['visit.1 cancelled', 'tell.1 cancelled', 'tell.2 completed', 'visit.2 completed'])
  })

  test('only an import records a task in a case that has ended', () => {
    const game = play(sampleType({ holdReasons, steps: [task('visit'), task('other')] })).do({ type: 'hold', reason: 'stop' })
    expect(game.refused({ type: 'record-task', step: 'visit' }).refused).toBe('case-on-hold')
    game.do({ type: 'close-case' })
    expect(game.refused({ type: 'record-task', step: 'visit' }).refused).toBe('case-closed')
    game.by({ kind: 'import', id: 'log' }).do({ type: 'record-task', step: 'visit' })
  })
})

describe('the chain of a cancelled step (semantics 20)', () => {
  test('holds what hangs on a step inside a cancelled stage', () => {
    const steps = (required: boolean) => [stage('look', [task('visit')]), task('tell', { after: 'visit.completed', required }), task('other')]
    expect(play(sampleType({ steps: steps(true) })).refused({ type: 'cancel-task', task: 'look.1', reason: 'x' }).refused).toBe('required-in-chain')
    expect(all(play(sampleType({ steps: steps(false) })).do({ type: 'cancel-task', task: 'look.1', reason: 'x' }))).toContain('tell.1 cancelled')
  })

  test('does not hold what a later run of the stage, or one added by hand, may still start', () => {
    const again = play(sampleType({ steps: [task('go', { repeatable: true }), stage('look', [task('visit')], { after: 'go', repeatable: true }), task('tell', { after: 'visit.completed' })] }))
    expect(all(again.do({ type: 'complete-task', task: 'go.1' }).do({ type: 'cancel-task', task: 'visit.1', reason: 'x' }))).toContain('tell.1 waiting')
    const byHand = play(sampleType({ steps: [task('visit', { onDemand: true }), task('tell', { after: 'visit.completed' }), task('other')] }))
    expect(all(byHand.do({ type: 'add-task', step: 'visit' }).do({ type: 'cancel-task', task: 'visit.1', reason: 'x' }))).toContain('tell.1 waiting')
  })
})

describe('clocks and time', () => {
  test('a hold on a stage pauses the clocks and waits inside that name the reason (semantics 28)', () => {
    const game = play(sampleType({ holdReasons, steps: [stage('look', [{ id: 'rest', kind: 'wait', name: 'Rest', lasts: { days: 3 }, pausedBy: ['stop'] }, task('visit', { clock: { allow: { days: 3 }, pausedBy: ['stop'] } })]), task('other')] }))
    game.do({ type: 'hold', reason: 'stop', on: 'look.1' }).at('2026-12-10T10:00:00Z').do({ type: 'release', on: 'look.1' })
    expect(all(game)).toContain('rest.1 live')
    expect(game.clock('visit.1').dueOn).toBe('2026-12-13')
  })

  test('a clock that needs several events starts with the last of them (semantics 29)', () => {
    const game = play(sampleType({ clocks: [{ id: 'both', name: 'Both', starts: ['ask', 'visit'], stops: 'other', allow: { days: 5 } }], steps: [task('ask'), task('visit'), task('other')] }))
    game.do({ type: 'complete-task', task: 'visit.1' }).at('2026-12-05T10:00:00Z').do({ type: 'complete-task', task: 'ask.1' })
    expect(game.state.clocks['both.1']?.startedAt).toBe('2026-12-05T10:00:00.000Z')
  })

  test('a warning or due of a step’s clock counts in its own run of the stage (semantics 9)', () => {
    const game = play(sampleType({ steps: [stage('look', [task('visit', { clock: { allow: { days: 1 } } }), task('chase', { after: 'visit.due' })], { repeatable: { atMost: 2 } })] }))
    game.at('2026-12-05T10:00:00Z').do({ type: 'complete-task', task: 'chase.1' }).do({ type: 'complete-task', task: 'visit.1' })
    expect(all(game)).toEqual(expect.arrayContaining(['look.2 live', 'chase.2 waiting']))
  })

  test('a gate that mentions today is read when the day turns (semantics 14)', () => {
    const game = play(sampleType({ gates: [{ id: 'later', name: 'Not before the 10th', when: 'today >= date("2026-12-10")' }], steps: [task('visit'), { id: 'end', kind: 'finish', name: 'End', after: 'visit' }] }))
    game.do({ type: 'complete-task', task: 'visit.1' }).at('2026-12-20T10:00:00Z').do({ type: 'advance-time' })
    expect([game.state.status, game.state.endedAt]).toEqual(['closed', '2026-12-10T00:00:00.000Z'])
  })

  test('a wait that takes no time and repeats is written down as stalled, never looped (semantics 12)', () => {
    const game = play(sampleType({ steps: [task('visit'), { id: 'rest', kind: 'wait', name: 'Rest', lasts: { days: 1, inclusive: true }, repeatable: true }] }))
    game.at('2026-12-02T10:00:00Z').do({ type: 'advance-time' })
    expect(game.types().at(-1)).toBe('case-stalled')
    expect(game.events.length).toBeLessThan(20)
  })

  test('names that every object has are no tasks and no clocks', () => {
    const game = play(sampleType({ steps: [task('visit')] }))
    expect(game.refused({ type: 'explain-lateness', clock: 'constructor', words: 'x' }).refused).toBe('clock-unknown')
    expect(game.refused({ type: 'reassign-task', task: 'constructor', to: { kind: 'owner' } }).refused).toBe('task-unknown')
  })
})
