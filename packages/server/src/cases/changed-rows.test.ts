import { type CaseState, type Command, decide, isRefusal } from '@casement/engine'
import { expect, test } from 'vitest'
import { benchCalendar } from '../bench/engine-speed.ts'
import { growLongCase } from '../bench/long-case.ts'
import { ClockReadings } from './clock-readings.ts'
import { CLOCK_COLUMNS, changedClockRows, clockRows } from './clock-rows.ts'
import { TASK_COLUMNS, changedTaskRows, taskRows } from './task-rows.ts'

const { caseType, deeds } = growLongCase(300)
const [actor, lastAt] = [deeds[0]!.actor, deeds.at(-1)!.now]
const later = (command: Command, index: number) => ({ now: new Date(Date.parse(lastAt) + (index + 1) * 30 * 24 * 3_600_000).toISOString(), actor, command })
const more: Command[] = [
  { type: 'assign-owner', to: { kind: 'team', id: 'voids' } }, { type: 'hold', reason: 'no-access' }, { type: 'advance-time' }, { type: 'release' }, { type: 'explain-lateness', clock: 'visit.1', words: 'Nobody was in.' },
  { type: 'record-outside-event', name: 'ended' }, { type: 'restart-from', task: 'visit.1', reason: 'All over again' }, { type: 'cancel-case', reason: 'Opened in error' }, { type: 'reopen-case', reason: 'It was not', restart: [] },
]

test('the rows that are written after each command are those in which a case differs from what stands', () => {
  const stored = { tasks: new Map<unknown, unknown[]>(), clocks: new Map<unknown, unknown[]>() }
  let before: CaseState | undefined
  for (const { now, command } of [...deeds, ...more.map(later)]) {
    const decision = decide(before, command, { now, actor, caseType, calendar: benchCalendar, newCase: before ? undefined : { id: 'case', ref: 'RR-1' } })
    if (isRefusal(decision)) throw new Error(`${command.type}: ${decision.words}`)
    const { state } = decision
    const readings = new ClockReadings(benchCalendar, now)
    for (const row of changedTaskRows(before, state, { caseType, readings })) stored.tasks.set(row[TASK_COLUMNS.indexOf('id')], row)
    for (const row of changedClockRows(before, state, readings)) stored.clocks.set(row[CLOCK_COLUMNS.indexOf('id')], row)
    expect(stored.tasks).toEqual(taskRows(state, { caseType, readings }))
    expect(stored.clocks).toEqual(clockRows(state, readings))
    before = state
  }
  expect(stored.tasks.size).toBeGreaterThan(20)
})

test('a task that ended long ago is not written again', () => {
  const { state } = growLongCase(300)
  const readings = new ClockReadings(benchCalendar, lastAt)
  const decision = decide(state, { type: 'add-note', text: 'She rang.' }, { now: lastAt, actor, caseType, calendar: benchCalendar })
  if (isRefusal(decision)) throw new Error(decision.words)
  expect(changedTaskRows(state, decision.state, { caseType, readings })).toEqual([])
  expect(changedClockRows(state, decision.state, readings)).toEqual([])
})
