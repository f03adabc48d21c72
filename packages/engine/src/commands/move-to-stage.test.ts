import { describe, expect, test } from 'vitest'
import { allowedActions } from '../allowed-actions.ts'
import { checkCaseType } from '../case-type/check.ts'
import type { StepDefinition } from '../case-type/step-definition.ts'
import { consequences } from '../consequences.ts'
import { given, type Story } from '../testing/given.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { sampleType } from '../testing/play.ts'

type Stage = Extract<StepDefinition, { kind: 'stage' }>
const task = (id: string, more: object = {}): StepDefinition => ({ id, kind: 'task', name: id, ...more }) as StepDefinition
const stage = (id: string, more: Partial<Stage> = {}): StepDefinition => ({ id, kind: 'stage', name: id.toUpperCase(), steps: [task(`${id}-work`, { required: true })], ...more })
const manager = { kind: 'person' as const, id: 'petra', roles: ['officer', 'manager'] }

/** Informal, then formal, then appeal; delay only by hand. */
const steps: StepDefinition[] = [
  stage('informal', { next: [{ stage: 'formal' }, { stage: 'delay', reason: 'required', roles: ['manager'] }], clock: { allow: { days: 9 } } }),
  stage('formal', { after: 'informal', next: [{ stage: 'informal', reason: 'required' }] }),
  stage('appeal', { after: 'formal' }),
  stage('delay', { onDemand: true }),
]
const story = () => given(sampleType({ holdReasons: [{ id: 'stop', name: 'Stop' }], steps })).opened()
const move = (to: string, reason?: string) => ({ type: 'move-to-stage' as const, stage: to, reason })
const states = ({ state }: Story) => Object.values(state.items).filter(({ kind }) => kind === 'stage').map(({ id, state: now }) => `${id} ${now}`)

describe('a move to a stage out of order (semantics 23)', () => {
  test('leaves the present stage as a cancel, required work in it too, and opens the target (semantics 23)', () => {
    const moved = story().when(move('formal')).thenEvents({ type: 'stage-moved', item: 'informal.1', to: 'formal.1' }, { type: 'item-cancelled', item: 'informal-work.1' }, { type: 'item-cancelled', item: 'informal.1' }, 'clock-withdrawn', { type: 'item-started', item: 'formal.1' })
    expect(states(moved)).toEqual(['informal.1 cancelled', 'formal.1 live', 'appeal.1 waiting'])
    expect(consequences(moved.state, moved.events.slice(story().events.length))).toEqual(expect.arrayContaining(['Moves the case from INFORMAL to FORMAL', 'Cancels informal-work', 'Cancels INFORMAL', 'Opens the stage FORMAL']))
  })

  test('needs a reason and a role where its rule says so', () => {
    expect(story().when(move('delay', 'Flood')).thenRefused('narrowed-by-type').words).toBe('In a case of type Sample this is for a manager.')
    expect(story().by(manager).when(move('delay')).thenRefused('reason-missing').words).toBe('Moving to DELAY needs a reason.')
    const delayed = story().by(manager).when(move('delay', 'Flood')).thenEvents({ type: 'stage-moved', item: 'informal.1', step: 'informal', to: 'delay.1', toStep: 'delay', reason: 'Flood' })
    expect(states(delayed)).toEqual(['informal.1 cancelled', 'formal.1 cancelled', 'appeal.1 cancelled', 'delay.1 live'])
  })

  test('is refused where the open stage does not name the target, in words', () => {
    const refusal = story().when(move('appeal')).thenRefused('stage-not-next')
    expect([refusal.words, refusal.at]).toEqual(['No open stage leads to APPEAL by hand.', [{ place: 'stage', words: 'Choose one of FORMAL (formal), DELAY (delay).' }]])
    expect(story().when(move('constructor')).thenRefused('stage-not-next').words).toBe('No open stage leads to constructor by hand.')
    const formal = story().and(move('formal'), { type: 'complete-task', task: 'formal-work.1' })
    expect(formal.when(move('informal', 'why')).thenRefused('stage-not-next').words).toBe('No stage that is open may be left for another by hand.')
  })

  test('goes back, and then on again by the path', () => {
    const back = story().and({ type: 'complete-task', task: 'informal-work.1' }, move('informal', 'New facts'))
    expect(states(back)).toEqual(['informal.1 completed', 'formal.1 cancelled', 'appeal.1 waiting', 'informal.2 live', 'formal.2 waiting'])
    const on = back.and({ type: 'complete-task', task: 'informal-work.2' }, { type: 'complete-task', task: 'formal-work.2' })
    expect(states(on)).toEqual(['informal.1 completed', 'formal.1 cancelled', 'appeal.1 live', 'informal.2 completed', 'formal.2 completed'])
  })

  test('is refused when required work elsewhere could then never start', () => {
    const strict = given(sampleType({ steps: [stage('informal', { next: [{ stage: 'delay' }] }), task('report', { required: true, after: 'informal' }), stage('delay', { onDemand: true })] })).opened()
    expect(strict.when(move('delay')).thenRefused('required-in-chain').words).toBe('Without INFORMAL, required work could never start: report.')
  })

  test('waits for the release of a hold, and is not for a case that has ended', () => {
    expect(story().and({ type: 'hold', reason: 'stop' }).when(move('formal')).thenRefused('case-on-hold').words).toContain('on hold')
    expect(story().and({ type: 'hold', reason: 'stop', on: 'informal.1' }).when(move('formal')).thenRefused('task-on-hold').words).toBe('INFORMAL is on hold.')
    expect(story().and({ type: 'cancel-case', reason: 'why' }).when(move('formal')).thenRefused('case-cancelled').words).toContain('cancelled')
  })

  test('is in the table of allowed actions', () => {
    const view = ({ state }: Story) => allowedActions(state, { caseType: sampleType({ steps }), calendar: () => englandAndWales, now: '2026-12-01T10:00:00Z', actor: manager }).case.find(({ action }) => action === 'move-to-stage')
    expect(view(story())?.allowed).toBe(true)
    expect(view(story().and(move('formal'), { type: 'complete-task', task: 'formal-work.1' }))?.refusal?.refused).toBe('stage-not-next')
  })
})

describe('between stages that are done for each strand, a move', () => {
  const each = (id: string, more: Partial<Stage> = {}) => stage(id, { forEach: 'strand', ...more })
  const stranded = () => given(sampleType({ lists: { kinds: [{ id: 'noise', name: 'Noise' }, { id: 'litter', name: 'Litter' }] }, strands: { list: 'kinds' }, steps: [
    each('informal', { next: [{ stage: 'formal' }] }), each('formal', { after: 'informal', next: [{ stage: 'informal' }] }), each('appeal', { after: 'formal' }),
  ] })).opened({ strands: [{ value: 'noise' }, { value: 'litter' }] })
  const of = ({ state }: Story, strand: string) => Object.values(state.items).filter(({ kind, element }) => kind === 'stage' && element?.id === strand).map(({ id, state: now }) => `${id} ${now}`)

  test('opens the stage of its own strand and leaves the other as it is (semantics 23, 24)', () => {
    const moved = stranded().and({ ...move('formal'), from: 'informal.2' })
    expect(of(moved, 'strand.1')).toEqual(['informal.1 live', 'formal.1 waiting', 'appeal.1 waiting'])
    expect(of(moved, 'strand.2')).toEqual(['informal.2 cancelled', 'formal.2 live', 'appeal.2 waiting'])
    expect(moved.state.items['formal-work.1']).toMatchObject({ parent: 'formal.2', element: { id: 'strand.2' } })
  })

  test('that goes back opens a new run for its own strand, and what followed there waits anew', () => {
    const back = stranded().and({ ...move('formal'), from: 'informal.2' }, { ...move('informal'), from: 'formal.2' })
    expect(of(back, 'strand.1')).toEqual(['informal.1 live', 'formal.1 waiting', 'appeal.1 waiting'])
    expect(of(back, 'strand.2')).toEqual(['informal.2 cancelled', 'formal.2 cancelled', 'appeal.2 waiting', 'informal.3 live', 'formal.3 waiting'])
  })
})

test('a stage is cancelled with what is in it, but not while required work in it is open (K13)', () => {
  const optional = given(sampleType({ steps: [stage('formal', { steps: [task('call')] }), task('other')] })).opened()
  expect(optional.and({ type: 'cancel-task', task: 'formal.1', reason: 'Withdrawn' }).state.items).toMatchObject({ 'formal.1': { state: 'cancelled' }, 'call.1': { state: 'cancelled' }, 'other.1': { state: 'live' } })
  expect(story().when({ type: 'cancel-task', task: 'informal.1', reason: 'Withdrawn' }).thenRefused('required-task').words).toContain('informal-work')
})

test('a stage on demand is started by hand, as often as it is needed', () => {
  const twice = story().and({ type: 'add-task', step: 'delay' }, { type: 'add-task', step: 'delay' })
  expect(states(twice).slice(-2)).toEqual(['delay.1 live', 'delay.2 live'])
  expect(twice.state.items['delay-work.2']).toMatchObject({ parent: 'delay.2', state: 'live' })
  expect(story().when({ type: 'add-task', step: 'appeal' }).thenRefused('step-not-addable').words).toBe('APPEAL is not a task.')
})

describe('the stages that may be next', () => {
  const found = (next: Stage['next'], known = {}) => checkCaseType(sampleType({ closureReasons: [{ id: 'done', name: 'Done' }], steps: [stage('formal', { next }), stage('delay', { onDemand: true }), stage('late', { after: 'formal', steps: [stage('inner')] })] }), known).map(({ place, message }) => `${place}: ${message}`)

  test('stand beside the stage', () => {
    expect(found([{ stage: 'delay' }, { stage: 'late', reason: 'required' }])).toEqual([])
    expect(found([{ stage: 'inner' }])).toEqual(['steps[0].next[0].stage: No stage inner stands beside FORMAL.'])
    expect(found([{ stage: 'formal' }])).toEqual(['steps[0].next[0].stage: FORMAL cannot be left for itself.'])
    expect(found([{ stage: 'delay' }, { stage: 'delay' }])).toEqual(['steps[0].next[1].stage: The stage delay is there twice.'])
  })

  test('are done for the same as the stage', () => {
    const steps = [stage('formal', { next: [{ stage: 'delay' }] }), stage('delay', { forEach: 'strand', onDemand: true })]
    const type = sampleType({ closureReasons: [{ id: 'done', name: 'Done' }], lists: { kinds: [{ id: 'noise', name: 'Noise' }] }, strands: { list: 'kinds' }, steps })
    expect(checkCaseType(type).map(({ place, remedy }) => `${place}: ${remedy}`)).toContain('steps[0].next[0].stage: Give both stages the same forEach, or neither of them one.')
  })

  test('name roles that there are', () => {
    expect(found([{ stage: 'delay', roles: ['chief'] }], { roles: ['manager'] })).toEqual(['steps[0].next[0].roles[0]: There is no role chief.'])
  })
})
