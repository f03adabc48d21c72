import { type ActionView, type CaseState, type CaseType, type Item, type TaskAction, getStep, isUnfinished, restsOnSuperseded, shownState } from '@casement/engine'
import type { Task } from '../contract/contract.ts'
import { permittedActions } from '../policy/permitted-actions.ts'
import type { Readings, SeenCase } from './case-view.ts'
import { fieldsView } from './field-view.ts'
import { holderView } from './holder-view.ts'

/** Kinds of step that people see as a task; stages are stops on the path, the rest happens unseen. */
const SEEN_KINDS: ReadonlySet<string> = new Set(['task', 'message', 'milestone', 'decision', 'wait'])

export function isSeenAsTask(kind: string): boolean {
  return SEEN_KINDS.has(kind)
}

/** What `tasks` lists, in the order in which it was made. */
export function tasksThatPeopleSee(state: CaseState): Item[] {
  return Object.values(state.items).filter((item) => isSeenAsTask(item.kind))
}

interface TaskContext extends SeenCase {
  readings: Readings
  actionsOf: (item: Item) => ActionView<TaskAction>[]
}

/** One item as a task of the API. */
export function taskView(item: Item, context: TaskContext): Task {
  const { state, caseType } = context
  const step = getStep(caseType, item.step)
  const clock = findClockOf(item, context)
  const reading = clock && context.readings.get(clock.id)
  return {
    id: item.id,
    step: item.step,
    name: item.name,
    kind: item.kind,
    stage: stageOf(state, item),
    state: shownState(state, item),
    required: step.required === true || (step.required === 'once-started' && item.startedAt !== undefined),
    assignee: holderView(item.assignee, context),
    clock: clock?.id ?? null,
    dueAt: item.until ?? reading?.dueAt ?? null,
    dueOn: reading?.dueOn ?? null,
    warnAt: reading?.warnAt ?? null,
    basis: clock?.terms.basis ?? null,
    outcome: item.outcome ?? null,
    outcomes: step.outcomes,
    fields: fieldsView(step.fields, { caseType, values: item.answers }),
    notes: item.notes,
    startedAt: item.startedAt ?? null,
    endedAt: item.endedAt ?? null,
    guidance: step.definition.guidance ?? null,
    waitingOn: isUnfinished(item) ? waitingOn(step.definition) : null,
    ended: item.ended,
    redoOf: item.redoOf,
    rests: restsOnSuperseded(state, item),
    actions: permittedActions('task', context.actionsOf(item), context.actor),
  }
}

/** The clock that gives a task its due date: of those that run, the one due first; after the end, the last that measured it. */
function findClockOf(item: Item, { state, readings }: TaskContext): CaseState['clocks'][string] | undefined {
  const clocks = Object.values(state.clocks).filter(({ of, withdrawn }) => of === item.id && withdrawn === undefined)
  const running = clocks.filter(({ stopped }) => stopped === undefined)
  if (running.length === 0) return clocks.at(-1)
  return running.reduce((first, clock) => ((readings.get(clock.id)?.dueAt ?? '') < (readings.get(first.id)?.dueAt ?? '') ? clock : first))
}

function stageOf(state: CaseState, item: Item): string | null {
  return item.parent === undefined ? null : state.items[item.parent]?.step ?? null
}

function waitingOn(definition: CaseType['steps'][number]['definition']): string {
  return definition.waitingOn ?? (definition.kind === 'wait' ? 'time' : 'us')
}
