import { type Assignee, type CaseState, type CaseType, type Item, getStep, isUnfinished, shownState } from '@casement/engine'
import { elementOnRecord } from './element-view.ts'
import { type ClockReadings, findTaskClock } from './clock-readings.ts'

export const TASK_COLUMNS = [
  'case_id', 'id', 'step', 'name', 'kind', 'stage', 'state', 'is_open', 'assignee_kind', 'assignee_id', 'cover_for', 'waiting_on',
  'due_at', 'due_on', 'due_sort', 'warn_at', 'basis', 'started_at', 'ended_at', 'outcome', 'element_name', 'element_kind', 'element_id',
] as const

/** Kinds of step that work lists show; decisions, effects, stages and ends happen unseen. */
const LISTED_KINDS: ReadonlySet<string> = new Set(['task', 'message', 'milestone', 'wait'])

interface Reading {
  caseType: CaseType
  readings: ClockReadings
}

/** The rows of a case's tasks, by task: one from the moment it is offered or started. Each row in the order of TASK_COLUMNS. */
export function taskRows(state: CaseState, reading: Reading): Map<string, unknown[]> {
  return new Map(Object.values(state.items).filter(isListed).map((item) => [item.id, taskRow(item, { ...reading, state })]))
}

/** The rows that differ from the ones that stand. */
export function changedTaskRows(before: CaseState | undefined, after: CaseState, reading: Reading): unknown[][] {
  if (before !== undefined && saysTheSame(before, after)) return []
  // Under another version of the case type every row may say something else of the same task.
  const standing = before?.caseType === after.caseType ? before : undefined
  return Object.values(after.items).filter(isListed).flatMap((item) => {
    const old = standing?.items[item.id]
    if (!standing || !old || !isListed(old)) return [taskRow(item, { ...reading, state: after })]
    if (isOver(item, { old, standing, after, ...reading })) return []
    const row = taskRow(item, { ...reading, state: after })
    return isSameRow(row, taskRow(old, { ...reading, state: standing })) ? [] : [row]
  })
}

function isListed({ kind, startedSeq }: Item): boolean {
  return LISTED_KINDS.has(kind) && startedSeq !== undefined
}

/** Most tasks of a long case ended long ago: only another owner, or what was said of its clock since, changes such a row. */
function isOver(item: Item, { old, standing, after, ...reading }: Reading & { old: Item; standing: CaseState; after: CaseState }): boolean {
  return item === old && !isUnfinished(item) && standing.owner === after.owner && findTaskClock(item, { ...reading, state: standing }) === findTaskClock(item, { ...reading, state: after })
}

/** A state shares with the one before it all that did not change. */
function saysTheSame(before: CaseState, after: CaseState): boolean {
  return before.caseType === after.caseType && before.status === after.status && before.items === after.items && before.clocks === after.clocks && before.owner === after.owner && before.holds === after.holds
}

export function isSameRow(row: unknown[], other: unknown[] | undefined): boolean {
  return other !== undefined && row.every((value, index) => value === other[index])
}

function taskRow(item: Item, context: Reading & { state: CaseState }): unknown[] {
  const { state, caseType, readings } = context
  const clock = findTaskClock(item, context)
  const reading = clock && readings.of(clock)
  const dueAt = reading?.dueAt ?? item.until ?? null
  const assignee = holderOf(item.assignee, state)
  const element: ReturnType<typeof elementOnRecord> = item.element === undefined ? {} : elementOnRecord(state, item.element)
  return [
    state.id, item.id, item.step, item.name, item.kind, stageOf(state, item), shownState(state, item), isOpen(state, item), assignee?.kind ?? null, assignee?.id ?? null, item.coverFor ?? null,
    waitingOn(caseType, item), dueAt, reading?.dueOn ?? null, dueAt ?? 'infinity', reading?.warnAt ?? null, clock?.terms.basis ?? null,
    item.startedAt ?? offeredAt(item, state), item.endedAt ?? null, item.outcome ?? null, element.name ?? null, element.record?.kind ?? null, element.record?.id ?? null,
  ]
}

function offeredAt(item: Item, state: CaseState): string {
  const offer = state.happened[`${item.step}.offered`]?.find(({ item: offered }) => offered === item.id)
  if (offer === undefined) throw new Error(`Task ${item.id} of case ${state.ref} was neither started nor offered`)
  return offer.at
}

/** Work that somebody may still have to do; nothing is asked of an ended case. */
function isOpen(state: CaseState, item: Item): boolean {
  return state.status === 'open' && isUnfinished(item)
}

/** Whom work is for; where it follows the owner, the owner. */
export function holderOf(assignee: Assignee | undefined, state: CaseState): { kind: 'person' | 'team' | 'role'; id: string } | undefined {
  const holder = assignee === undefined || assignee.kind === 'owner' ? state.owner : assignee
  return holder === undefined || holder.kind === 'owner' ? undefined : holder
}

function stageOf(state: CaseState, item: Item): string | null {
  return item.parent === undefined ? null : (state.items[item.parent]?.step ?? null)
}

function waitingOn(caseType: CaseType, item: Item): string {
  return item.waitingOn ?? getStep(caseType, item.step).definition.waitingOn ?? (item.kind === 'wait' ? 'time' : 'us')
}
