import { describe, expect, test } from 'vitest'
import type { ClockDefinition } from '../case-type/definition.ts'
import type { StepDefinition } from '../case-type/step-definition.ts'
import { isToldLate } from '../case/told-late.ts'
import type { EscalationAction, NewHolder } from '../clocks/escalation.ts'
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

describe('an escalation acts in its case', () => {
  const acting = (actions: EscalationAction[], steps: StepDefinition[] = [visit], more: Partial<ClockDefinition> = {}) =>
    given(sampleType({ holdReasons: [{ id: 'stop', name: 'Stop' }], clocks: [clock({ escalate: [{ at: 'due', do: actions }], ...more })], steps })).opened()
  const chase: StepDefinition = { id: 'chase', kind: 'task', name: 'Chase the contractor', onDemand: true, for: { team: 'repairs' } }

  test('adds a task on demand, with all that belongs to it', () => {
    const told = late(acting([{ addTask: 'chase' }], [visit, { ...chase, clock: { allow: { days: 1 } } }])).thenEvents(
      { type: 'clock-escalated' }, { type: 'items-made' }, { type: 'item-started', item: 'chase.1', assignee: { kind: 'team', id: 'repairs' } }, { type: 'clock-started', clock: 'chase.1', at: '2026-12-03T23:59:59.000Z' },
    )
    expect(told.state.items['chase.1']).toMatchObject({ state: 'live', guidance: 'Added by the clock Overall.' })
  })

  test('adds a task with a name of its own, for whom it says', () => {
    const told = late(acting([{ addTask: { name: 'Call the resident', for: { person: 'priya' } } }, { addTask: { name: 'Write it down' } }])).thenEvents('items-made', 'items-made')
    expect(Object.values(told.state.items).filter(({ step }) => step === 'extra').map(({ name, assignee }) => [name, assignee])).toEqual([
      ['Call the resident', { kind: 'person', id: 'priya' }], ['Write it down', { kind: 'owner' }],
    ])
  })

  test('adds a task whose stage is not open under its name, so that it is not forgotten', () => {
    const told = late(acting([{ addTask: 'chase' }], [visit, { id: 'repair', kind: 'stage', name: 'Repair', after: 'visit', steps: [chase] }])).thenEvents('items-made')
    expect(told.state.items['extra.1']).toMatchObject({ name: 'Chase the contractor', state: 'live' })
  })

  test('adds its task while the case is on hold for a reason that does not stop the clock, and it waits for the release (semantics 28)', () => {
    const told = late(acting([{ addTask: 'chase' }], [visit, chase]).and({ type: 'hold', reason: 'stop' })).thenEvents('clock-escalated')
    told.when({ type: 'complete-task', task: 'chase.1' }).thenRefused('task-on-hold')
    expect(told.and({ type: 'release' }, { type: 'complete-task', task: 'chase.1' }).state.items['chase.1']?.state).toBe('completed')
  })

  test('does nothing while its clock is paused, and once after the release (semantics 33)', () => {
    const held = acting([{ addTask: 'chase' }], [visit, chase], { pausedBy: ['stop'] }).and({ type: 'hold', reason: 'stop' }).on('2026-12-10T10:00:00Z')
    expect(held.when({ type: 'advance-time' }).thenEvents().state.items).not.toHaveProperty('chase.1')
    const released = held.and({ type: 'release' }).on('2026-12-30T10:00:00Z').and({ type: 'advance-time' })
    expect(released.state.runs['chase']).toBe(1)
  })

  test.for<[string, NewHolder, object]>([
    ['a role by its name', 'team-lead', teamLead], ['a role', { role: 'manager' }, { kind: 'role', id: 'manager' }], ['a team', { team: 'repairs' }, { kind: 'team', id: 'repairs' }], ['a person', { person: 'priya' }, { kind: 'person', id: 'priya' }],
  ])('gives the case to %s', ([_whom, reassign, owner]) => {
    expect(late(acting([{ reassign }])).thenEvents({ type: 'owner-assigned', owner, reason: 'Overall' }).state.owner).toEqual(owner)
  })

  test('speaks at each point once, in order, however often time is advanced and however late (semantics 33)', () => {
    const points = [{ at: 'warning' as const, do: [{ addTask: 'chase' }] }, { at: 'due' as const, do: [{ addTask: 'chase' }] }, { after: { days: 1 }, repeat: 3, do: [{ addTask: 'chase' }] }]
    const story = acting([], [visit, { ...chase, required: false }], { warn: { days: 1 }, escalate: points })
    const spoke = (told: Story) => told.events.flatMap(({ type, payload, occurredAt }) => (type === 'clock-escalated' ? [`${payload.point}.${payload.occurrence} ${occurredAt.slice(0, 10)}`] : []))
    const inOrder = ['0.1 2026-12-02', '1.1 2026-12-03', '2.1 2026-12-04', '2.2 2026-12-05', '2.3 2026-12-06']
    const jumped = story.on('2026-12-20T10:00:00Z').and({ type: 'advance-time' }, { type: 'advance-time' })
    expect(spoke(jumped)).toEqual(inOrder)
    const stepped = ['02', '03', '04', '05', '06', '07'].reduce((told, day) => told.on(`2026-12-${day}T10:00:00Z`).and({ type: 'advance-time' }, { type: 'advance-time' }), story)
    expect(spoke(stepped)).toEqual(inOrder)
    expect([jumped.state.runs['chase'], stepped.state.runs['chase']]).toEqual([5, 5])
  })

  test('opens another case, once: it is asked for and opened after the turn', () => {
    const told = late(acting([{ open: { caseType: 'complaint', link: 'caused-by' } }])).thenEvents({ type: 'case-asked-for', caseType: 'complaint', link: 'caused-by', reason: 'Overall' })
    expect(told.and({ type: 'advance-time' }).events.filter(({ type }) => type === 'case-asked-for')).toHaveLength(1)
  })

  test('says that it is told late where its trigger was back-dated or nobody looked', () => {
    const dated = given(sampleType({ clocks: [clock({})], steps: [visit] })).on('2026-12-10T10:00:00Z').opened({ occurredAt: '2026-12-01T10:00:00Z' })
    expect(dated.events.filter(({ type }) => type === 'clock-escalated').map(isToldLate)).toEqual([true])
    const inTime = given(sampleType({ clocks: [clock({})], steps: [visit] })).opened().on('2026-12-04T00:30:00Z').and({ type: 'advance-time' })
    expect(inTime.events.filter(({ type }) => type === 'clock-escalated').map(isToldLate)).toEqual([false])
  })
})
