import { describe, expect, test } from 'vitest'
import type { CaseTypeDefinition, ClockDefinition } from '../case-type/definition.ts'
import type { StepDefinition } from '../case-type/step-definition.ts'
import { play, sampleType, type Play } from '../testing/play.ts'

const lists = { categories: [{ id: 'noise', name: 'Noise' }, { id: 'rubbish', name: 'Rubbish' }, { id: 'dogs', name: 'Dogs', until: '2026-01-01' }] }
const outcomes = [{ id: 'resolved', name: 'Resolved' }, { id: 'no-evidence', name: 'No evidence' }]
const work: StepDefinition = { id: 'work', kind: 'stage', name: 'Work', forEach: 'strand', steps: [{ id: 'visit', kind: 'task', name: 'Visit', required: true }, { id: 'call', kind: 'task', name: 'Call' }] }
const triage: StepDefinition = { id: 'triage', kind: 'task', name: 'Triage' }
const clock = (more: Partial<ClockDefinition> = {}): ClockDefinition => ({ id: 'response', name: 'Response', per: 'strand', starts: 'strand.started', stops: 'visit', allow: { workingDays: 2 }, ...more })

const caseOf = (more: Partial<CaseTypeDefinition> = {}) =>
  play(sampleType({ lists, strands: { list: 'categories', priority: 'highest', outcomes }, closureReasons: [{ id: 'done', name: 'Done' }], steps: [triage, work], ...more }))
const starts = (game: Play, value: string, priority?: 'low' | 'high' | 'urgent') => game.do({ type: 'start-strand', value, priority })
const ends = (strand: string) => ({ type: 'end-strand' as const, strand, outcome: 'resolved', reason: 'It stopped' })
const strandsOf = ({ state }: Play) => (state.strands ?? []).map(({ name, priority, endedAt, outcome }) => `${name} ${priority} ${endedAt === undefined ? 'open' : outcome}`)

describe('strands (semantics 24)', () => {
  test('are started and ended, each with the steps that are for each', () => {
    const game = starts(starts(caseOf(), 'noise'), 'rubbish')
    expect(game.shows()).toEqual(['triage.1 live', 'work.1 live', 'visit.1 live', 'call.1 live', 'work.2 live', 'visit.2 live', 'call.2 live'])
    expect(game.state.items['visit.2']!.element).toEqual({ kind: 'strand', id: 'strand.2', name: 'Rubbish' })
    game.do({ type: 'complete-task', task: 'visit.1' }).do(ends('strand.1'))
    expect(strandsOf(game)).toEqual(['Noise normal resolved', 'Rubbish normal open'])
    expect(game.shows()).toContain('work.1 cancelled')
    expect(game.shows()).toContain('visit.2 live')
  })

  test('are of the values of the list that are in force, one open strand for each', () => {
    const game = starts(caseOf(), 'noise')
    expect(game.refused({ type: 'start-strand', value: 'noise' })).toMatchObject({ refused: 'strand-open', words: 'Noise is open already.' })
    expect(game.refused({ type: 'start-strand', value: 'dogs' })).toMatchObject({ refused: 'strand-unknown', at: [{ place: 'value', words: 'Choose one of Noise (noise), Rubbish (rubbish).' }] })
    game.do({ type: 'complete-task', task: 'visit.1' }).do(ends('strand.1'))
    expect(strandsOf(starts(game, 'noise'))).toEqual(['Noise normal resolved', 'Noise normal open'])
    expect(play(sampleType({ steps: [triage] })).refused({ type: 'start-strand', value: 'noise' }).refused).toBe('strand-unknown')
  })

  test('give the case the highest of their priorities, which is set in them', () => {
    const game = starts(starts(caseOf(), 'noise', 'low'), 'rubbish', 'urgent')
    expect(game.state.priority).toBe('urgent')
    game.do({ type: 'set-priority', strand: 'strand.2', priority: 'normal' })
    expect([game.state.priority, ...strandsOf(game)]).toEqual(['normal', 'Noise low open', 'Rubbish normal open'])
    expect(game.refused({ type: 'set-priority', priority: 'low' })).toMatchObject({ refused: 'priority-of-strands', remedy: 'Set the priority of a strand.' })
    expect(game.refused({ type: 'set-priority', strand: 'strand.9', priority: 'low' }).refused).toBe('strand-unknown')
    game.do({ type: 'complete-task', task: 'visit.2' }).do(ends('strand.2'))
    expect(game.state.priority).toBe('low')
  })

  test('have their priority set by an effect that is for each, and the case with them', () => {
    const raise: StepDefinition = { id: 'raise', kind: 'effect', name: 'Raise', forEach: 'strand', after: 'triage', do: [{ priority: 'high' }] }
    const game = starts(starts(caseOf({ steps: [triage, work, raise] }), 'noise', 'low'), 'rubbish').do({ type: 'complete-task', task: 'triage.1' })
    expect([game.state.priority, ...strandsOf(game)]).toEqual(['high', 'Noise high open', 'Rubbish high open'])
    game.do({ type: 'set-priority', strand: 'strand.2', priority: 'normal' }).do({ type: 'complete-task', task: 'visit.1' }).do(ends('strand.1'))
    expect([game.state.priority, ...strandsOf(game)]).toEqual(['normal', 'Noise high resolved', 'Rubbish normal open'])
  })

  test('leave the priority of the case alone where the case type does not say so', () => {
    const game = starts(caseOf({ strands: { list: 'categories' } }), 'noise', 'urgent')
    expect(game.do({ type: 'set-priority', priority: 'low' }).state.priority).toBe('low')
  })

  test('keep the case open: with one open it cannot close, nor finish (semantics 24)', () => {
    const game = starts(caseOf({ steps: [triage, work, { id: 'end', kind: 'finish', name: 'End', after: 'triage', outcome: 'done' }] }), 'noise').do({ type: 'complete-task', task: 'triage.1' })
    expect(game.state.status).toBe('open')
    game.do({ type: 'complete-task', task: 'visit.1' })
    expect(game.refused({ type: 'close-case', reason: 'done' }).words).toContain('Noise is still open')
    expect(game.do(ends('strand.1')).state.status).toBe('closed')
  })

  test('end with an outcome and why, once their required work is done', () => {
    const game = starts(caseOf(), 'noise')
    expect(game.refused(ends('strand.1'))).toMatchObject({ refused: 'required-task', words: 'Noise holds required work that is not done: Visit.' })
    game.do({ type: 'complete-task', task: 'visit.1' })
    expect(game.refused({ type: 'end-strand', strand: 'strand.1', reason: 'x' }).refused).toBe('outcome-missing')
    expect(game.refused({ ...ends('strand.1'), outcome: 'other' }).refused).toBe('outcome-unknown')
    expect(game.refused({ ...ends('strand.1'), reason: ' ' }).refused).toBe('reason-missing')
    expect(game.refused(ends('strand.7')).refused).toBe('strand-unknown')
    expect(game.do(ends('strand.1')).refused(ends('strand.1')).refused).toBe('strand-unknown')
  })

  test('are started as the case opens, by an effect, and for each value of a field; and ended by an effect or a finish', () => {
    expect(strandsOf(play(sampleType({ lists, strands: { list: 'categories' }, steps: [work] }), undefined, { strands: [{ value: 'noise', priority: 'high' }] }))).toEqual(['Noise high open'])
    const raise: StepDefinition = { id: 'raise', kind: 'effect', name: 'Raise', forEach: { list: 'kinds' }, do: [{ startStrand: { value: 'element', priority: 'high' } }] }
    const settled: StepDefinition = { id: 'settled', kind: 'effect', name: 'Settled', after: 'visit', do: [{ endStrand: { outcome: 'resolved' } }] }
    const visit: StepDefinition = { id: 'visit', kind: 'task', name: 'Visit', outcomes: ['good', 'bad'] }
    const game = caseOf({ fields: { kinds: { list: 'categories' } }, steps: [raise, { ...work, steps: [visit, settled] }] })
    game.do({ type: 'edit-fields', fields: { kinds: ['noise', 'rubbish'] } })
    expect(strandsOf(game)).toEqual(['Noise high open', 'Rubbish high open'])
    expect(strandsOf(game.do({ type: 'complete-task', task: 'visit.2', outcome: 'good' }))).toEqual(['Noise high open', 'Rubbish high resolved'])
    const over: StepDefinition = { id: 'over', kind: 'finish', name: 'Over', forEach: 'strand', after: 'inspect', outcome: 'no-evidence' }
    const other = starts(caseOf({ steps: [triage, { id: 'inspect', kind: 'task', name: 'Inspect', forEach: 'strand' }, { id: 'ring', kind: 'task', name: 'Ring', forEach: 'strand' }, over] }), 'noise').do({ type: 'complete-task', task: 'inspect.1' })
    expect(strandsOf(other)).toEqual(['Noise normal no-evidence'])
    expect(other.shows()).toEqual(['triage.1 live', 'inspect.1 completed', 'ring.1 cancelled', 'over.1 completed'])
  })

  test('that all have ended can be asked, and is heard', () => {
    const game = starts(starts(caseOf({ steps: [work, { id: 'sum', kind: 'task', name: 'Sum up', after: 'strand.started', when: 'strands() = 0' }] }), 'noise'), 'rubbish')
    game.do({ type: 'complete-task', task: 'visit.1' }).do({ type: 'complete-task', task: 'visit.2' }).do(ends('strand.1'))
    expect(game.shows()).not.toContain('sum.1 live')
    expect(game.do(ends('strand.2')).shows()).toContain('sum.1 live')
  })
})

describe('a clock in each strand', () => {
  test('starts, stops and is withdrawn within its strand', () => {
    const game = starts(starts(caseOf({ clocks: [clock(), clock({ id: 'second', name: 'Second', starts: 'call', stops: 'strand.ended', withdraws: 'visit.skipped' })] }), 'noise'), 'rubbish')
    expect([game.clock('response.1').state, game.clock('response.2').state]).toEqual(['running', 'running'])
    expect([game.state.clocks['response.1']!.strand, game.state.clocks['response.2']!.strand]).toEqual(['strand.1', 'strand.2'])
    game.do({ type: 'complete-task', task: 'visit.2' }).do({ type: 'complete-task', task: 'call.1' })
    expect([game.clock('response.1').state, game.clock('response.2').state]).toEqual(['running', 'met'])
    expect(Object.values(game.state.clocks).filter(({ rule }) => rule === 'second').map(({ strand }) => strand)).toEqual(['strand.1'])
    game.do({ type: 'complete-task', task: 'visit.1' }).do(ends('strand.1'))
    expect(game.clock('second.1').state).toBe('met')
  })

  test('counts from the start of the strand where what starts it came before', () => {
    const game = caseOf({ clocks: [clock({ starts: 'case.opened' })] })
    starts(game.at('2026-12-03T10:00:00Z'), 'noise')
    expect(game.clock('response.1').dueOn).toBe('2026-12-07')
  })

  test('ends with its strand, but one of law or code holds the strand open until it is met or explained', () => {
    const own = starts(caseOf({ clocks: [clock({ stops: 'triage' })] }), 'noise').do({ type: 'complete-task', task: 'visit.1' }).do(ends('strand.1'))
    expect(own.state.clocks['response.1']!.withdrawn?.reason).toBe('its strand ended')
    const law = starts(caseOf({ clocks: [clock({ basis: 'law', stops: 'triage' })] }), 'noise').do({ type: 'complete-task', task: 'visit.1' })
    expect(law.refused(ends('strand.1')).refused).toBe('gates-open')
    law.do({ type: 'explain-lateness', clock: 'response.1', words: 'Not needed any more' }).do(ends('strand.1'))
  })

  test('raises the priority of its strand, and with it that of the case', () => {
    const game = starts(starts(caseOf({ clocks: [clock({ escalate: [{ at: 'due', do: [{ raisePriority: true }] }] })] }), 'noise'), 'rubbish')
    game.do({ type: 'complete-task', task: 'visit.2' }).at('2026-12-10T10:00:00Z').do({ type: 'add-note', text: 'Later' })
    expect([game.state.priority, ...strandsOf(game)]).toEqual(['high', 'Noise high open', 'Rubbish normal open'])
  })

  test('that a redo lets run as if it never stopped is that of the strand alone (semantics 26)', () => {
    const game = starts(starts(caseOf({ clocks: [clock({ basis: 'law' })] }), 'noise'), 'rubbish')
    game.do({ type: 'complete-task', task: 'visit.1' }).do({ type: 'complete-task', task: 'visit.2' }).do({ type: 'redo-task', task: 'visit.1', reason: 'The wrong flat' })
    expect([game.clock('response.1').state, game.clock('response.2').state]).toEqual(['running', 'met'])
  })

  test('what it says is heard in its strand alone (semantics 9)', () => {
    const alarm: StepDefinition = { id: 'alarm', kind: 'task', name: 'Alarm', forEach: 'strand', after: 'response.due' }
    const game = starts(starts(caseOf({ clocks: [clock()], steps: [triage, work, alarm] }), 'noise'), 'rubbish')
    game.do({ type: 'complete-task', task: 'visit.1' }).at('2026-12-10T10:00:00Z').do({ type: 'add-note', text: 'Later' })
    expect([game.state.items['alarm.1']!.state, game.state.items['alarm.2']!.state]).toEqual(['waiting', 'live'])
  })
})
