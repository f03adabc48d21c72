import { type ActionView, type CaseState, type CaseType, type Item, type LetterAction, type Step, type TaskAction, addressFor, getStep, isUnfinished, restsOnSuperseded, shownState } from '@casement/engine'
import type { Task } from '../contract/contract.ts'
import { permittedActions } from '../policy/permitted-actions.ts'
import { assessmentView } from './assessment-view.ts'
import type { SeenCase } from './case-view.ts'
import { type ClockReadings, findTaskClock } from './clock-readings.ts'
import { elementName } from './element-view.ts'
import { fieldsView, openedOn } from './field-view.ts'
import { holderView, personView } from './holder-view.ts'

/** Kinds of step that people see as a task; stages are stops on the path; decisions, effects and ends happen unseen. */
const SEEN_KINDS: ReadonlySet<string> = new Set(['task', 'message', 'milestone', 'wait'])

export function isSeenAsTask(kind: string): boolean {
  return SEEN_KINDS.has(kind)
}

/** What `tasks` lists, in the order in which it was made; what was made together, in path order. A stored state has no order of its own. */
export function tasksThatPeopleSee(state: CaseState, { step }: CaseType): Item[] {
  const orderOf = (item: Item) => step[item.step]?.order ?? Number.MAX_SAFE_INTEGER
  return Object.values(state.items)
    .filter((item) => isSeenAsTask(item.kind))
    .sort((one, other) => one.madeAt - other.madeAt || orderOf(one) - orderOf(other) || one.run - other.run)
}

interface TaskContext extends SeenCase {
  readings: ClockReadings
  actionsOf: (item: Item) => ActionView<TaskAction | LetterAction>[]
}

/** One item as a task of the API. */
export function taskView(item: Item, context: TaskContext): Task {
  const { state, caseType } = context
  const step = getStep(caseType, item.step)
  const clock = findTaskClock(item, context)
  const reading = clock && context.readings.of(clock)
  const forEvent = eventAwaited(item, step)
  return {
    id: item.id,
    step: item.step,
    name: item.name,
    kind: item.kind,
    element: item.element ? { kind: item.element.kind, id: item.element.id, name: elementName(state, item.element, context) } : null,
    stage: stageOf(state, item),
    state: shownState(state, item),
    required: step.required === true || (step.required === 'once-started' && item.startedAt !== undefined),
    assignee: holderView(item.assignee, context),
    coversFor: personView(item.coverFor, context.nameOf),
    clock: clock?.id ?? null,
    dueAt: reading?.dueAt ?? item.until ?? null,
    dueOn: reading?.dueOn ?? null,
    warnAt: reading?.warnAt ?? null,
    basis: clock?.terms.basis ?? null,
    outcome: item.outcome ?? null,
    outcomes: step.outcomes,
    fields: fieldsView(step.fields, { caseType, openedOn: openedOn(context), values: item.answers }),
    assessment: assessmentView(item, step, context),
    notes: item.notes,
    plannedOn: item.state === 'waiting' ? item.plannedOn ?? null : null,
    draft: draftView(item, context),
    startedAt: item.startedAt ?? null,
    endedAt: item.endedAt ?? null,
    guidance: item.guidance ?? step.definition.guidance ?? null,
    address: addressView(item, step, state),
    after: item.state === 'waiting' && step.after ? stepsOf(step.after).map((id) => getStep(caseType, id).name) : [],
    waitingOn: isUnfinished(item) ? (item.waitingOn ?? waitingOn(step.definition)) : null,
    forEvent,
    letter: letterOf(item),
    ended: item.ended,
    redoOf: item.redoOf,
    corrects: item.corrects,
    rests: restsOnSuperseded(state, item),
    actions: permittedActions([...actionsToShow(item, context), ...answering(forEvent)], context),
  }
}

/** Of a task that is over what may still be done, and of all that may not only why it cannot be completed: nine refusals in ten would say the same. */
function actionsToShow(item: Item, { actionsOf }: TaskContext): ActionView[] {
  const views = actionsOf(item)
  return isUnfinished(item) ? views : views.filter(({ action, allowed }) => allowed || action === 'complete')
}

function draftView({ draft }: Item, { nameOf }: Pick<SeenCase, 'nameOf'>): Task['draft'] {
  if (!draft) return null
  const { outcome, answers = {}, notes, at, who } = draft
  return { outcome, fields: answers, notes, savedAt: at, savedBy: nameOf({ kind: 'person', id: who }) }
}

/** Where else it is done, while it is to be done. */
function addressView(item: Item, { definition }: Step, state: CaseState): Task['address'] {
  const address = definition.kind === 'task' && isUnfinished(item) ? definition.address : undefined
  return address ? { system: address.system, url: addressFor(address.url, state) } : null
}

/** How far a letter has come; one that says nothing is prepared, and whoever it is for sends it. */
function letterOf({ kind, state, message }: Item): Task['letter'] {
  if (kind !== 'message') return null
  if (state === 'completed') return 'sent'
  return state === 'live' ? message ?? 'prepared' : null
}

function stageOf(state: CaseState, item: Item): string | null {
  return item.parent === undefined ? null : state.items[item.parent]?.step ?? null
}

/** The steps that a rule to start names, each once. */
function stepsOf(rule: NonNullable<Step['after']>): string[] {
  if (rule.kind === 'leaf') return rule.step === undefined ? [] : [rule.step]
  return [...new Set(rule.rules.flatMap(stepsOf))]
}

/** The case notices an outside event also while it is on hold (semantics 28). */
function eventAwaited(item: Item, { definition }: Step): string | null {
  return item.state === 'live' && definition.kind === 'wait' ? definition.forEvent ?? null : null
}

/** A wait is answered by what happens outside, which is a command to the case. */
function answering(forEvent: string | null): ActionView[] {
  return forEvent === null ? [] : [{ action: 'record-answer', command: 'record-outside-event', allowed: true }]
}

/** Whom a step waits for. */
export function waitingOn(definition: CaseType['steps'][number]['definition']): string {
  return definition.waitingOn ?? (definition.kind === 'wait' ? 'time' : 'us')
}
