import { describe, expect, test } from 'vitest'
import type { ClockDefinition } from '../case-type/definition.ts'
import type { StepDefinition } from '../case-type/step-definition.ts'
import { given, type Story } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const escalate = [{ at: 'due' as const, do: [{ reassign: 'team-lead' }] }]
const clock = (more: Partial<ClockDefinition>): ClockDefinition => ({ id: 'overall', name: 'Overall', starts: 'case.opened', stops: 'outside.done', allow: { days: 2 }, escalate, ...more })
const visit: StepDefinition = { id: 'visit', kind: 'task', name: 'Visit' }
const other: StepDefinition = { id: 'other', kind: 'task', name: 'Other' }
const teamLead = { kind: 'role', id: 'team-lead' }

const late = (story: Story) => story.on('2026-12-10T10:00:00Z').when({ type: 'advance-time' })
const holders = ({ state }: Story) => ({ case: state.owner, visit: state.items['visit.1']?.assignee })
const before = { case: { kind: 'person', id: 'officer' }, visit: { kind: 'owner' } }

describe('an escalation gives away what its clock measures (decision 009)', () => {
  test('a task, when the clock is its own', () => {
    const story = given(sampleType({ steps: [{ ...visit, clock: { allow: { days: 2 }, escalate } }, other] })).opened()
    const told = late(story).thenEvents({ type: 'clock-escalated', clock: 'visit.1' }, { type: 'task-assigned', item: 'visit.1', assignee: teamLead, reason: 'Visit' })
    expect(holders(told)).toEqual({ ...before, visit: teamLead })
  })

  test('a task, when a clock of the case is shown at it; a task that still waits too', () => {
    const live = given(sampleType({ clocks: [clock({ of: 'visit' })], steps: [visit, other] })).opened()
    expect(holders(late(live).thenEvents('task-assigned'))).toEqual({ ...before, visit: teamLead })
    const waiting = given(sampleType({ clocks: [clock({ of: 'visit' })], steps: [{ ...visit, after: 'other' }, other] })).opened()
    const started = late(waiting).thenEvents('task-assigned').and({ type: 'complete-task', task: 'other.1' })
    expect(holders(started)).toEqual({ ...before, visit: teamLead })
  })

  test.for<[string, Partial<ClockDefinition>, StepDefinition[]]>([
    ['the clock is shown at no step', {}, [visit, other]],
    ['the clock is shown at a stage', { of: 'look' }, [{ id: 'look', kind: 'stage', name: 'Look', steps: [visit] }, other]],
  ])('the case, when %s', ([_when, more, steps]) => {
    const told = late(given(sampleType({ clocks: [clock(more)], steps })).opened()).thenEvents({ type: 'owner-assigned', owner: teamLead, reason: 'Overall' })
    expect(holders(told)).toEqual({ ...before, case: teamLead })
  })

  test('the case, when the task is done and its clock still runs', () => {
    const done = given(sampleType({ clocks: [clock({ of: 'visit' })], steps: [visit, other] })).opened().and({ type: 'complete-task', task: 'visit.1' })
    expect(holders(late(done).thenEvents('owner-assigned'))).toEqual({ ...before, case: teamLead })
  })

  test('nobody worked on a task because time gave it away: a redo of what started it takes it back (semantics 25)', () => {
    const steps: StepDefinition[] = [other, { ...visit, after: 'other', clock: { allow: { days: 2 }, escalate } }]
    const story = late(given(sampleType({ steps })).opened().and({ type: 'complete-task', task: 'other.1' })).thenEvents('task-assigned')
    expect(story.and({ type: 'redo-task', task: 'other.1', reason: 'wrong flat' }).state.items['visit.1']?.state).toBe('superseded')
  })
})
