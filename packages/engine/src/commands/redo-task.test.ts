import { describe, expect, test } from 'vitest'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const visits = sampleType({ steps: [
  { id: 'visit', kind: 'task', name: 'Visit' },
  { id: 'report', kind: 'task', name: 'Report', after: 'visit' },
  { id: 'look', kind: 'stage', name: 'Look', after: 'report', steps: [{ id: 'photos', kind: 'task', name: 'Photos' }] },
  { id: 'other', kind: 'task', name: 'Other' },
] })
const reported = () => given(visits).opened().and({ type: 'complete-task', task: 'visit.1' }, { type: 'complete-task', task: 'report.1' })
const redo = { type: 'redo-task', task: 'visit.1', reason: 'wrong flat' } as const

describe('what a person keeps or sets aside', () => {
  test.each([{ keep: ['other.1'] }, { supersede: ['other.1'] }, { keep: ['visit.1'] }, { supersede: ['constructor'] }, { keep: ['report.1', 'nothing'] }])('must follow from the task: %j is refused with what does', (choices) => {
    const { at } = reported().when({ ...redo, ...choices }).thenRefused('task-unknown')
    expect(at).toEqual([{ place: 'keep' in choices ? 'keep' : 'supersede', words: 'Choose one of Report (report.1), Look (look.1).' }])
  })

  test.each([{ keep: ['photos.1'] }, { supersede: ['photos.1'] }])('is a stage, not what lies in it: %j is refused, and the stage named', (choices) => {
    const refusal = reported().and({ type: 'complete-task', task: 'photos.1' }).when({ ...redo, ...choices }).thenRefused('task-unknown')
    expect([refusal.words, refusal.remedy]).toEqual(['photos.1 stays or goes with Look.', 'Name look.1 instead.'])
  })

  test('may be a task in a stage that stays, where it follows from the task by itself', () => {
    const staged = sampleType({ steps: [
      { id: 'visit', kind: 'task', name: 'Visit' },
      { id: 'look', kind: 'stage', name: 'Look', after: 'visit', steps: [{ id: 'photos', kind: 'task', name: 'Photos' }, { id: 'report', kind: 'task', name: 'Report', after: 'visit' }] },
      { id: 'other', kind: 'task', name: 'Other' },
    ] })
    const reported = given(staged).opened().and({ type: 'complete-task', task: 'visit.1' }, { type: 'complete-task', task: 'report.1' })
    const redone = reported.and({ ...redo, keep: ['look.1'], supersede: ['report.1'] })
    expect(redone.state.items).toMatchObject({ 'look.1': { state: 'live' }, 'photos.1': { state: 'live' }, 'report.1': { state: 'superseded' } })
  })

  test('cannot be both', () => {
    expect(reported().when({ ...redo, keep: ['report.1'], supersede: ['look.1', 'report.1'] }).thenRefused('kept-and-superseded').words).toContain('report.1')
  })

  test('may follow from something that is kept', () => {
    const redone = reported().and({ ...redo, keep: ['report.1', 'look.1'] })
    expect(redone.state.items).toMatchObject({ 'report.1': { state: 'completed' }, 'look.1': { state: 'live' } })
  })
})

test('a hold on a run that was to come ends as that run is set aside, and the clock that it stopped runs on at the one in its place (semantics 26, 28)', () => {
  const held = sampleType({
    holdReasons: [{ id: 'ill', name: 'Ill' }], clocks: [{ id: 'law', name: 'Law', basis: 'law', of: 'more', starts: 'more', stops: 'outside.end', allow: { days: 20 }, pausedBy: ['ill'] }],
    steps: [{ id: 'visit', kind: 'task', name: 'Visit' }, { id: 'more', kind: 'task', name: 'More', after: 'visit', repeatable: { atMost: 5 } }, { id: 'other', kind: 'task', name: 'Other' }],
  })
  const paused = given(held).opened().and({ type: 'complete-task', task: 'visit.1' }, { type: 'complete-task', task: 'more.1' }, { type: 'hold', on: 'more.2', reason: 'ill' })
  expect(paused.state.clocks['law.1']).toMatchObject({ of: 'more.2', pauses: [{ hold: 'hold.1', to: undefined }] })
  const { items, clocks } = paused.on('2026-12-03T10:00:00Z').and({ ...redo, supersede: ['more.1'] }).state
  expect(items).toMatchObject({ 'more.2': { state: 'superseded', holds: [] }, 'more.3': { state: 'waiting' } })
  expect(clocks['law.1']).toMatchObject({ of: 'more.3', pauses: [{ hold: 'hold.1', to: '2026-12-03T10:00:00.000Z' }] })
})

test('of several who were skipped, a redo of one brings back only what hung on that one (semantics 20)', () => {
  const asked = sampleType({ steps: [{ id: 'ask', kind: 'task', name: 'Ask', forEach: { parties: 'witness' } }, { id: 'write', kind: 'task', name: 'Write', forEach: { parties: 'witness' }, after: 'ask.completed' }, { id: 'other', kind: 'task', name: 'Other' }] })
  const skipped = given(asked).opened({ parties: [{ role: 'witness', name: 'Ann' }, { role: 'witness', name: 'Bob' }] }).and({ type: 'skip-task', task: 'ask.1' }, { type: 'skip-task', task: 'ask.2' })
  for (const [task, party] of [['ask.1', 'party.1'], ['ask.2', 'party.2']] as const) {
    const waiting = Object.values(skipped.and({ type: 'redo-task', task, reason: 'they rang' }).state.items).filter(({ state }) => state === 'waiting')
    expect(waiting.map(({ step, element }) => `${step} ${element?.id}`)).toEqual([`write ${party}`])
  }
})
