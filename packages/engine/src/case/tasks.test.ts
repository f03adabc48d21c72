import { describe, expect, test } from 'vitest'
import { play, sampleType } from '../testing/play.ts'

const caseType = sampleType({
  fields: { lastSeen: { date: { notFuture: true } }, weeklyRent: { number: { min: 0 }, required: true } },
  lists: { signs: [{ id: 'post', name: 'Post behind the door' }, { id: 'curtains', name: 'Curtains drawn' }] },
  owner: [{ team: 'north' }],
  steps: [
    { id: 'visit', kind: 'task', name: 'Visit', outcomes: ['in', 'out'], fields: { signs: { list: 'signs', requireWhen: 'trigger.met = false' }, met: { yesNo: {}, required: true }, seen: { date: {}, writes: 'lastSeen' } } },
    { id: 'extra-visit', kind: 'task', name: 'Extra visit', onDemand: true },
    { id: 'letter', kind: 'message', name: 'Letter', template: 'letter', after: 'visit' },
    { id: 'moved-in', kind: 'milestone', name: 'Moved in', byHand: true },
  ],
})
const opened = () => play(caseType, '2026-12-01T10:00:00Z', { fields: { weeklyRent: 110 } })

describe('tasks', () => {
  test('a condition reads an answer that is not given as null, and fails nothing', () => {
    const rated = sampleType({ steps: [{ id: 'rate', kind: 'task', name: 'Rate', fields: { kind: { text: {} }, reasons: { text: {}, requireWhen: 'trigger.kind = "other" or trigger.kind = null' } } }] })
    const game = play(rated, '2026-12-01T10:00:00Z')
    expect(game.refused({ type: 'complete-task', task: 'rate.1' }).at!.map(({ place }) => place)).toEqual(['reasons'])
    game.do({ type: 'complete-task', task: 'rate.1', fields: { reasons: 'Not said' } })
    expect(game.types()).not.toContain('expression-failed')
  })

  test('answers are checked all at once, each with its place and what to write', () => {
    const refusal = opened().refused({ type: 'complete-task', task: 'visit.1', outcome: 'in', fields: { signs: ['smoke'], seen: '2026-02-30', colour: 'red' } })
    expect(refusal.refused).toBe('answers-invalid')
    expect(refusal.at!.map(({ place }) => place).sort()).toEqual(['colour', 'met', 'seen', 'signs'])
    expect(refusal.words).toContain('choose from post, curtains')
  })

  test('an outcome is asked for and must be one of the step’s', () => {
    expect(opened().refused({ type: 'complete-task', task: 'visit.1', fields: { met: true } }).at).toEqual([{ place: 'outcome', words: 'Choose one of In (in), Out (out).' }])
    expect(opened().refused({ type: 'complete-task', task: 'visit.1', outcome: 'up', fields: { met: true } }).refused).toBe('outcome-unknown')
  })

  test('a task field writes a case field only where it says so (semantics 15)', () => {
    const game = opened().do({ type: 'complete-task', task: 'visit.1', outcome: 'in', fields: { met: true, seen: '2026-11-30' } })
    expect(game.state.fields).toEqual({ weeklyRent: 110, lastSeen: '2026-11-30' })
  })

  test('a letter is prepared and counts as sent when someone marks it posted', () => {
    const game = opened().do({ type: 'complete-task', task: 'visit.1', outcome: 'in', fields: { met: true } })
    expect(game.types()).toContain('message-prepared')
    expect(game.state.happened['letter.sent']).toBeUndefined()
    expect(game.do({ type: 'complete-task', task: 'letter.1' }).state.happened['letter.sent']).toHaveLength(1)
  })

  test('a milestone is marked by hand with its date', () => {
    const game = opened().at('2026-12-04T10:00:00Z').do({ type: 'complete-task', task: 'moved-in.1', occurredAt: '2026-12-02T09:00:00Z' })
    expect(game.state.items['moved-in.1']!.endedAt).toBe('2026-12-02T09:00:00.000Z')
  })

  test('tasks are added by hand: one of the type, or an extra one with a name of its own', () => {
    const game = opened().do({ type: 'add-task', step: 'extra-visit' }).do({ type: 'add-task', name: 'Ring the caretaker', for: { kind: 'person', id: 'tariq' } })
    expect(game.state.items['extra.1']).toMatchObject({ name: 'Ring the caretaker', state: 'live', assignee: { kind: 'person', id: 'tariq' } })
    expect(game.state.items['extra-visit.1']!.state).toBe('live')
    expect(game.refused({ type: 'add-task', step: 'visit' }).refused).toBe('step-running')
    expect(game.refused({ type: 'add-task', step: 'nothing' }).refused).toBe('step-unknown')
  })

  test('what whoever added a task wants known for it is kept with the task', () => {
    const game = play(sampleType({ steps: [{ id: 'visit', kind: 'task', name: 'Visit' }] })).do({ type: 'add-task', name: 'Ring the neighbour', guidance: 'After six.' })
    expect(game.state.items['extra.1']?.guidance).toBe('After six.')
  })

  test('a recorded task completes the live run, or is made and completed where there is none', () => {
    const game = opened().do({ type: 'record-task', step: 'extra-visit' }).do({ type: 'record-task', step: 'extra-visit' })
    expect(game.shows()).toEqual(expect.arrayContaining(['extra-visit.1 completed', 'extra-visit.2 completed']))
  })

  test('what a team holds can be claimed; what a person has is reassigned', () => {
    const game = opened()
    expect(game.state.owner).toEqual({ kind: 'team', id: 'north' })
    expect(game.do({ type: 'claim-case' }).state.owner).toEqual({ kind: 'person', id: 'rosalind' })
    expect(game.refused({ type: 'claim-task', task: 'visit.1' }).refused).toBe('not-claimable')
    const given = game.do({ type: 'reassign-task', task: 'visit.1', to: { kind: 'team', id: 'south' } }).do({ type: 'claim-task', task: 'visit.1' })
    expect(given.state.items['visit.1']!.assignee).toEqual({ kind: 'person', id: 'rosalind' })
    expect(given.refused({ type: 'reassign-task', task: 'visit.1', to: { kind: 'person', id: 'rosalind' } }).refused).toBe('already-assigned')
  })

  test('nothing can be dated in the future, or before the case', () => {
    const visit = { type: 'complete-task', task: 'visit.1', outcome: 'in', fields: { met: true } } as const
    expect(opened().refused({ ...visit, occurredAt: '2026-12-01T10:00:01Z' }).refused).toBe('in-the-future')
    expect(opened().refused({ ...visit, occurredAt: '2026-11-30T10:00:00+01:00' }).refused).toBe('before-the-case')
  })

  test('a case that lacks a required field does not open', () => {
    expect(() => play(caseType)).toThrow('Weekly rent is needed')
  })

  test('a task that the path gives to a role is done, taken or skipped by nobody else, whoever has been given it', () => {
    const recovery = sampleType({ steps: [{ id: 'authorise', kind: 'task', name: 'Authorise', for: { role: 'manager' } }] })
    const said = { refused: 'narrowed-by-type', words: 'In a case of type Sample this is for a manager.', remedy: 'Ask a manager.' }
    const game = play(recovery)
    for (const command of [{ type: 'complete-task', task: 'authorise.1' }, { type: 'claim-task', task: 'authorise.1' }, { type: 'skip-task', task: 'authorise.1' }, { type: 'record-task', step: 'authorise' }] as const) expect(game.refused(command)).toEqual(said)
    game.do({ type: 'reassign-task', task: 'authorise.1', to: { kind: 'person', id: 'rosalind' } })
    expect(game.refused({ type: 'complete-task', task: 'authorise.1' })).toEqual(said)
    expect(game.by({ kind: 'person', id: 'dawn', roles: ['manager', 'officer'] }).do({ type: 'complete-task', task: 'authorise.1' }).state.items['authorise.1']!.state).toBe('completed')
  })
})
