import { describe, expect, test } from 'vitest'
import type { CaseTypeDefinition } from '../case-type/definition.ts'
import type { Recurrence, StepDefinition } from '../case-type/step-definition.ts'
import { given, type Story } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const fields: CaseTypeDefinition['fields'] = { risk: { choice: 'risks' }, ends: { date: {} } }
const lists = { risks: [{ id: 'low', name: 'Low' }, { id: 'high', name: 'High' }] }
const holdReasons = [{ id: 'stop', name: 'Stop' }]
const review = (recurs: Recurrence, more: Partial<StepDefinition> = {}): StepDefinition => ({ id: 'review', kind: 'task', name: 'Review', recurs, ...more } as StepDefinition)
/** Opened on Tuesday 1 December 2026 at ten. */
const story = (recurs: Recurrence, ...steps: StepDefinition[]) => given(sampleType({ fields, lists, holdReasons, steps: [review(recurs), { id: 'over', kind: 'milestone', name: 'Over', byHand: true }, ...steps] })).opened({ fields: { risk: 'low' } })
const at = (told: Story, now: string) => told.on(now).and({ type: 'advance-time' })
const done = (run: number) => ({ type: 'complete-task' as const, task: `review.${run}` })
/** Each run with its state and the day for which it is or was planned. */
const runs = ({ state }: Story) => Object.values(state.items).filter(({ step }) => step === 'review').map(({ id, state: now, plannedAt }) => [id, now, plannedAt?.slice(0, 10)].filter(Boolean).join(' '))

describe('recurrence (semantics 34)', () => {
  test('counts from the previous slot, whenever the run before was done', () => {
    const first = story({ every: { workingDays: 10 } })
    expect(runs(first)).toEqual(['review.1 live', 'review.2 waiting 2026-12-15'])
    const late = at(first.on('2026-12-14T10:00:00Z').and(done(1)), '2026-12-15T00:00:00Z')
    expect(runs(late)).toEqual(['review.1 completed', 'review.2 live 2026-12-15', 'review.3 waiting 2026-12-31'])
  })

  test('counts from when the previous run was done, where it says so', () => {
    const first = story({ every: { days: 7 }, from: 'done' })
    expect(runs(at(first, '2026-12-20T10:00:00Z'))).toEqual(['review.1 live', 'review.2 waiting'])
    expect(runs(first.on('2026-12-10T15:00:00Z').and(done(1)))).toEqual(['review.1 completed', 'review.2 waiting 2026-12-17'])
  })

  test('records a slot as missed that comes while the last run is unfinished, and never runs two at once (semantics 34)', () => {
    const missed = at(story({ every: { days: 7 } }), '2026-12-16T10:00:00Z')
    expect(runs(missed)).toEqual(['review.1 live', 'review.2 waiting 2026-12-22'])
    expect(missed.events.filter(({ type }) => type === 'slot-passed').map(({ payload, occurredAt }) => [payload, occurredAt])).toMatchObject([
      [{ at: '2026-12-08T00:00:00.000Z', why: 'unfinished' }, '2026-12-08T00:00:00.000Z'], [{ at: '2026-12-15T00:00:00.000Z', why: 'unfinished' }, '2026-12-15T00:00:00.000Z'],
    ])
    expect(missed.state.happened['review.missed']).toHaveLength(2)
  })

  test('skips the slots of a hold, or where it continues lets one start at the release', () => {
    const held = (onHold: Recurrence['onHold']) => {
      const stopped = story({ every: { days: 7 }, onHold }).and(done(1)).on('2026-12-05T10:00:00Z').and({ type: 'hold', reason: 'stop' })
      return at(stopped, '2026-12-10T10:00:00Z').and({ type: 'release' })
    }
    expect(runs(held(undefined))).toEqual(['review.1 completed', 'review.2 waiting 2026-12-15'])
    expect(held('skip').events.some(({ type, payload }) => type === 'slot-passed' && (payload as { why: string }).why === 'on-hold')).toBe(true)
    expect(runs(held('continue'))).toEqual(['review.1 completed', 'review.2 live 2026-12-08', 'review.3 waiting 2026-12-15'])
  })

  test('reads at each slot how long until the next', () => {
    const first = story({ every: { by: 'risk', is: { low: { weeks: 4 }, high: { workingDays: 10 } } } })
    const raised = first.and(done(1), { type: 'edit-fields', fields: { risk: 'high' } })
    expect(runs(raised)).toEqual(['review.1 completed', 'review.2 waiting 2026-12-29'])
    expect(runs(at(raised, '2026-12-29T00:00:00Z'))).toEqual(['review.1 completed', 'review.2 live 2026-12-29', 'review.3 waiting 2027-01-13'])
    const unknown = first.and({ type: 'edit-fields', fields: { risk: null } }, done(1))
    expect(runs(at(unknown, '2026-12-29T00:00:00Z')).at(-1)).toBe('review.3 waiting')
  })

  test('is for letters and effects as it is for tasks', () => {
    const recurs: Recurrence = { every: { days: 7 }, until: { count: 3 } }
    const opened = given(sampleType({ fields: { sent: { number: {} } }, steps: [
      { id: 'card', kind: 'message', name: 'Card', template: 'card', recurs }, { id: 'count', kind: 'effect', name: 'Count', recurs, do: [{ set: { sent: 'sent + 1' } }] },
    ] })).opened({ fields: { sent: 0 } })
    const later = at(opened.and({ type: 'complete-task', task: 'card.1' }), '2026-12-20T10:00:00Z')
    expect(['card.1', 'card.2', 'card.3'].map((id) => later.state.items[id]!.state)).toEqual(['completed', 'live', 'waiting'])
    expect(later.state.fields).toEqual({ sent: 3 })
  })

  test('of months keeps the day, and in a short month takes the last', () => {
    const opened = given(sampleType({ steps: [review({ every: { months: 1 } })] })).on('2027-01-31T10:00:00Z').opened()
    const slots = at(opened, '2027-05-01T10:00:00Z').events.flatMap(({ type, payload }) => (type === 'start-planned' ? [(payload as { at: string }).at] : []))
    expect(slots).toEqual(['2027-02-28T00:00:00.000Z', '2027-03-30T23:00:00.000Z', '2027-04-29T23:00:00.000Z', '2027-05-30T23:00:00.000Z'])
  })

  test('of hours runs through nights', () => {
    expect(story({ every: { hours: 36 } }).state.items['review.2']?.plannedAt).toBe('2026-12-02T22:00:00.000Z')
  })

  describe('until', () => {
    const ended: [string, Recurrence['until'], (told: Story) => Story][] = [
      ['a date in a field of the case', { date: 'ends' }, (told) => told.and({ type: 'edit-fields', fields: { ends: '2026-12-06' } })],
      ['an expression', { when: 'risk = "high"' }, (told) => told.and({ type: 'edit-fields', fields: { risk: 'high' } })],
      ['an event', { event: 'over' }, (told) => told.and({ type: 'complete-task', task: 'over.1' })],
      ['the first of several', { count: 9, event: 'over' }, (told) => told.and({ type: 'complete-task', task: 'over.1' })],
    ]
    test.each(ended)('%s: cancels what waits, not what is live', (_what, until, then) => {
      expect(runs(then(story({ every: { days: 7 }, until })))).toEqual(['review.1 live', 'review.2 cancelled 2026-12-08'])
    })

    const short: [string, Recurrence['until']][] = [['a count', { count: 1 }], ['a date', { date: '2026-12-07' }], ['a length of time', { lasts: { days: 6 } }], ['an expression that holds already', { when: 'risk = "low"' }]]
    test.each(short)('%s: makes no run beyond it', (_what, until) => {
      expect(runs(at(story({ every: { days: 7 }, until }).and(done(1)), '2027-02-01T10:00:00Z'))).toEqual(['review.1 completed'])
    })
  })

  test('an effect ends it, and another starts it anew', () => {
    const effect = (id: string, after: string, what: object): StepDefinition => ({ id, kind: 'effect', name: id, after, do: [what] } as StepDefinition)
    const mark: StepDefinition = { id: 'again', kind: 'milestone', name: 'Again', byHand: true }
    const first = story({ every: { days: 7 } }, mark, effect('stop-it', 'over', { endRecurrence: 'review' }), effect('start-it', 'again', { startRecurrence: 'review' }))
    const over = first.and(done(1), { type: 'complete-task', task: 'over.1' })
    expect(runs(at(over, '2027-02-01T10:00:00Z'))).toEqual(['review.1 completed', 'review.2 cancelled 2026-12-08'])
    expect(runs(over.on('2026-12-20T10:00:00Z').and({ type: 'complete-task', task: 'again.1' })).slice(2)).toEqual(['review.3 live', 'review.4 waiting 2026-12-27'])
  })

  test('whoever cancels the run that waits has ended it', () => {
    const cancelled = story({ every: { days: 7 } }).and({ type: 'cancel-task', task: 'review.2', reason: 'Enough' }, done(1))
    expect(runs(at(cancelled, '2027-02-01T10:00:00Z'))).toEqual(['review.1 completed', 'review.2 cancelled 2026-12-08'])
  })

  test('a task that is added by hand is the first of its series', () => {
    const added = given(sampleType({ steps: [review({ every: { days: 7 } }, { onDemand: true } as Partial<StepDefinition>)] })).opened().and({ type: 'add-task', step: 'review' })
    expect(runs(added)).toEqual(['review.1 live', 'review.2 waiting 2026-12-08'])
  })

  test('a run that is done again keeps its slot', () => {
    const second = at(story({ every: { days: 7 } }).and(done(1)), '2026-12-08T10:00:00Z').and(done(2))
    const redone = second.on('2026-12-10T10:00:00Z').and({ type: 'redo-task', task: 'review.2', reason: 'Wrong' })
    expect(runs(redone)).toEqual(['review.1 completed', 'review.2 superseded 2026-12-08', 'review.3 waiting 2026-12-15', 'review.4 live'])
    expect(runs(at(redone.and({ type: 'complete-task', task: 'review.4' }), '2026-12-15T10:00:00Z')).slice(2)).toEqual(['review.3 live 2026-12-15', 'review.4 completed', 'review.5 waiting 2026-12-22'])
  })
})
