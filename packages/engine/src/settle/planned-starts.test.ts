import { describe, expect, test } from 'vitest'
import type { PlannedStart, StepDefinition } from '../case-type/step-definition.ts'
import { given, type Story } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const holdReasons = [{ id: 'stop', name: 'Stop' }]
const visit: StepDefinition = { id: 'visit', kind: 'task', name: 'Visit', outcomes: ['in', 'out'] }
/** Opened on Tuesday 1 December 2026 at ten, with the tenancy ending on Monday 21 December. */
const story = (startsOn: PlannedStart, more: Partial<StepDefinition> = {}) =>
  given(sampleType({ fields: { ends: { date: {} } }, holdReasons, steps: [visit, { id: 'inspect', kind: 'task', name: 'Inspect', startsOn, ...more } as StepDefinition] })).opened({ fields: { ends: '2026-12-21' } })
const at = (told: Story, now: string) => told.on(now).and({ type: 'advance-time' })
const inspect = ({ state: { items } }: Story) => [items['inspect.1']!.state, items['inspect.1']!.plannedAt]
const ends = (day: string | null) => ({ type: 'edit-fields' as const, fields: { ends: day } })

describe('a step that starts so long before a date of the case', () => {
  const before = { by: { workingDays: 5 }, before: 'ends' }

  test('waits for that day and starts as it begins', () => {
    expect(inspect(story(before))).toEqual(['waiting', '2026-12-14T00:00:00.000Z'])
    expect(inspect(at(story(before), '2026-12-13T23:59:59Z'))).toEqual(['waiting', '2026-12-14T00:00:00.000Z'])
    const started = at(story(before), '2026-12-16T10:00:00Z')
    expect(started.events.at(-1)).toMatchObject({ type: 'item-started', occurredAt: '2026-12-14T00:00:00.000Z' })
  })

  test('follows the date while it waits, and not afterwards', () => {
    expect(inspect(story(before).and(ends('2027-01-11')))).toEqual(['waiting', '2027-01-04T00:00:00.000Z'])
    expect(inspect(story(before).and(ends(null)))).toEqual(['waiting', undefined])
    expect(inspect(at(story(before), '2026-12-14T10:00:00Z').and(ends('2027-01-11')))[0]).toBe('live')
  })

  test('starts at once when the day has passed', () => {
    expect(inspect(story(before).and(ends('2026-12-04')))).toEqual(['live', '2026-11-27T00:00:00.000Z'])
  })

  test('waits for its events too', () => {
    const after = story(before, { after: 'visit.out' })
    expect(inspect(at(after, '2026-12-16T10:00:00Z'))).toEqual(['waiting', undefined])
    expect(inspect(after.on('2026-12-16T10:00:00Z').and({ type: 'complete-task', task: 'visit.1', outcome: 'out' }))[0]).toBe('live')
    const planned = after.and({ type: 'complete-task', task: 'visit.1', outcome: 'out' })
    expect(inspect(planned)).toEqual(['waiting', '2026-12-14T00:00:00.000Z'])
    expect(inspect(planned.and({ type: 'redo-task', task: 'visit.1', reason: 'Wrong' }))).toEqual(['waiting', undefined])
  })

  test('waits for the release of a hold (semantics 28)', () => {
    const held = at(story(before).and({ type: 'hold', reason: 'stop' }), '2026-12-16T10:00:00Z')
    expect(held.state.items['inspect.1']!.state).toBe('waiting')
    expect(held.and({ type: 'release' }).events.at(-1)).toMatchObject({ type: 'item-started', occurredAt: '2026-12-16T10:00:00.000Z' })
  })
})

test('a step may start so long after a date of the case', () => {
  expect(inspect(story({ by: { weeks: 6 }, after: 'ends' }))).toEqual(['waiting', '2027-02-01T00:00:00.000Z'])
  expect(inspect(story({ by: { months: 9 }, after: 'ends' }))).toEqual(['waiting', '2027-09-20T23:00:00.000Z'])
})

test('a step may start so long after its events, counted from when they occurred', () => {
  const lag = story({ by: { workingDays: 2 } }, { after: 'visit' })
  const done = { type: 'complete-task' as const, task: 'visit.1', outcome: 'in' }
  expect(inspect(lag.on('2026-12-03T10:00:00Z').and(done))).toEqual(['waiting', '2026-12-07T00:00:00.000Z'])
  const late = lag.on('2026-12-08T10:00:00Z').and({ ...done, occurredAt: '2026-12-03T10:00:00Z' })
  expect(late.events.at(-1)).toMatchObject({ type: 'item-started', occurredAt: '2026-12-07T00:00:00.000Z' })
  expect(inspect(story({ by: { hours: 4 } }))).toEqual(['waiting', '2026-12-01T14:00:00.000Z'])
})

test('a step that starts so long after its events as a field says follows the field while it waits', () => {
  const band = (risk: string) => ({ type: 'edit-fields' as const, fields: { risk } })
  const startsOn: PlannedStart = { by: { by: 'risk', is: { high: { workingDays: 5 } }, otherwise: { workingDays: 20 } } }
  const inspected: StepDefinition = { id: 'inspect', kind: 'task', name: 'Inspect', after: 'visit', startsOn }
  const told = given(sampleType({ lists: { risks: [{ id: 'low', name: 'Low' }, { id: 'high', name: 'High' }] }, fields: { risk: { choice: 'risks' } }, steps: [visit, inspected] })).opened().and({ type: 'complete-task', task: 'visit.1', outcome: 'in' })
  expect(inspect(told)).toEqual(['waiting', '2026-12-31T00:00:00.000Z'])
  expect(inspect(told.and(band('high')))).toEqual(['waiting', '2026-12-08T00:00:00.000Z'])
  expect(inspect(at(told, '2026-12-10T10:00:00Z').and(band('high')))[0]).toBe('live')
})

test('a step that is required once started holds its stage open from when its moment is set, an optional one does not (semantics 17)', () => {
  const staged = (more: Partial<StepDefinition>) => {
    const inspected = { id: 'inspect', kind: 'task', name: 'Inspect', after: 'visit', startsOn: { by: { workingDays: 5 } }, ...more } as StepDefinition
    return given(sampleType({ steps: [{ id: 'stage', kind: 'stage', name: 'Stage', steps: [{ ...visit, required: true }, inspected] }] })).opened().and({ type: 'complete-task', task: 'visit.1', outcome: 'in' })
  }
  expect(staged({}).state.items['stage.1']!.state).toBe('completed')
  const held = staged({ required: 'once-started' })
  expect([held.state.items['stage.1']!.state, ...inspect(held)]).toEqual(['live', 'waiting', '2026-12-08T00:00:00.000Z'])
  held.when({ type: 'cancel-task', task: 'inspect.1', reason: 'Why' }).thenRefused('required-task')
  expect(at(held, '2026-12-08T10:00:00Z').and({ type: 'complete-task', task: 'inspect.1' }).state.items['stage.1']!.state).toBe('completed')
})
