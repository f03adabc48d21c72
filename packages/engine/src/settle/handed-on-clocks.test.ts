import { describe, expect, test } from 'vitest'
import type { ClockDefinition } from '../case-type/definition.ts'
import type { StepDefinition } from '../case-type/step-definition.ts'
import { restsOnSuperseded } from '../commands/followers.ts'
import { consequences } from '../consequences.ts'
import { given, type Story } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const task = (id: string, more: Partial<Extract<StepDefinition, { kind: 'task' }>> = {}): StepDefinition => ({ id, kind: 'task', name: id.toUpperCase(), ...more })
const redo = { type: 'redo-task', task: 'visit.1', reason: 'wrong flat' } as const
const stateOf = ({ state }: Story, step: string) => Object.values(state.items).filter((item) => item.step === step).map(({ id, state: now }) => `${id} ${now}`)
const late = '2026-12-07T10:00:00Z'

describe('redo does not hide a breach: what a clock said that is handed on still counts (semantics 26)', () => {
  const lawful = (basis: 'law' | 'landlord', steps: StepDefinition[] = []) => given(sampleType({ steps: [task('visit', { clock: { basis, allow: { days: 2 } } }), task('chase', { after: 'visit.due' }), ...steps] })).opened()
  const overdue = (basis: 'law' | 'landlord') => lawful(basis).on(late).and({ type: 'complete-task', task: 'visit.1' })

  test('so what follows from it stays, and is no follower of the task', () => {
    const redone = overdue('law').and(redo)
    expect(stateOf(redone, 'chase')).toEqual(['chase.1 live'])
    expect(restsOnSuperseded(redone.state, redone.state.items['chase.1']!)).toBe(false)
    expect(redone.state.happened['visit.due']).toEqual([{ seq: expect.any(Number) as number, at: '2026-12-03T23:59:59.000Z', item: 'visit.2' }])
    overdue('law').when({ ...redo, supersede: ['chase.1'] }).thenRefused('task-unknown')
  })

  test('a landlord’s own clock starts anew, and what followed from the old one waits for the new one', () => {
    const redone = overdue('landlord').and(redo)
    expect(stateOf(redone, 'chase')).toEqual(['chase.1 superseded', 'chase.2 waiting'])
    expect(stateOf(redone.on('2026-12-15T10:00:00Z').and({ type: 'advance-time' }), 'chase')).toContain('chase.2 live')
  })

  test('a task that was taken back brings its breach when it is there again', () => {
    const steps = [task('ask', { outcomes: ['yes', 'no'] }), task('visit', { after: 'ask.yes', clock: { basis: 'law', allow: { days: 2 } } }), task('chase', { after: 'visit.due' }), task('other')]
    const asked = given(sampleType({ steps })).opened().and({ type: 'complete-task', task: 'ask.1', outcome: 'yes' }).on(late)
    const redone = asked.and({ type: 'redo-task', task: 'ask.1', reason: 'misheard' })
    expect(stateOf(redone, 'chase')).toEqual(['chase.1 superseded', 'chase.2 waiting'])
    expect(stateOf(redone.and({ type: 'complete-task', task: 'ask.2', outcome: 'yes' }), 'chase')).toContain('chase.2 live')
    expect(stateOf(redone.and({ type: 'complete-task', task: 'ask.2', outcome: 'no' }), 'chase')).toContain('chase.2 waiting')
  })
})

describe('a clock of the case that still runs is shown at the next run of its task', () => {
  const clock: ClockDefinition = { id: 'overall', name: 'Overall', starts: 'case.opened', stops: 'other', of: 'visit', allow: { days: 2 } }
  const opened = (steps: StepDefinition[]) => given(sampleType({ clocks: [clock], steps: [...steps, task('chase', { after: 'overall.due' }), task('other')] })).opened()
  const shownAt = ({ state }: Story) => state.clocks['overall.1']?.of

  test('when the task is done again, which the preview need not say', () => {
    const visited = opened([task('visit')]).on(late).and({ type: 'complete-task', task: 'visit.1' })
    const redone = visited.and(redo)
    expect([shownAt(redone), stateOf(redone, 'chase')]).toEqual(['visit.2', ['chase.1 live']])
    expect(consequences(redone.state, redone.events.slice(visited.events.length)).join()).not.toContain('Overall')
  })

  test('when the task is taken back and waits again', () => {
    const asked = opened([task('ask'), task('visit', { after: 'ask' })]).and({ type: 'complete-task', task: 'ask.1' })
    expect(shownAt(asked.and({ type: 'redo-task', task: 'ask.1', reason: 'misheard' }))).toBe('visit.2')
  })

  test('when the task is offered again', () => {
    expect(shownAt(opened([task('visit')]).and({ type: 'skip-task', task: 'visit.1' }, { type: 'offer-task-again', task: 'visit.1' }))).toBe('visit.2')
  })

  test('when the case is reopened', () => {
    const lawful = sampleType({ clocks: [{ ...clock, basis: 'law' }], steps: [task('visit'), task('other')] })
    expect(shownAt(given(lawful).opened().and({ type: 'cancel-case', reason: 'mistake' }, { type: 'reopen-case', reason: 'no mistake', restart: ['visit.1'] }))).toBe('visit.2')
  })
})
