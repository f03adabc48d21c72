import { describe, expect, test } from 'vitest'
import { allowedActions } from '../allowed-actions.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { play, sampleType } from '../testing/play.ts'

const dawn = { kind: 'person' as const, id: 'dawn', roles: ['manager'] }
const reviewed = sampleType({ steps: [
  { id: 'decide', kind: 'task', name: 'Decide' },
  { id: 'review', kind: 'task', name: 'Review', after: 'decide', notWhoDid: 'decide', for: { team: 'reviewers' }, repeatable: true },
  { id: 'letter', kind: 'message', name: 'Letter', template: 'letter', after: 'review', notWhoDid: ['decide', 'review'] },
] })
/** Rosalind, whose case it is, has decided. */
const decided = () => play(reviewed).do({ type: 'complete-task', task: 'decide.1' })

describe('a step that is not for whoever did another (semantics 10)', () => {
  test('cannot be completed, claimed or given to that person (semantics 10)', () => {
    const said = { refused: 'four-eyes', words: 'Review is not for whoever did Decide.', remedy: 'Give it to someone else.' }
    expect(decided().refused({ type: 'complete-task', task: 'review.1' })).toEqual(said)
    expect(decided().refused({ type: 'claim-task', task: 'review.1' })).toEqual(said)
    expect(decided().refused({ type: 'reassign-task', task: 'review.1', to: { kind: 'person', id: 'rosalind' } })).toEqual(said)
    expect(decided().refused({ type: 'reassign-task', task: 'review.1', to: { kind: 'owner' } })).toEqual(said)
    expect(decided().refused({ type: 'add-task', step: 'review', for: { kind: 'person', id: 'rosalind' } })).toEqual(said)
    expect(decided().refused({ type: 'record-task', step: 'review' })).toEqual(said)
  })

  test('is for anyone else, letters too', () => {
    const game = decided().by(dawn).do({ type: 'claim-task', task: 'review.1' }).do({ type: 'complete-task', task: 'review.1' })
    expect(game.state.items['review.1']).toMatchObject({ state: 'completed', doneBy: 'dawn' })
    expect(game.refused({ type: 'complete-task', task: 'letter.1' })).toMatchObject({ refused: 'four-eyes', words: 'Letter is not for whoever did Review.' })
    expect(game.by({ ...dawn, id: 'priya' }).do({ type: 'complete-task', task: 'letter.1' }).state.items['letter.1']).toMatchObject({ state: 'completed', doneBy: 'priya' })
  })

  test('may be started by skipping the other, which nobody did then', () => {
    expect(play(reviewed).do({ type: 'skip-task', task: 'decide.1' }).do({ type: 'complete-task', task: 'review.1' }).state.items['review.1']!.state).toBe('completed')
  })

  test('follows who did the other when that is done again', () => {
    const game = decided().do({ type: 'redo-task', task: 'decide.1', reason: 'Dawn was to decide' }).by(dawn).do({ type: 'complete-task', task: 'decide.2' })
    expect(game.refused({ type: 'complete-task', task: 'review.3' }).refused).toBe('four-eyes')
  })

  test('shows as not allowed to that person alone', () => {
    const { state } = decided()
    const completing = (actor: typeof dawn) => allowedActions(state, { caseType: reviewed, calendar: () => englandAndWales, now: state.lastAt, actor }).task(state.items['review.1']!).find(({ action }) => action === 'complete')
    expect([completing({ ...dawn, id: 'rosalind' })?.refusal?.refused, completing(dawn)?.allowed]).toEqual(['four-eyes', true])
  })
})
