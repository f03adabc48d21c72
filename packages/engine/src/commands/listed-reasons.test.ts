import { describe, expect, test } from 'vitest'
import type { ActWithReason, ListedReason } from '../case-type/definition.ts'
import { actsWithReasons } from '../case-type/definition.ts'
import { replay } from '../case/evolve.ts'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'
import type { Command } from './command.ts'
import { findListedReasons } from './listed-reasons.ts'

const twice: ListedReason = { id: 'opened-twice', name: 'Opened twice' }
const other: ListedReason = { id: 'other', name: 'Something else', words: true }
const asked = { reasons: Object.fromEntries(actsWithReasons.map((act): [ActWithReason, ListedReason[]] => [act, [twice, other]])) }
const path = { ...asked, steps: [{ id: 'visit', kind: 'task' as const, name: 'Visit' }, { id: 'call', kind: 'task' as const, name: 'Call' }], clocks: [{ id: 'seen', name: 'Seen', starts: 'case.opened', stops: 'visit', allow: { workingDays: 5 }, revise: true, extend: { by: { workingDays: 5 } } }] }
const listed = sampleType(path)
const inWords = sampleType({ ...path, reasons: undefined })

describe('where a case type lists the reasons for an act', () => {
  test('one is chosen: the event says it in words, and which it was', () => {
    const { state, events } = given(listed).opened().when({ type: 'cancel-case', reason: 'opened-twice' }).thenEvents({ type: 'case-cancelled', reason: 'Opened twice', reasonId: 'opened-twice' })
    expect(replay(events)).toEqual(state)
  })

  test('words besides go with it', () => {
    const { state } = given(listed).opened().when({ type: 'skip-task', task: 'visit.1', reason: 'opened-twice', notes: 'See the call.' }).thenEvents({ type: 'item-skipped', reason: 'Opened twice: See the call.', reasonId: 'opened-twice' })
    expect(state.items['visit.1']).toMatchObject({ state: 'skipped', ended: 'Opened twice: See the call.' })
  })

  test('a reason that is not of the list is refused, with its place and what there is', () => {
    const refusal = given(listed).opened().when({ type: 'cancel-case', reason: 'By mistake' }).thenRefused('reason-unknown')
    expect(refusal).toMatchObject({ words: 'By mistake is not one of the reasons for this.', at: [{ place: 'reason', words: 'Choose one of Opened twice (opened-twice), Something else (other).' }], remedy: 'Choose one of these reasons.' })
  })

  test('none is refused too, also where an act needs no reason otherwise', () => {
    expect(given(listed).opened().when({ type: 'skip-task', task: 'visit.1' }).thenRefused('reason-missing').at).toHaveLength(1)
    given(inWords).opened().when({ type: 'skip-task', task: 'visit.1' }).thenEvents('item-skipped')
    expect(given(listed).opened().when({ type: 'cancel-case', reason: '' }).thenRefused('reason-missing').remedy).toBe('Choose one of these reasons.')
  })

  test('what the state of the case forbids is said first', () => {
    expect(given(listed).opened().when({ type: 'reopen-case', reason: 'By mistake' }).thenRefused('case-not-ended').words).toBe('Case SM-26-00001 is open.')
  })

  test('one that is not enough by itself asks for words', () => {
    const story = given(listed).opened()
    expect(story.when({ type: 'cancel-case', reason: 'other', notes: ' ' }).thenRefused('text-missing').at).toEqual([{ place: 'notes', words: 'Say more.' }])
    story.when({ type: 'cancel-case', reason: 'other', notes: 'A test' }).thenEvents({ type: 'case-cancelled', reason: 'Something else: A test', reasonId: 'other' })
  })

  test('what others recorded, and what no person does, has a reason of its own', () => {
    const { state } = given(listed).opened().by({ kind: 'import', id: 'old-system' }).when({ type: 'cancel-case', reason: 'Typed twice' }).thenEvents({ type: 'case-cancelled', reason: 'Typed twice', reasonId: undefined })
    expect(state.status).toBe('cancelled')
  })

  const opened = given(listed).opened()
  const done = opened.and({ type: 'complete-task', task: 'visit.1' })
  const ended = opened.and({ type: 'cancel-case', reason: 'opened-twice' })
  const chosen = { reason: 'opened-twice' }
  test.each<[act: string, how: { story: typeof opened; command: Command; event: string }]>([
    ['reopening a case', { story: ended, command: { type: 'reopen-case', ...chosen }, event: 'case-reopened' }],
    ['giving a case to somebody', { story: opened, command: { type: 'assign-owner', to: { kind: 'team', id: 'voids' }, ...chosen }, event: 'owner-assigned' }],
    ['giving a task to somebody', { story: opened, command: { type: 'reassign-task', task: 'visit.1', to: { kind: 'team', id: 'voids' }, ...chosen }, event: 'task-assigned' }],
    ['setting the priority', { story: opened, command: { type: 'set-priority', priority: 'high', ...chosen }, event: 'priority-set' }],
    ['cancelling a task', { story: opened, command: { type: 'cancel-task', task: 'visit.1', ...chosen }, event: 'item-cancelled' }],
    ['doing a task again', { story: done, command: { type: 'redo-task', task: 'visit.1', ...chosen }, event: 'item-superseded' }],
    ['restarting from a step', { story: done, command: { type: 'restart-from', task: 'visit.1', ...chosen }, event: 'path-restarted' }],
    ['extending a clock', { story: opened, command: { type: 'extend-clock', clock: 'seen.1', ...chosen }, event: 'clock-extended' }],
    ['revising a target', { story: opened, command: { type: 'revise-clock', clock: 'seen.1', target: { on: '2026-12-20' }, ...chosen }, event: 'clock-revised' }],
  ])('%s keeps it', (_act, { story, command, event: type }) => {
    const before = story.events.length
    const { events } = story.when(command).thenEvents()
    expect(events.slice(before).find((event) => event.type === type)?.payload).toMatchObject({ reason: 'Opened twice', reasonId: 'opened-twice' })
  })

  test('moving to another stage keeps it, also in the end of the stage that is left', () => {
    const stages = sampleType({ ...asked, steps: [{ id: 'first', kind: 'stage', name: 'First', next: [{ stage: 'second' }], steps: [{ id: 'look', kind: 'task', name: 'Look' }] }, { id: 'second', kind: 'stage', name: 'Second', onDemand: true, steps: [{ id: 'act', kind: 'task', name: 'Act' }] }] })
    const { state } = given(stages).opened().when({ type: 'move-to-stage', stage: 'second', reason: 'opened-twice' }).thenEvents({ type: 'stage-moved', reasonId: 'opened-twice' }, { type: 'item-cancelled', item: 'first.1', reasonId: 'opened-twice' })
    expect(state.items['second.1']?.state).toBe('live')
  })
})

test('without a list a reason is given in words, and what is said besides is added', () => {
  expect(given(inWords).opened().when({ type: 'cancel-case', reason: 'Opened twice', notes: 'By Ann' }).thenEvents({ type: 'case-cancelled', reason: 'Opened twice: By Ann' }).state.outcome).toBe('Opened twice: By Ann')
  expect([findListedReasons(inWords, { type: 'cancel-case' }), findListedReasons(listed, { type: 'add-note' }), findListedReasons(listed, { type: 'cancel-case' })?.length]).toEqual([undefined, undefined, 2])
})
