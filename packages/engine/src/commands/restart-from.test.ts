import { describe, expect, test } from 'vitest'
import { consequences } from '../consequences.ts'
import { given, type Story } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const abandonment = sampleType({
  holdReasons: [{ id: 'police', name: 'Police' }],
  clocks: [
    { id: 'law', name: 'Law', basis: 'law', starts: 'visit', stops: 'recover', allow: { days: 40 } },
    { id: 'ours', name: 'Ours', starts: 'visit', stops: 'recover', allow: { days: 30 } },
  ],
  steps: [
    { id: 'visit', kind: 'task', name: 'Visit', outcomes: ['empty', 'lived-in'] },
    { id: 'beside', kind: 'task', name: 'Beside' },
    { id: 'notice', kind: 'message', name: 'Notice', template: 'notice', after: 'visit.empty', onRestart: 'keep' },
    { id: 'card', kind: 'message', name: 'Card', template: 'card', after: 'visit.empty' },
    { id: 'ask', kind: 'task', name: 'Ask the neighbours', after: 'visit.empty' },
    { id: 'recover', kind: 'task', name: 'Recover', after: ['notice', 'ask'] },
  ],
})
const worked = () => given(abandonment).opened().and(
  { type: 'complete-task', task: 'visit.1', outcome: 'empty' }, { type: 'complete-task', task: 'notice.1' }, { type: 'complete-task', task: 'card.1' }, { type: 'complete-task', task: 'ask.1' },
)
const restart = { type: 'restart-from', task: 'visit.1', reason: 'wrong flat' } as const
const all = ({ state }: Story) => Object.values(state.items).map((item) => `${item.id} ${item.state}`)

describe('a path that restarts from a step (semantics 27)', () => {
  test('supersedes all that follows, worked on or sent, and starts it anew; what is beside stays (semantics 27)', () => {
    const restarted = worked().and(restart)
    expect(all(restarted)).toEqual([
      'visit.1 superseded', 'beside.1 live', 'notice.1 completed', 'card.1 superseded', 'ask.1 superseded', 'recover.1 superseded',
      'visit.2 live', 'card.2 waiting', 'ask.2 waiting', 'recover.2 waiting',
    ])
    expect(all(restarted.and({ type: 'complete-task', task: 'visit.2', outcome: 'empty' }))).toEqual(expect.arrayContaining(['card.2 live', 'ask.2 live', 'recover.2 waiting']))
  })

  test('what its step keeps is not run again, and its old run still counts (semantics 27)', () => {
    const again = worked().and(restart, { type: 'complete-task', task: 'visit.2', outcome: 'empty' }, { type: 'complete-task', task: 'ask.2' })
    expect(all(again)).toContain('recover.2 live')
    expect(all(again).filter((item) => item.startsWith('notice'))).toEqual(['notice.1 completed'])
  })

  test('law keeps its first start, a landlord’s own clock starts anew (semantics 26, 27)', () => {
    const again = worked().on('2026-12-05T10:00:00Z').and(restart, { type: 'complete-task', task: 'visit.2', outcome: 'empty' })
    expect(again.state.clocks).toMatchObject({ 'law.1': { startedAt: '2026-12-01T10:00:00.000Z' }, 'ours.1': { withdrawn: { reason: 'started anew' } }, 'ours.2': { startedAt: '2026-12-05T10:00:00.000Z' } })
  })

  test('its preview says what restarts, what is kept, what cannot be unsent and which clocks keep their start', () => {
    const before = worked()
    const after = before.when(restart).thenEvents({ type: 'path-restarted', item: 'visit.1', kept: ['notice.1'] })
    const words = consequences(after.state, after.events.slice(before.events.length))
    expect(words).toEqual(expect.arrayContaining([
      'Restarts the path from Visit', 'Sets aside Visit: its answers are kept as an earlier version', 'Takes back Ask the neighbours', 'Takes back Recover',
      'Cannot unsend Card', 'Cannot unsend Notice', 'Keeps the first start of the clock Law', 'Withdraws the clock Ours', 'Starts Visit',
    ]))
  })

  test('a stage restarts as a whole, and what had ended in it can be kept (semantics 27)', () => {
    const staged = sampleType({ steps: [
      { id: 'ask', kind: 'task', name: 'Ask' },
      { id: 'look', kind: 'stage', name: 'Look', after: 'ask', steps: [
        { id: 'keys', kind: 'task', name: 'Keys', required: true, onRestart: 'keep' },
        { id: 'photos', kind: 'task', name: 'Photos', required: true, after: 'keys' },
      ] },
      { id: 'tell', kind: 'task', name: 'Tell', after: 'look' },
    ] })
    const told = given(staged).opened().and({ type: 'complete-task', task: 'ask.1' }, { type: 'complete-task', task: 'keys.1' }, { type: 'complete-task', task: 'photos.1' })
    expect(all(told)).toContain('tell.1 live')
    const fromStage = told.and({ ...restart, task: 'look.1' })
    expect(all(fromStage)).toEqual(expect.arrayContaining(['look.1 superseded', 'photos.1 superseded', 'tell.1 superseded', 'look.2 live', 'keys.1 completed', 'photos.2 live', 'tell.2 waiting']))
    expect(fromStage.state.items['keys.1']?.parent).toBe('look.2')
    expect(all(fromStage.and({ type: 'complete-task', task: 'photos.2' }))).toEqual(expect.arrayContaining(['look.2 completed', 'tell.2 live']))
    const fromTask = told.and({ ...restart, task: 'ask.1' }, { type: 'complete-task', task: 'ask.2' })
    expect(all(fromTask)).toEqual(expect.arrayContaining(['look.2 live', 'keys.1 completed', 'photos.2 live']))
  })

  test('a case that has ended is reopened with it (semantics 21, 27)', () => {
    const closed = worked().and({ type: 'close-case', explanations: { 'law.1': 'Nobody lives there' } })
    closed.when(restart).thenRefused('case-closed')
    const reopened = closed.and({ type: 'reopen-case', reason: 'They came back', restartFrom: 'visit.1' })
    expect([reopened.state.status, all(reopened).filter((item) => item.endsWith(' live'))]).toEqual(['open', ['visit.2 live']])
    expect(all(reopened.and({ type: 'complete-task', task: 'visit.2', outcome: 'empty' }, { type: 'complete-task', task: 'ask.2' })).some((item) => /^recover\.\d live$/.test(item))).toBe(true)
  })

  test('is possible where something was done, with a reason, while nothing holds it and the type lets it', () => {
    expect(worked().when({ ...restart, task: 'beside.1' }).thenRefused('not-redoable').words).toBe('Beside has not been done: it is live.')
    worked().when({ ...restart, task: 'card.1' }).thenRefused('not-redoable')
    worked().when({ ...restart, reason: ' ' }).thenRefused('reason-missing')
    worked().when({ ...restart, task: 'visit.9' }).thenRefused('task-unknown')
    worked().and({ type: 'hold', reason: 'police' }).when(restart).thenRefused('case-on-hold')
    given(sampleType({ ...abandonment.definition, allow: { redo: false } })).opened().and({ type: 'complete-task', task: 'visit.1', outcome: 'empty' }).when(restart).thenRefused('narrowed-by-type')
    worked().and({ type: 'cancel-case', reason: 'x' }).when({ type: 'reopen-case', reason: 'y', restartFrom: 'beside.1' }).thenRefused('not-redoable')
  })
})
