import { describe, expect, test } from 'vitest'
import type { CaseTypeDefinition, ClockDefinition } from '../case-type/definition.ts'
import type { StepDefinition } from '../case-type/step-definition.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { given, type Story } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'
import { wakeAt } from './moments.ts'

const task = (id: string, more: Partial<Extract<StepDefinition, { kind: 'task' }>> = {}): StepDefinition => ({ id, kind: 'task', name: id.toUpperCase(), ...more })
const opened = (parts: Partial<CaseTypeDefinition> & Pick<CaseTypeDefinition, 'steps'>) =>
  given(sampleType({ fields: { last: { date: {} } }, holdReasons: [{ id: 'police', name: 'Police' }], ...parts })).opened({ fields: { last: '2026-12-05' } })
const passed = (story: Story) => story.on('2026-12-20T10:00:00Z').when({ type: 'advance-time' })
const midnight = '2026-12-06T00:00:00.000Z'

describe('a rule that mentions today is read when the day turns (semantics 14)', () => {
  const ends = { on: 'case.opened', when: 'today > last' }

  test('also a cancel rule of what is on hold, which acts under a hold (semantics 28)', () => {
    const held = opened({ steps: [task('visit', { cancelWhen: { on: 'first', when: 'today > last' } }), task('first')] }).and({ type: 'complete-task', task: 'first.1' }, { type: 'hold', reason: 'police' })
    const told = passed(held).thenEvents({ type: 'item-cancelled', item: 'visit.1', by: 'rule' })
    expect(told.state.items['visit.1']?.endedAt).toBe(midnight)
  })

  test('but nothing starts then under a hold, and nobody need wake the case for it', () => {
    const held = opened({ steps: [task('visit', { after: ends }), task('first')] }).and({ type: 'hold', reason: 'police' })
    expect(wakeAt(held.state, sampleType({ steps: [task('visit', { after: ends }), task('first')], fields: { last: { date: {} } } }), { calendar: () => englandAndWales, now: '2026-12-01T10:00:00.000Z' })).toBeUndefined()
    expect(passed(held).thenEvents().state.items['visit.1']?.state).toBe('waiting')
  })

  test.each<[string, Partial<ClockDefinition>]>([
    ['clock-started', { starts: ends }],
    ['clock-stopped', { stops: ends }],
    ['clock-withdrawn', { withdraws: ends }],
  ])('and the rules of a clock: %s', (type, rules) => {
    const clock = { id: 'overall', name: 'Overall', starts: 'case.opened', stops: 'outside.done', allow: { days: 90 }, ...rules }
    const { events } = passed(opened({ clocks: [clock], steps: [task('visit')] })).thenEvents()
    expect(events.filter((event) => event.type === type).map(({ occurredAt }) => occurredAt)).toEqual([midnight])
  })
})

describe('at one instant (semantics 14)', () => {
  const ended = (story: Story) => story.events.filter(({ type }) => type === 'wait-ended' || type === 'clock-due').map(({ payload }) => ('item' in payload ? payload.item : 'clock' in payload ? payload.clock : ''))
  const rest = (id: string, more: Partial<Extract<StepDefinition, { kind: 'wait' }>>): StepDefinition => ({ id, kind: 'wait', name: id.toUpperCase(), ...more })

  test('clocks come before waits, whichever began first', () => {
    const waited = opened({ steps: [rest('pause', { lasts: { days: 4 } }), task('visit', { after: 'first', clock: { allow: { days: 4 } } }), task('first')] })
    expect(ended(passed(waited.and({ type: 'complete-task', task: 'first.1' })).thenEvents())).toEqual(['visit.1', 'pause.1'])
  })

  test('waits come in path order, be it a length of time or a date, whichever began first', () => {
    const steps = [rest('early', { after: 'first', lasts: { days: 4 } }), rest('dated', { until: 'last' }), rest('late', { lasts: { days: 4 } }), task('first')]
    expect(ended(passed(opened({ steps }).and({ type: 'complete-task', task: 'first.1' })).thenEvents())).toEqual(['early.1', 'dated.1', 'late.1'])
  })

  test('the case’s clocks come as declared, then those of steps in path order, whichever began first', () => {
    const clock = (id: string, starts: string) => ({ id, name: id, starts, stops: 'outside.done', allow: { days: 4 } })
    const steps = [task('visit', { after: 'first', clock: { allow: { days: 4 } } }), task('call', { clock: { allow: { days: 4 } } }), task('first')]
    const story = opened({ clocks: [clock('one', 'first'), clock('two', 'case.opened')], steps }).and({ type: 'complete-task', task: 'first.1' })
    expect(ended(passed(story).thenEvents())).toEqual(['one.1', 'two.1', 'visit.1', 'call.1'])
  })
})

test('the next moment of one case is looked for anew at another instant, for another type and by another calendar', () => {
  const daily = sampleType({ steps: [task('visit', { after: { on: 'case.opened', when: 'today > last' } })], fields: { last: { date: {} } } })
  const { state } = opened({ steps: [task('visit', { after: { on: 'case.opened', when: 'today > last' } })] })
  const calendar = () => englandAndWales
  const wakes = (now: string, by: Partial<{ type: typeof daily; calendar: () => typeof englandAndWales }> = {}) => wakeAt(state, by.type ?? daily, { calendar: by.calendar ?? calendar, now })
  expect([wakes('2026-12-02T10:00:00.000Z'), wakes('2026-12-02T10:00:00.000Z'), wakes('2026-12-03T10:00:00.000Z')]).toEqual(['2026-12-03T00:00:00.000Z', '2026-12-03T00:00:00.000Z', '2026-12-04T00:00:00.000Z'])
  expect(wakes('2026-12-03T10:00:00.000Z', { calendar: () => ({ ...englandAndWales, zone: 'Europe/Paris' }) })).toBe('2026-12-03T23:00:00.000Z')
  expect(wakes('2026-12-03T10:00:00.000Z', { type: sampleType({ steps: [task('visit')] }) })).toBeUndefined()
})
