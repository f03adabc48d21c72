import { describe, expect, test } from 'vitest'
import { officer, play, sampleType } from '../testing/play.ts'

const stages = sampleType({
  closureReasons: [{ id: 'done', name: 'Done' }],
  steps: [
    { id: 'look', kind: 'stage', name: 'Look', steps: [
      { id: 'visit', kind: 'task', name: 'Visit', required: true },
      { id: 'photos', kind: 'task', name: 'Photos', start: 'by-hand' },
    ] },
    { id: 'act', kind: 'stage', name: 'Act', after: 'look', steps: [{ id: 'repair', kind: 'task', name: 'Repair', required: true }] },
    { id: 'tell', kind: 'task', name: 'Tell the resident', required: true, after: 'act' },
    { id: 'survey', kind: 'task', name: 'Survey' },
  ],
})

describe('stages', () => {
  test('a stage completes when its required work is done and nothing is live; what is left is cancelled (semantics 17)', () => {
    const game = play(stages).do({ type: 'complete-task', task: 'visit.1' })
    expect(game.shows()).toEqual(expect.arrayContaining(['look.1 completed', 'photos.1 cancelled', 'act.1 live', 'repair.1 live']))
    expect(game.state.items['photos.1']!.ended).toBe('stage-ended')
  })

  test('a wait for an outside event keeps a stage open only when it is required', () => {
    const listening = (required: boolean) => sampleType({ steps: [{ id: 'look', kind: 'stage', name: 'Look', steps: [
      { id: 'visit', kind: 'task', name: 'Visit', required: true },
      { id: 'answer', kind: 'wait', name: 'Answer', forEvent: 'letter', required },
    ] }] })
    expect(play(listening(false)).do({ type: 'complete-task', task: 'visit.1' }).shows()).toContain('look.1 completed')
    expect(play(listening(true)).do({ type: 'complete-task', task: 'visit.1' }).shows()).toContain('look.1 live')
  })

  test('a stage that completes by hand is completed by a person, once its required work is done; what is left is cancelled', () => {
    const byHand = sampleType({ steps: [
      { id: 'look', kind: 'stage', name: 'Look', completes: 'by-hand', steps: [{ id: 'visit', kind: 'task', name: 'Visit', required: true }, { id: 'photos', kind: 'task', name: 'Photos' }] },
      { id: 'act', kind: 'task', name: 'Act', after: 'look' },
    ] })
    const game = play(byHand)
    expect(game.refused({ type: 'complete-task', task: 'look.1' })).toMatchObject({ refused: 'required-task', at: [{ place: 'visit.1', words: 'Visit' }] })
    game.do({ type: 'complete-task', task: 'visit.1' })
    expect(game.shows()).toContain('look.1 live')
    game.do({ type: 'complete-task', task: 'look.1', notes: 'Seen enough' })
    expect(game.shows()).toEqual(['look.1 completed', 'act.1 live', 'visit.1 completed', 'photos.1 cancelled'])
    expect(game.state.items['look.1']!.notes).toBe('Seen enough')
  })

  test('live optional work keeps a stage open', () => {
    const game = play(stages).do({ type: 'start-task', task: 'photos.1' }).do({ type: 'complete-task', task: 'visit.1' })
    expect(game.shows()).toContain('look.1 live')
    expect(game.do({ type: 'complete-task', task: 'photos.1' }).shows()).toContain('look.1 completed')
  })
})

describe('ending early', () => {
  test('a required task cannot be skipped or cancelled by a person (semantics 16)', () => {
    const game = play(stages)
    expect(game.refused({ type: 'skip-task', task: 'visit.1' }).refused).toBe('required-task')
    expect(game.refused({ type: 'cancel-task', task: 'visit.1', reason: 'not needed' }).refused).toBe('required-task')
  })

  test('nor one that an expression requires, nor a finish', () => {
    const asked = sampleType({ fields: { risk: { number: {} } }, steps: [{ id: 'refer', kind: 'task', name: 'Refer', required: { when: 'risk > 5' } }, { id: 'end', kind: 'finish', name: 'End', after: 'refer' }] })
    expect(play(asked, undefined, { fields: { risk: 9 } }).refused({ type: 'skip-task', task: 'refer.1' }).refused).toBe('required-task')
    expect(play(asked, undefined, { fields: { risk: 9 } }).refused({ type: 'cancel-task', task: 'end.1', reason: 'no' }).refused).toBe('task-automatic')
    expect(play(asked, undefined, { fields: { risk: 1 } }).do({ type: 'skip-task', task: 'refer.1' }).state.status).toBe('closed')
  })

  test('cancelling takes the chain that could never start with it (semantics 20)', () => {
    const chain = sampleType({ steps: [
      { id: 'a', kind: 'task', name: 'A' },
      { id: 'b', kind: 'task', name: 'B', after: 'a.completed' },
      { id: 'c', kind: 'task', name: 'C', after: 'b' },
      { id: 'd', kind: 'task', name: 'D', after: { any: ['c', 'e'] } },
      { id: 'e', kind: 'task', name: 'E' },
    ] })
    const game = play(chain).do({ type: 'cancel-task', task: 'a.1', reason: 'not needed' })
    expect(game.shows()).toEqual(['a.1 cancelled', 'b.1 cancelled', 'c.1 cancelled', 'e.1 live'])
    expect(game.state.items['d.1']!.state).toBe('waiting')
  })

  test('a cancel whose chain holds required work is refused and says which', () => {
    const chain = sampleType({ steps: [{ id: 'a', kind: 'task', name: 'A' }, { id: 'b', kind: 'task', name: 'Must', required: true, after: 'a.completed' }] })
    const refusal = play(chain).refused({ type: 'cancel-task', task: 'a.1', reason: 'not needed' })
    expect([refusal.refused, refusal.at]).toEqual(['required-in-chain', [{ place: 'b.1', words: 'Must' }]])
  })

  test('a rule cancels an unfinished step, even on hold, and cancel beats start (semantics 11, 18, 28)', () => {
    const ruled = sampleType({ holdReasons: [{ id: 'wait', name: 'Wait' }], steps: [
      { id: 'found', kind: 'task', name: 'Found' },
      { id: 'search', kind: 'task', name: 'Search', cancelWhen: 'found' },
      { id: 'report', kind: 'task', name: 'Report', after: 'found', cancelWhen: 'found' },
    ] })
    const game = play(ruled).do({ type: 'hold', on: 'search.1', reason: 'wait' }).do({ type: 'complete-task', task: 'found.1' })
    expect(game.shows()).toEqual(['found.1 completed', 'search.1 cancelled', 'report.1 cancelled'])
  })
})

describe('closing and reopening', () => {
  test('required work keeps a case from closing, and the refusal names it', () => {
    const refusal = play(stages).refused({ type: 'close-case', reason: 'done' })
    expect(refusal.refused).toBe('gates-open')
    expect(refusal.at!.map(({ place }) => place)).toEqual(['visit.1', 'tell.1'])
  })

  test('closing cancels optional unfinished tasks, says so, and starts nothing (semantics 21)', () => {
    const game = play(stages).do({ type: 'complete-task', task: 'visit.1' }).do({ type: 'complete-task', task: 'repair.1' }).do({ type: 'complete-task', task: 'tell.1' })
    game.do({ type: 'close-case', reason: 'done' })
    expect([game.state.status, game.state.outcome]).toEqual(['closed', 'done'])
    expect(game.shows()).toContain('survey.1 cancelled')
    expect(game.refused({ type: 'complete-task', task: 'survey.1' }).refused).toBe('case-closed')
  })

  test('a closure reason must be one of the type’s', () => {
    const done = play(stages).do({ type: 'complete-task', task: 'visit.1' }).do({ type: 'complete-task', task: 'repair.1' }).do({ type: 'complete-task', task: 'tell.1' })
    expect(done.refused({ type: 'close-case', reason: 'bored' }).refused).toBe('reason-unknown')
    expect(done.refused({ type: 'close-case' }).at).toEqual([{ place: 'reason', words: 'Choose Done (done).' }])
  })

  test('reopening restarts the items named and nothing else (semantics 21)', () => {
    const game = play(stages).do({ type: 'cancel-case', reason: 'opened by mistake' }).do({ type: 'reopen-case', reason: 'not a mistake', restart: ['visit.1'] })
    expect(game.state.status).toBe('open')
    expect(Object.values(game.state.items).filter(({ state }) => state === 'live').map(({ step }) => step)).toEqual(['look', 'visit'])
  })

  test('an open case is cancelled with why, whatever was done in it: what was done stays, the rest ends, required or not', () => {
    const game = play(stages).do({ type: 'complete-task', task: 'visit.1' }).do({ type: 'cancel-case', reason: 'opened by mistake' })
    expect([game.state.status, game.state.items['visit.1']!.state, game.state.items['repair.1']!.state]).toEqual(['cancelled', 'completed', 'cancelled'])
    expect(game.events.find(({ type }) => type === 'case-cancelled')?.payload).toMatchObject({ reason: 'opened by mistake' })
    expect(game.refused({ type: 'cancel-case', reason: 'again' }).refused).toBe('case-cancelled')
  })

  test('a finish with required work open waits; without, it closes the case (semantics 19)', () => {
    const finishing = sampleType({ steps: [
      { id: 'ask', kind: 'task', name: 'Ask', outcomes: ['yes', 'no'] },
      { id: 'tell', kind: 'task', name: 'Tell', required: true },
      { id: 'end', kind: 'finish', name: 'End', after: 'ask.no', outcome: 'refused' },
    ] })
    const game = play(finishing).do({ type: 'complete-task', task: 'ask.1', outcome: 'no' })
    expect([game.state.status, game.shows()]).toEqual(['open', ['ask.1 completed', 'tell.1 live', 'end.1 live']])
    expect(game.do({ type: 'complete-task', task: 'tell.1' }).state).toMatchObject({ status: 'closed', outcome: 'refused' })
  })

  test('what is done beside a finish is completed before it ends the scope, wherever it is written', () => {
    const first = sampleType({
      clocks: [{ id: 'look-in-time', name: 'Look in time', starts: 'case.opened', stops: 'look', allow: { days: 3 } }],
      steps: [{ id: 'end', kind: 'finish', name: 'End', after: 'visit' }, { id: 'look', kind: 'stage', name: 'Look', steps: [{ id: 'visit', kind: 'task', name: 'Visit' }] }],
    })
    const game = play(first).do({ type: 'complete-task', task: 'visit.1' })
    expect([game.state.status, game.state.items['look.1']!.state, game.clock('look-in-time.1').state]).toEqual(['closed', 'completed', 'met'])
  })

  test('a type may narrow closing to a role or an expression (semantics 22)', () => {
    const narrow = sampleType({ allow: { close: ['manager'], redo: false }, steps: [{ id: 'a', kind: 'task', name: 'A' }] })
    const game = play(narrow)
    expect(game.refused({ type: 'close-case' }).refused).toBe('narrowed-by-type')
    expect(game.by({ ...officer, roles: ['manager'] }).do({ type: 'close-case' }).state.status).toBe('closed')
  })
})
