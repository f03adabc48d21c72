import { describe, expect, test } from 'vitest'
import type { CaseType } from '../case-type/case-type.ts'
import type { CaseTypeDefinition } from '../case-type/definition.ts'
import { replay } from '../case/evolve.ts'
import { itemsOf } from '../case/state.ts'
import type { CommandOf } from '../commands/command.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { given, type Story } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'
import { judgeMove } from './judge-move.ts'
import { inverseOf } from './step-map.ts'

type Steps = CaseTypeDefinition['steps']

const steps: Steps = [
  { id: 'visit', kind: 'task', name: 'Visit', required: true, outcomes: ['in', 'out'] },
  { id: 'keys', kind: 'task', name: 'Keys' },
  { id: 'letter', kind: 'message', name: 'Letter', template: 'card', after: 'visit.out' },
  { id: 'look', kind: 'stage', name: 'Look', after: 'visit.in', steps: [{ id: 'photos', kind: 'task', name: 'Photos', required: true }, { id: 'list', kind: 'task', name: 'List', after: 'photos' }] },
  { id: 'end', kind: 'finish', name: 'End', after: { any: ['letter', 'look'] } },
]
const said = { holdReasons: [{ id: 'stop', name: 'Stop' }], fields: { size: { number: {} } } } satisfies Partial<CaseTypeDefinition>
const first = sampleType({ ...said, steps })
const second = (changed: Steps, more: Partial<CaseTypeDefinition> = {}) => sampleType({ ...said, version: 2, steps: changed, ...more })

const opened = (to: CaseType, from = first) => given(from, { versions: [to] }).opened()
const to = (version: number, order: Partial<CommandOf<'move-to-version'>> = {}): CommandOf<'move-to-version'> => ({ type: 'move-to-version', version, ...order })
const judge = (story: Story, version: CaseType, order: Partial<CommandOf<'move-to-version'>> = {}) =>
  judgeMove(story.state, to(version.version, order), { now: '2026-12-02T10:00:00Z', actor: { kind: 'person', id: 'dawn' }, caseType: first, movingTo: version, calendar: () => englandAndWales })

/** What is true of every case that was moved: its events lead to it, whoever replays them. */
function afterMove(story: Story) {
  expect(JSON.parse(JSON.stringify(replay(story.events)))).toEqual(JSON.parse(JSON.stringify(story.state)))
  return story.state
}

const withVisitAs = (id: string, name: string): Steps => JSON.parse(JSON.stringify(steps).replaceAll('"visit', `"${id}`).replace('"Visit"', `"${name}"`)) as Steps

describe('items move by the step map (semantics 36)', () => {
  const inspected = second(withVisitAs('inspect', 'Inspect'))
  const map = { visit: 'inspect' }

  test('with state, mark, holds and drafts, and keep their ids (semantics 36)', () => {
    const held = opened(inspected).and({ type: 'hold', on: 'visit.1', reason: 'stop' }, { type: 'reassign-task', task: 'visit.1', to: { kind: 'team', id: 'voids' } })
    const before = held.state.items['visit.1']!
    const state = afterMove(held.and(to(2, { map })))
    expect(state.caseType).toEqual({ id: 'sample', version: 2 })
    expect(state.items['visit.1']).toEqual({ ...before, step: 'inspect', name: 'Inspect' })
    expect(itemsOf(state, 'inspect').map(({ id }) => id)).toEqual(['visit.1'])
  })

  test('so do the names of what has happened: rules of the new version hear it (semantics 36)', () => {
    const visited = opened(inspected).and({ type: 'complete-task', task: 'visit.1', outcome: 'in' }, to(2, { map }), { type: 'complete-task', task: 'photos.1' })
    expect(visited.state.happened['inspect.in']).toHaveLength(1)
    expect(visited.state.happened['visit.in']).toBeUndefined()
    const again = visited.when({ type: 'redo-task', task: 'visit.1', reason: 'Wrong home' }).thenEvents({ type: 'items-made' })
    expect(itemsOf(again.state, 'inspect').map(({ id, state }) => [id, state])).toEqual([['visit.1', 'superseded'], ['inspect.2', 'live']])
    afterMove(again)
  })

  test('and outcomes that have another name', () => {
    const nobody = second([{ ...steps[0]!, outcomes: ['in', 'nobody'] } as Steps[number], steps[1]!, { ...steps[2]!, after: 'visit.nobody' }, ...steps.slice(3)])
    const { state } = opened(nobody).and({ type: 'complete-task', task: 'visit.1', outcome: 'out' }, to(2, { map: { 'visit.out': 'visit.nobody' } }))
    expect([state.items['visit.1']?.outcome, state.items['letter.1']?.state, Object.keys(state.happened).includes('visit.nobody')]).toEqual(['nobody', 'live', true])
  })

  test('what the new version changes of a step holds from here on; what was decided stands (semantics 36)', () => {
    const stricter = second([...steps.slice(0, 2), { ...steps[2]!, after: 'visit' }, ...steps.slice(3)])
    const story = opened(stricter).and({ type: 'complete-task', task: 'visit.1', outcome: 'in' }, to(2, { choices: { letter: 'leave' } }))
    expect(story.state.items['letter.1']?.state).toBe('waiting')
    expect(story.state.items['visit.1']).toMatchObject({ state: 'completed', outcome: 'in' })
  })

  test('two steps that become one are its runs', () => {
    const one = second([steps[0]!, ...steps.slice(2)])
    const story = opened(one).and(to(2, { map: { keys: 'visit' } }))
    expect(itemsOf(story.state, 'visit').map(({ id, run, state }) => [id, run, state])).toEqual([['visit.1', 1, 'live'], ['keys.1', 2, 'live']])
    expect(inverseOf({ keys: 'visit', walk: 'visit' })).toMatchObject({ fault: { words: 'keys and walk became visit, so it cannot be said which it was.' } })
    afterMove(story)
  })
})

describe('an unmapped unfinished item needs a choice (semantics 36)', () => {
  const without = second(steps.filter(({ id }) => id !== 'keys'))

  test('which is told by its task, and refused while it is open', () => {
    const refused = opened(without).when(to(2)).thenRefused('move-needs-choice')
    expect(refused.at).toEqual([{ place: 'keys.1', words: 'Keys is to be done, and version 2 has no such step. Choose cancel.' }])
    expect(judge(opened(without), without)).toMatchObject({ verdict: 'needs-choice', choices: [{ about: 'keys.1', step: 'keys', options: ['cancel'] }] })
  })

  test.each([['its id', 'keys.1'], ['its step', 'keys']])('made by %s, it ends the item, and nothing hears of it', (_by, about) => {
    const story = opened(without).when(to(2, { choices: { [about]: 'cancel' } })).thenEvents({ type: 'item-cancelled', item: 'keys.1', by: 'case-moved' }, 'case-moved')
    expect(story.state.items['keys.1']).toMatchObject({ state: 'cancelled', step: 'keys' })
    expect(story.state.happened['keys.cancelled-by-person']).toBeUndefined()
    afterMove(story)
  })

  test('ended work stays as history, and cannot be done again', () => {
    const done = opened(without).and({ type: 'complete-task', task: 'keys.1' }, to(2))
    expect(done.when({ type: 'redo-task', task: 'keys.1', reason: 'x' }).thenRefused('not-redoable').words).toBe('Keys belongs to an earlier version of Sample.')
  })

  test('a task that somebody added beside the path needs none', () => {
    expect(opened(without).and({ type: 'add-task', name: 'Ring' }, to(2, { choices: { keys: 'cancel' } })).state.items['extra.1']?.state).toBe('live')
  })

  test('also where its step lies in a stage that is not open', () => {
    const inside = second([steps[0]!, steps[2]!, { ...steps[3]!, steps: [steps[1]!, ...(steps[3] as { steps: Steps }).steps] } as Steps[number], steps[4]!])
    expect(opened(inside).when(to(2)).thenRefused('move-needs-choice').words).toContain('in version 2 it belongs to Look, which is not open')
    const open = opened(inside).and({ type: 'complete-task', task: 'visit.1', outcome: 'in' }, to(2))
    expect(open.state.items['keys.1']).toMatchObject({ state: 'live', parent: 'look.1' })
    afterMove(open)
  })
})

describe('a new step that past events would start is a choice, never automatic (semantics 36)', () => {
  const call = { id: 'call', kind: 'task', name: 'Call', after: 'visit' } as const
  const calling = second([...steps, call])
  const visited = opened(calling).and({ type: 'complete-task', task: 'visit.1', outcome: 'in' })

  test('to be made by its step', () => {
    expect(visited.when(to(2)).thenRefused('move-needs-choice').at).toEqual([{ place: 'call.1', words: 'What has happened already would start Call in version 2. Choose start or leave.' }])
    expect(visited.and(to(2, { choices: { call: 'start' } })).state.items['call.1']?.state).toBe('live')
  })

  test('left, it hears only what happens from here on', () => {
    const left = visited.and(to(2, { choices: { call: 'leave' } }))
    expect(left.state.items['call.1']?.state).toBe('waiting')
    const again = left.and({ type: 'redo-task', task: 'visit.1', reason: 'x' }, { type: 'complete-task', task: 'visit.2', outcome: 'in' })
    expect(again.state.items['call.1']?.state).toBe('live')
    afterMove(again)
  })

  test('one that begins with its stage is started or left out', () => {
    const post = second([...steps, { id: 'post', kind: 'task', name: 'Post' }])
    expect(opened(post).when(to(2)).thenRefused('move-needs-choice').at?.[0]?.place).toBe('post.1')
    expect(Object.keys(opened(post).and(to(2, { choices: { post: 'leave' } })).state.items)).not.toContain('post.1')
    expect(opened(post).and(to(2, { choices: { post: 'start' } })).state.items['post.1']?.state).toBe('live')
  })

  test('one whose events are still to come simply waits', () => {
    const story = opened(calling).when(to(2)).thenEvents({ type: 'case-moved' })
    expect(story.and({ type: 'complete-task', task: 'visit.1', outcome: 'out' }).state.items['call.1']?.state).toBe('live')
  })

  test('held, what waits for the release is no choice of the move', () => {
    const held = opened(calling).and({ type: 'hold', reason: 'stop' }, to(2))
    expect(held.state.holds).toHaveLength(1)
    expect(held.and({ type: 'release' }).state.items['visit.1']?.state).toBe('live')
  })
})

describe('clocks (semantics 36)', () => {
  const clock = { id: 'answer', name: 'Answer', basis: 'law', starts: 'case.opened', stops: 'visit', allow: { workingDays: 10 } } as const
  const ticking = sampleType({ ...said, clocks: [clock], steps })

  test('running clocks keep rule and calendar (semantics 36)', () => {
    const shorter = second(steps, { clocks: [{ ...clock, allow: { workingDays: 1 } }] })
    const story = given(ticking, { versions: [shorter] }).opened()
    const { state } = story.and(to(2))
    expect(state.clocks['answer.1']).toEqual(story.state.clocks['answer.1'])
    expect(story.and(to(2), { type: 'complete-task', task: 'visit.1', outcome: 'in' }).state.clocks['answer.1']?.stopped).toBeDefined()
  })

  test('one that has another name is the first run of that', () => {
    const renamed = second(steps, { clocks: [{ ...clock, id: 'reply', each: true }] })
    const story = given(ticking, { versions: [renamed] }).opened().and(to(2, { map: { answer: 'reply' } }))
    expect(Object.values(story.state.clocks).map(({ id, rule }) => [id, rule])).toEqual([['answer.1', 'reply']])
    afterMove(story)
  })

  test('one that the new version does not have is withdrawn by choice', () => {
    const none = second(steps)
    const story = given(ticking, { versions: [none] }).opened()
    expect(story.when(to(2)).thenRefused('move-needs-choice').at).toEqual([{ place: 'answer.1', words: 'The clock Answer runs, and version 2 has no such clock. Choose withdraw.' }])
    expect(story.and(to(2, { choices: { answer: 'withdraw' } })).state.clocks['answer.1']?.withdrawn?.reason).toBe('not in the new version')
  })

  test('a new one counts from the past event; past due as it starts, it would breach', () => {
    const late = second(steps, { clocks: [{ ...clock, id: 'ring', name: 'Ring', allow: { workingDays: 2 } }] })
    const story = opened(late).on('2026-12-08T10:00:00Z')
    expect(story.when(to(2)).thenRefused('move-would-breach').at).toEqual([{ place: 'ring.1', words: 'Ring would have been due on 2026-12-03.' }])
    story.when(to(2, { acceptBreach: true })).thenEvents({ type: 'case-moved' }, { type: 'clock-started', clock: 'ring.1', at: '2026-12-01T10:00:00.000Z' }, { type: 'clock-due', clock: 'ring.1' })
    expect(opened(late).and(to(2)).state.clocks['ring.1']?.stopped).toBeUndefined()
  })
})

describe('a case cannot move', () => {
  const marked = second([{ id: 'visit', kind: 'milestone', name: 'Visit', byHand: true }, steps[1]!, { ...steps[2]!, after: 'visit' }, { ...steps[3]!, after: 'visit' } as Steps[number], steps[4]!])

  test.each<[string, CaseType, Partial<CommandOf<'move-to-version'>>, string]>([
    ['what has another kind', marked, {}, 'visit is a task, and visit of version 2 a milestone'],
    ['what the old version has not', second(steps), { map: { walk: 'visit' } }, 'Version 1 has no step, clock or outcome walk.'],
    ['what the new version has not', second(steps), { map: { visit: 'walk' } }, 'Version 2 has no step, clock or outcome walk.'],
    ['a choice about nothing', second(steps), { choices: { walk: 'cancel' } }, 'Neither version has a step or a clock walk.'],
  ])('with a map that names %s', (...[, version, order, words]) => {
    expect(opened(version).when(to(2, order)).thenRefused('move-not-possible').words).toContain(words)
  })

  test('when it has ended, has that version, or holds what that version cannot', () => {
    const dated = second(steps, { fields: { size: { date: {} } } })
    expect(opened(dated).and({ type: 'edit-fields', fields: { size: 3 } }).when(to(2)).thenRefused('move-not-possible').words).toContain('Size must be a date')
    expect(opened(dated).when(to(1)).thenRefused('move-not-possible').words).toBe('Case SM-26-00001 has version 1 already.')
    const ended = sampleType({ ...said, steps: [{ id: 'keys', kind: 'task', name: 'Keys' }] })
    given(ended, { versions: [dated] }).opened().and({ type: 'close-case' }).when(to(2)).thenRefused('case-closed')
  })
})

describe('the verdict on a case', () => {
  test('is unaffected where nothing but its version changes, and says what else follows', () => {
    const same = second([...steps.slice(0, 2), { ...steps[2]!, guidance: 'Write plainly.' }, ...steps.slice(3)])
    expect(judge(opened(same), same)).toEqual({ verdict: 'unaffected', consequences: ['Moves the case to version 2'] })
    const without = second(steps.filter(({ id }) => id !== 'keys'))
    expect(judge(opened(without), without, { choices: { keys: 'cancel' } })).toEqual({ verdict: 'can-move', consequences: ['Cancels Keys', 'Moves the case to version 2'] })
    expect(judge(opened(same), same, { map: { walk: 'visit' } }).verdict).toBe('cannot-move')
  })
})

describe('the way back', () => {
  test('is a move with the inverse map; what the move had added and nobody touched goes without a choice', () => {
    const version = second([...withVisitAs('inspect', 'Inspect'), { id: 'call', kind: 'task', name: 'Call', after: 'inspect' }])
    const story = opened(version)
    const moved = story.and(to(2, { map: { visit: 'inspect' } }))
    const back = moved.and(to(1, { map: { inspect: 'visit' } }))
    const same = (item: string) => back.state.items[item]
    expect(back.state.caseType.version).toBe(1)
    expect(same('visit.1')).toEqual(story.state.items['visit.1'])
    expect(back.state.items['call.1']?.state).toBe('cancelled')
    afterMove(back.and({ type: 'complete-task', task: 'visit.1', outcome: 'in' }, { type: 'complete-task', task: 'photos.1' }))
  })

  test('what a move left out waits again, and past events start it only by choice', () => {
    const without = second(steps.filter(({ id }) => id !== 'keys'))
    const moved = opened(without).and(to(2, { choices: { keys: 'cancel' } }))
    expect(moved.when(to(1)).thenRefused('move-needs-choice').at?.[0]?.place).toBe('keys.2')
    expect(moved.and(to(1, { choices: { keys: 'start' } })).state.items['keys.2']?.state).toBe('live')
  })
})

test('what is now repeated waits to be done again, and what is no longer repeated does not', () => {
  const again = second([{ ...steps[0]!, required: false, repeatable: true } as Steps[number], ...steps.slice(1)])
  const moved = opened(again).and(to(2))
  expect(itemsOf(moved.state, 'visit').map(({ state }) => state)).toEqual(['live', 'waiting'])
  const back = moved.and(to(1))
  expect(itemsOf(back.state, 'visit').map(({ state }) => state)).toEqual(['live', 'cancelled'])
})
