import { type CaseClock, type CaseState, pausedStretches } from '@casement/engine'
import type { ClockReadings } from './clock-readings.ts'
import { isSameRow } from './task-rows.ts'

export const CLOCK_COLUMNS = ['case_id', 'id', 'case_type', 'rule', 'name', 'basis', 'source', 'started_at', 'due_at', 'in_time_until', 'is_paused', 'pauses', 'ended_at', 'ending'] as const

/** The rows of a case's clocks, by clock; a wait only measures itself. Each row in the order of CLOCK_COLUMNS. */
export function clockRows(state: CaseState, readings: ClockReadings): Map<string, unknown[]> {
  return new Map(Object.values(state.clocks).flatMap((clock) => (clock.wait === true ? [] : [[clock.id, clockRow(clock, { state, readings })]])))
}

/** The rows that differ from the ones that stand. A long case has hundreds of clocks: those that did not change are not read. */
export function changedClockRows(before: CaseState | undefined, after: CaseState, readings: ClockReadings): unknown[][] {
  const standing = before?.caseType === after.caseType ? before.clocks : {}
  const changed = Object.values(after.clocks).filter((clock) => clock.wait !== true && standing[clock.id] !== clock)
  return changed.flatMap((clock) => {
    const row = clockRow(clock, { state: after, readings })
    const old = standing[clock.id]
    return old && isSameRow(row, clockRow(old, { state: after, readings })) ? [] : [row]
  })
}

/** Nothing in a row changes by the passing of time alone: a paused clock's due date moves, so it has none. */
function clockRow(clock: CaseClock, { state, readings }: { state: CaseState; readings: ClockReadings }): unknown[] {
  const { id, rule, startedAt, terms } = clock
  const reading = readings.of(clock)
  const isPaused = reading.state === 'paused'
  const due = isPaused && !reading.late ? undefined : reading
  const pauses = pausedStretches(clock)
  const ending = reading.state === 'met' || reading.state === 'missed' || reading.state === 'withdrawn' ? reading.state : null
  return [
    state.id, id, state.caseType.id, rule, terms.name, terms.basis, terms.source ?? null, startedAt, due?.dueAt ?? null, due?.inTimeUntil ?? null,
    isPaused, pauses.length === 0 ? null : JSON.stringify(pauses), ending === null ? null : endedAt(clock), ending,
  ]
}

/** Of a stop and a withdrawal the earlier one ends a clock. */
function endedAt({ stopped, withdrawn }: CaseClock): string | null {
  if (stopped !== undefined && withdrawn !== undefined) return stopped.at < withdrawn.at ? stopped.at : withdrawn.at
  return stopped?.at ?? withdrawn?.at ?? null
}
