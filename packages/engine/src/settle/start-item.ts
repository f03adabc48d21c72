import { endOf } from '../case/landlord-day.ts'
import { getStep, type Step } from '../case-type/case-type.ts'
import { isBeside, placeOfItem, type Within } from '../case/element.ts'
import type { MadeItem, Trigger } from '../case/event.ts'
import { itemsOf, runId, type CaseState, type Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { allocate, findPlain, type Allocated } from './allocate.ts'
import { elementsOf } from './element-sets.ts'
import { itemsForEach } from './for-each.ts'
import { readExpression, holds } from './expression-scope.ts'
import { findNextSlot, findSeriesEnd, findWaitingRun } from './recurrence.ts'
import { startStepClock, startWaitClock } from './clocks.ts'
import { prepareMessage } from './prepare-message.ts'

/** Makes one waiting item for each step of a scope that the path itself starts. */
export function makeScopeItems(turn: Turn, steps: Step[], parent?: string): void {
  const kept = keepRuns(turn, steps, parent)
  const element = turn.state.items[parent ?? '']?.element
  const made = steps.filter((step) => !step.onDemand).flatMap((step): MadeItem[] => {
    if (step.forEach !== undefined) return itemsForEach(turn, step, { parent, elements: elementsOf(turn.state, turn.context.caseType, step.forEach).filter((each) => !hasRun(turn.state, step, { parent, element: each })) })
    return step.repeat !== undefined || !kept.has(step.id) ? [newItem(turn.state, step, { parent, element, since: kept.get(step.id) ?? 0 })] : []
  })
  if (made.length > 0) record(turn, 'items-made', { items: made.map((item) => ({ ...item, redoOf: inEarlierRun(turn.state, item) })) })
}

/** In a stage that starts anew with its path, runs that its steps keep still count: by step, where their successors begin to wait (semantics 27). */
function keepRuns(turn: Turn, steps: Step[], parent: string | undefined): Map<string, number> {
  const kept = new Map<string, number>()
  const earlier = turn.state.items[parent ?? '']?.redoOf
  if (parent === undefined || earlier === undefined) return kept
  for (const step of steps.filter(({ definition }) => definition.onRestart === 'keep')) {
    for (const run of itemsOf(turn.state, step.id).filter(({ parent: stage, state }) => stage === earlier && (state === 'completed' || state === 'skipped'))) {
      record(turn, 'run-kept', { item: run.id, step: step.id, parent })
      kept.set(step.id, run.startedSeq ?? 0)
    }
  }
  return kept
}

/** Of the element there, as one that a restart kept. */
function hasRun(state: CaseState, step: Step, place: Within): boolean {
  return place.parent !== undefined && itemsOf(state, step.id).some((item) => isBeside(item, place))
}

/** In a stage that is run in place of a superseded one, each step is done in place of its last run there: law keeps its first start. */
function inEarlierRun(state: CaseState, { step, parent, element }: MadeItem): string | undefined {
  const earlier = state.items[parent ?? '']?.redoOf
  return earlier === undefined ? undefined : itemsOf(state, step).findLast((item) => isBeside(item, { parent: earlier, element }) && item.startedAt !== undefined)?.id
}

export function newItem(state: CaseState, step: Step, more: Pick<MadeItem, 'since'> & Partial<MadeItem>): MadeItem {
  const run = (state.runs[step.id] ?? 0) + 1
  return { id: runId(step.id, run), step: step.id, kind: step.kind, name: step.name, run, ...more }
}

/** Lets a waiting item go: offered, or live with all that belongs to it, and its successor begins to wait (semantics 2, 6). */
export function leaveWaiting(turn: Turn, item: Item, triggers: Trigger[]): void {
  const step = getStep(turn.context.caseType, item.step)
  if (isOffered(turn, step, { item, triggers })) record(turn, 'item-offered', { item: item.id, step: step.id, triggers })
  else startItem(turn, item, triggers)
  makeSuccessor(turn, step, item)
}

function isOffered(turn: Turn, step: Step, { item, triggers }: { item: Item; triggers: Trigger[] }): boolean {
  if (step.start === 'automatic') return false
  if (step.start === 'by-hand') return true
  return readExpression(turn, step.start, { place: `${step.id}.start`, trigger: triggers[0], within: item }) !== true
}

/** Starts an item now: its assignee, its clock, its children, or the end of its wait. */
export function startItem(turn: Turn, item: Item & { reason?: string }, triggers: Trigger[]): void {
  const step = getStep(turn.context.caseType, item.step)
  const { definition } = step
  const holder = item.assignee ? { assignee: item.assignee } : findHolder(turn, step, item)
  record(turn, 'item-started', { item: item.id, step: step.id, triggers, ...holder, until: fixedEnd(turn, step), reason: item.reason })
  const trigger = { name: `${step.id}.started`, seq: turn.state.version }
  if (step.clock) startStepClock(turn, step.clock, { item: item.id, trigger })
  if (definition.kind === 'wait') startWaitClock(turn, step, { item: item.id, trigger })
  if (definition.kind === 'message') prepareMessage(turn, definition, item.id)
  if (step.kind === 'stage') makeScopeItems(turn, step.children, item.id)
}

/** Who has it, of what somebody does; where its rules find nobody, the case says so and it is for the owner. */
function findHolder(turn: Turn, { definition, notWhoDid }: Step, item: Item): Partial<Allocated> | undefined {
  if (!('for' in definition) && definition.kind !== 'task' && definition.kind !== 'message') return undefined
  const forWhom = 'for' in definition ? definition.for : undefined
  const plain = findPlain(forWhom)
  if (plain) return { assignee: plain }
  const rules = [forWhom ?? 'owner'].flat()
  const found = allocate(turn, rules, notWhoDid.flatMap((other) => whoDid(turn.state, other)))
  if (found) return found
  record(turn, 'nobody-found', { on: item.id, rules })
  return { assignee: { kind: 'owner' } }
}

/** Four eyes: who must not have what follows (semantics 10). */
function whoDid(state: CaseState, step: string): string[] {
  return itemsOf(state, step).flatMap(({ state: now, doneBy }) => (now === 'completed' && doneBy !== undefined ? [doneBy] : []))
}

/** A wait until a date of the case ends with that day; undefined while the date is not known. */
export function fixedEnd(turn: Turn, { definition }: Step): string | undefined {
  if (definition.kind !== 'wait' || definition.until === undefined) return undefined
  const day = turn.state.fields[definition.until]
  const { zone } = turn.context.calendar(turn.context.caseType.definition.calendar)
  return typeof day === 'string' ? endOf(day, zone) : undefined
}

/** The next run waits: for new events, or where the step recurs for its slot. */
export function makeSuccessor(turn: Turn, step: Step, item: Item): void {
  if (step.recurs) return makeNextOfSeries(turn, step, item)
  if (!step.repeat || step.onDemand) return
  const { atMost, while: condition } = step.repeat
  const started = itemsOf(turn.state, step.id).filter((run) => isBeside(run, item) && run.startedSeq !== undefined && run.state !== 'superseded' && run.corrects === undefined).length
  if (started >= atMost || !holds(turn, condition, { place: `${step.id}.repeatable`, within: item })) return
  record(turn, 'items-made', { items: [newItem(turn.state, step, { ...placeOfItem(item), since: turn.state.items[item.id]!.startedSeq ?? turn.state.version })] })
}

function makeNextOfSeries(turn: Turn, step: Step, item: Item): void {
  const next = newItem(turn.state, step, { ...placeOfItem(item), since: turn.state.items[item.id]!.startedSeq ?? turn.state.version })
  if (findWaitingRun(turn.state, next) || findSeriesEnd(turn, step, { item: next, slot: findNextSlot(turn, step, next) })) return
  record(turn, 'items-made', { items: [next] })
}
