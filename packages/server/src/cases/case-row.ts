import { type CaseState, type CaseType, caseStatus, wakeAt } from '@casement/engine'
import type { LandlordLibrary } from '../case-types/landlord-library.ts'
import { type ClockReadings, findNextDueClock } from './clock-readings.ts'
import { holderOf } from './task-rows.ts'

/** Goes up whenever the same events lead to a state, or to rows, of another form: every case is then written anew from its events. */
export const ROWS_FORM = 2

/** Columns that never change once a case is opened. */
const LASTING = ['id', 'ref', 'opened_at'] as const

/** Columns that each append writes anew. */
export const CHANGING = [
  'case_type', 'case_type_version', 'case_name', 'subject_kind', 'subject_id', 'status', 'owner_kind', 'owner_id', 'cover_for', 'priority', 'ended_at',
  'due_at', 'due_on', 'due_sort', 'warn_at', 'wake_at', 'version', 'rows_version', 'head', 'state', 'wake_failures', 'wake_error', 'wake_retry_at',
] as const

export const CASE_COLUMNS = [...LASTING, ...CHANGING] as const

/** What of a case's row is found from its state alone, by column. */
export function caseColumns(state: CaseState, { caseType, readings }: { caseType: CaseType; readings: ClockReadings }) {
  const clock = findNextDueClock(state, readings)
  const reading = state.status === 'open' && clock ? readings.of(clock) : undefined
  const owner = holderOf(state.owner, state)
  return {
    id: state.id, ref: state.ref, opened_at: state.openedAt,
    case_type: state.caseType.id, case_type_version: state.caseType.version, case_name: caseType.definition.name,
    subject_kind: state.subject?.kind ?? null, subject_id: state.subject?.id ?? null,
    status: caseStatus(state), owner_kind: owner?.kind ?? null, owner_id: owner?.id ?? null, cover_for: state.ownerCoversFor ?? null, priority: state.priority, ended_at: state.endedAt ?? null,
    due_at: reading?.dueAt ?? null, due_on: reading?.dueOn ?? null, due_sort: reading?.dueAt ?? 'infinity', warn_at: reading?.warnAt ?? null,
    version: state.version, rows_version: state.version,
  }
}

export interface RowContext {
  caseType: CaseType
  library: LandlordLibrary
  readings: ClockReadings
  now: string
  /** Digest of the last event. */
  head: Buffer
}

/** The whole row in the order of CASE_COLUMNS. What the background work noted about a failure is cleared. */
export function caseRow(state: CaseState, { caseType, library, readings, now, head }: RowContext): unknown[] {
  const columns: Record<(typeof CASE_COLUMNS)[number], unknown> = {
    ...caseColumns(state, { caseType, readings }),
    wake_at: wakeAt(state, caseType, { calendar: library.calendar, now }) ?? null,
    head, state: JSON.stringify(state), wake_failures: 0, wake_error: null, wake_retry_at: null,
  }
  return CASE_COLUMNS.map((column) => columns[column])
}
