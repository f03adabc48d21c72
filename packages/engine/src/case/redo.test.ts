import { describe, expect, test } from 'vitest'
import { restsOnSuperseded } from '../commands/followers.ts'
import { consequences } from '../consequences.ts'
import { decide } from './decide.ts'
import { isRefusal } from '../refusal.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { officer, play, sampleType } from '../testing/play.ts'

const visits = sampleType({
  clocks: [
    { id: 'report', name: 'Report', basis: 'law', starts: 'visit', stops: 'inform', allow: { workingDays: 3 } },
    { id: 'chase', name: 'Chase', starts: 'visit.empty', stops: 'search', allow: { workingDays: 5 } },
  ],
  steps: [
    { id: 'visit', kind: 'task', name: 'Visit', outcomes: ['occupied', 'empty'], fields: { meter: { number: {} } } },
    { id: 'search', kind: 'task', name: 'Search', after: 'visit.empty' },
    { id: 'inform', kind: 'task', name: 'Inform', after: 'visit' },
    { id: 'welcome', kind: 'task', name: 'Welcome back', after: 'visit.occupied' },
    { id: 'seen', kind: 'milestone', name: 'Seen', after: 'visit.empty' },
  ],
})

const visited = () => play(visits).do({ type: 'complete-task', task: 'visit.1', outcome: 'empty', fields: { meter: 48213 } })
const redo = { type: 'redo-task', task: 'visit.1', reason: 'wrong flat' } as const

describe('redo', () => {
  test('the old run keeps its answers as an earlier version, the new one is live with them copied (semantics 25)', () => {
    const { state } = visited().do(redo)
    expect(state.items['visit.1']).toMatchObject({ state: 'superseded', outcome: 'empty', answers: { meter: 48213 } })
    expect(state.items['visit.2']).toMatchObject({ state: 'live', redoOf: 'visit.1', answers: { meter: 48213 } })
  })

  test('what it started and nobody touched is set aside and waits anew; milestones reached by rule lapse', () => {
    const game = visited().do(redo)
    expect(game.shows()).toEqual(expect.arrayContaining(['search.1 superseded', 'inform.1 superseded', 'seen.1 superseded']))
    expect(game.state.items['search.2']!.state).toBe('waiting')
  })

  test('what was worked on stays and rests on a superseded answer until the same answer comes again', () => {
    const game = visited().do({ type: 'complete-task', task: 'search.1' }).do(redo)
    const rests = () => restsOnSuperseded(game.state, game.state.items['search.1']!)
    expect([game.state.items['search.1']!.state, rests()]).toEqual(['completed', true])
    game.do({ type: 'complete-task', task: 'visit.2', outcome: 'empty' })
    expect([rests(), game.state.items['search.2']]).toEqual([false, undefined])
  })

  test('the same answer again starts nothing twice, be it repeatable; another one does (semantics 25)', () => {
    const repeatable = sampleType({ steps: [
      { id: 'visit', kind: 'task', name: 'Visit', outcomes: ['occupied', 'empty'], repeatable: true },
      { id: 'search', kind: 'task', name: 'Search', after: 'visit.empty', repeatable: true },
    ] })
    const game = play(repeatable).do({ type: 'complete-task', task: 'visit.1', outcome: 'empty' }).do({ type: 'complete-task', task: 'search.1' })
    game.do(redo).do({ type: 'complete-task', task: 'visit.4', outcome: 'empty' })
    expect(game.state.items['search.2']!.state).toBe('waiting')
    expect(game.do({ type: 'complete-task', task: 'visit.2', outcome: 'empty' }).state.items['search.2']!.state).toBe('live')
  })

  test('another answer starts its own branch', () => {
    const game = visited().do(redo).do({ type: 'complete-task', task: 'visit.2', outcome: 'occupied' })
    expect(game.shows()).toEqual(expect.arrayContaining(['welcome.1 live', 'inform.2 live']))
    expect(game.state.items['search.2']!.state).toBe('waiting')
  })

  test('the person may choose otherwise for what follows', () => {
    const game = visited().do({ ...redo, keep: ['search.1'] })
    expect(game.state.items['search.1']!.state).toBe('live')
    const other = visited().do({ type: 'complete-task', task: 'search.1' }).do({ ...redo, supersede: ['search.1'] })
    expect(other.state.items['search.1']!.state).toBe('superseded')
  })

  test('a clock that the answer stopped runs on as if it never had; law keeps its first start, a landlord’s own starts anew (semantics 26)', () => {
    const game = visited().do({ type: 'complete-task', task: 'inform.1' }).at('2026-12-02T10:00:00Z').do({ ...redo, supersede: ['inform.1'] })
    expect(game.state.clocks['report.1']).toMatchObject({ startedAt: '2026-12-01T10:00:00.000Z' })
    expect(game.state.clocks['report.1']!.stopped).toBeUndefined()
    expect(game.state.clocks['chase.1']!.withdrawn!.reason).toBe('started anew')
    game.do({ type: 'complete-task', task: 'visit.2', outcome: 'empty' })
    expect(game.state.clocks['chase.2']!.startedAt).toBe('2026-12-02T10:00:00.000Z')
    expect(game.state.clocks['report.2']).toBeUndefined()
  })

  test('a completed stage around it reopens', () => {
    const staged = sampleType({ steps: [
      { id: 'look', kind: 'stage', name: 'Look', steps: [{ id: 'visit', kind: 'task', name: 'Visit', required: true }] },
      { id: 'act', kind: 'stage', name: 'Act', after: 'look', steps: [{ id: 'repair', kind: 'task', name: 'Repair', required: true }] },
    ] })
    const game = play(staged).do({ type: 'complete-task', task: 'visit.1' }).do({ type: 'redo-task', task: 'visit.1', reason: 'wrong home' })
    expect(game.shows()).toEqual(expect.arrayContaining(['look.1 live', 'visit.2 live']))
    expect(game.do({ type: 'complete-task', task: 'visit.2' }).shows()).toContain('look.1 completed')
  })

  test('its preview says what follows from it', () => {
    const game = visited()
    const preview = decide(game.state, redo, { now: '2026-12-01T11:00:00Z', actor: officer, caseType: visits, calendar: () => englandAndWales })
    if (isRefusal(preview)) throw new Error(preview.words)
    expect(consequences(preview.state, preview.events)).toEqual(expect.arrayContaining(['Sets aside Visit: its answers are kept as an earlier version', 'Takes back Search', 'Withdraws the clock Chase', 'Starts Visit']))
  })

  test('only what was done can be redone, and with a reason', () => {
    const game = play(visits)
    expect(game.refused(redo).refused).toBe('not-redoable')
    expect(visited().refused({ ...redo, reason: ' ' }).refused).toBe('reason-missing')
  })

  test('what a rule cancelled before it started waits again once that rule’s event is taken back', () => {
    const found = sampleType({ steps: [
      { id: 'visit', kind: 'task', name: 'Visit', outcomes: ['occupied', 'empty'] },
      { id: 'search', kind: 'stage', name: 'Search', after: 'visit.empty', cancelWhen: 'visit.occupied', steps: [{ id: 'ask', kind: 'task', name: 'Ask' }] },
      { id: 'end', kind: 'finish', name: 'End', after: 'visit.occupied' },
    ] })
    const closed = play(found).do({ type: 'complete-task', task: 'visit.1', outcome: 'occupied' })
    expect(closed.state.status).toBe('closed')
    const reopened = closed.do({ type: 'reopen-case', reason: 'wrong flat', restart: ['visit.1'] })
    expect(reopened.shows()).toEqual(['visit.1 superseded', 'search.1 cancelled', 'end.1 superseded', 'visit.2 live'])
    expect(reopened.do({ type: 'complete-task', task: 'visit.2', outcome: 'empty' }).shows()).toEqual(expect.arrayContaining(['search.2 live', 'ask.1 live']))
  })

  test('what a rule cancelled while it was live is there again once that rule’s event is taken back, unless something in it was done', () => {
    const safe = sampleType({ steps: [
      { id: 'look', kind: 'task', name: 'Look', outcomes: ['danger', 'nothing'] },
      { id: 'guard', kind: 'stage', name: 'Guard', cancelWhen: 'look.nothing', steps: [{ id: 'prop', kind: 'task', name: 'Prop' }, { id: 'tell', kind: 'task', name: 'Tell' }] },
      { id: 'watch', kind: 'task', name: 'Watch', cancelWhen: 'look.nothing', clock: { basis: 'law', allow: { days: 2 } } },
    ] })
    const redone = (game: ReturnType<typeof play>) => game.do({ type: 'complete-task', task: 'look.1', outcome: 'nothing' }).at('2026-12-02T10:00:00Z').do({ type: 'redo-task', task: 'look.1', reason: 'wrong wall' })
    const game = redone(play(safe))
    expect(game.shows()).toEqual(expect.arrayContaining(['guard.1 cancelled', 'guard.2 live', 'prop.2 live', 'tell.2 live', 'watch.2 live']))
    expect(game.clock('watch.1')).toMatchObject({ state: 'running', dueOn: '2026-12-03' })
    const begun = redone(play(safe).do({ type: 'complete-task', task: 'tell.1' }))
    expect(begun.state.items['guard.2']).toBeUndefined()
    expect(begun.do({ type: 'complete-task', task: 'look.2', outcome: 'nothing' }).shows()).toContain('watch.2 cancelled')
  })

  test('a stage that reopens is not cancelled at once by what happened before', () => {
    const moved = sampleType({ steps: [
      { id: 'look', kind: 'stage', name: 'Look', cancelWhen: 'panel', steps: [{ id: 'visit', kind: 'task', name: 'Visit', required: true }] },
      { id: 'panel', kind: 'task', name: 'Panel', after: 'look' },
      { id: 'act', kind: 'task', name: 'Act', after: 'panel' },
    ] })
    const game = play(moved).do({ type: 'complete-task', task: 'visit.1' }).do({ type: 'complete-task', task: 'panel.1' }).do({ type: 'redo-task', task: 'visit.1', reason: 'wrong flat', keep: ['panel.1'] })
    expect(game.shows().toSorted()).toEqual(['act.1 live', 'look.1 live', 'panel.1 completed', 'visit.1 superseded', 'visit.2 live'])
  })

  test('a clock of law that what follows had started keeps its first start when the same answer comes again (semantics 26)', () => {
    const chained = sampleType({ steps: [
      { id: 'visit', kind: 'task', name: 'Visit' },
      { id: 'inform', kind: 'task', name: 'Inform', after: 'visit', clock: { basis: 'law', allow: { workingDays: 3 } } },
      { id: 'chase', kind: 'task', name: 'Chase', after: 'visit', clock: { allow: { workingDays: 3 } } },
    ] })
    const game = play(chained).do({ type: 'complete-task', task: 'visit.1' }).at('2026-12-03T10:00:00Z').do(redo).do({ type: 'complete-task', task: 'visit.2' })
    expect(game.clock('inform.1')).toMatchObject({ state: 'running', dueOn: '2026-12-04' })
    expect(game.state.clocks['inform.1']!.of).toBe('inform.2')
    expect(game.clock('chase.2').dueOn).toBe('2026-12-08')
  })
})
