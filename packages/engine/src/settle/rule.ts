import type { Leaf, StartRule, Step } from '../case-type/case-type.ts'
import type { Compiled } from '../expressions/compile-expression.ts'
import { elementsAround, isAbout, isBeside, type Within } from '../case/element.ts'
import type { Element, Trigger } from '../case/event.ts'
import { itemsOf, withStagesAround, type CaseState, type Item, type Occurrence } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { covers, sharedElements } from './element-sets.ts'
import { holds } from './expression-scope.ts'

/** For whom a rule is read: an item, or a clock of the case (mark 0, top of the path). */
export interface Waiter {
  /** Only events numbered above it count (semantics 1). */
  since: number
  madeAt: number
  /** The stage item that holds it. */
  parent?: string
  /** For what it is done. */
  element?: Element
  place: string
  /** What else must be true of the events. */
  around?: Conditions
  /** What started the runs that stay: given again by a redo, it starts nothing twice (semantics 25). */
  taken?: (state: CaseState) => Trigger[]
}

/** Conditions that stand around a rule, the innermost first. */
export interface Conditions {
  when: Compiled
  place: string
  /** From where the condition looks. */
  within?: Within
  around?: Conditions
}

/**
 * The events that satisfy the rule, or undefined while it does not hold. Events are remembered, so order does not matter.
 * A condition may read its trigger, so where one event or branch does not fit, the next is tried (semantics 3).
 */
export function satisfied(turn: Turn, rule: StartRule, waiter: Waiter): Trigger[] | undefined {
  if (!haveHappened(rule, turn.state.happened)) return undefined
  const { place, around } = waiter
  const conditions = rule.when === undefined ? around : { when: rule.when, place, around, within: waiter }
  if (rule.kind === 'leaf') {
    const trigger = occurrencesFor(turn, rule, waiter).find((found) => fits(turn, found, conditions))
    return trigger && [trigger]
  }
  if (rule.kind === 'any') return firstSatisfied(turn, rule.rules, { ...waiter, around: conditions })
  const triggers = allSatisfied(turn, rule.rules, { ...waiter, around: undefined })
  return triggers && fits(turn, triggers[0], conditions) ? triggers : undefined
}

/** Most rules wait for what has never happened yet, to anyone: seen at a glance. */
function haveHappened(rule: StartRule, happened: CaseState['happened']): boolean {
  if (rule.kind === 'leaf') {
    for (const name of rule.names) if (happened[name] !== undefined) return true
    return rule.ofAll !== undefined && happened[rule.ofAll] !== undefined
  }
  return rule.kind === 'all' ? rule.rules.every((part) => haveHappened(part, happened)) : rule.rules.some((branch) => haveHappened(branch, happened))
}

/** Whether the event satisfies the conditions too. */
export function fits(turn: Turn, trigger: Trigger | undefined, conditions: Conditions | undefined): boolean {
  for (let at = conditions; at; at = at.around) if (!holds(turn, at.when, { place: at.place, trigger, within: at.within })) return false
  return true
}

function firstSatisfied(turn: Turn, branches: StartRule[], waiter: Waiter): Trigger[] | undefined {
  for (const branch of branches) {
    const triggers = satisfied(turn, branch, waiter)
    if (triggers) return triggers
  }
  return undefined
}

function allSatisfied(turn: Turn, parts: StartRule[], waiter: Waiter): Trigger[] | undefined {
  const found: Trigger[] = []
  for (const part of parts) {
    const triggers = satisfied(turn, part, waiter)
    if (!triggers) return undefined
    found.push(...triggers)
  }
  return found
}

/** Whether the event of the leaf has come, for the waiter. */
export function hasOccurred(turn: Turn, leaf: Leaf, waiter: Waiter): boolean {
  return occurrencesFor(turn, leaf, waiter).length > 0
}

/** The events of the leaf that count for the waiter, first to last. */
function occurrencesFor({ state, context }: Turn, leaf: Leaf, waiter: Waiter): Trigger[] {
  const mark = leaf.fresh ? Math.max(waiter.since, waiter.madeAt) : waiter.since
  const step = leaf.step === undefined ? undefined : context.caseType.step[leaf.step]
  const scope = step?.parent === undefined ? undefined : findStageAround(state, waiter.parent, step.parent)
  const shared = leaf.ofStrand ? elementsAround(state, waiter).filter(({ kind }) => kind === 'strand') : step ? elementsSeen(state, leaf, { step, waiter }) : []
  const names = readsAll(state, leaf, { step, shared }) ? [leaf.ofAll!] : leaf.names
  const found: Trigger[] = []
  for (const name of names) {
    for (const occurrence of state.happened[name] ?? []) {
      const { seq } = occurrence
      const counts = seq > mark && !occurrence.superseded && (scope === undefined || stageOf(state, occurrence) === scope) &&
        shared.every((element) => isAbout(state, occurrence, element)) && !isTaken(state, name, { occurrence, leaf, waiter })
      if (counts) found.push({ name, seq })
    }
  }
  return found.length > 1 ? found.sort((a, b) => a.seq - b.seq) : found
}

/** Only what happened for the elements that the waiter shares with the step counts; `any of` looks beyond the step's own. */
function elementsSeen(state: CaseState, { isAny }: Leaf, { step, waiter }: { step: Step; waiter: Waiter }): Element[] {
  if (step.eachAround.length === 0) return []
  return sharedElements(state, isAny && step.forEach !== undefined ? { eachAround: step.eachAround.slice(1) } : step, waiter)
}

/** From outside, the bare name of a step that is done for each means that all have ended (semantics 8). */
export function readsAll(state: CaseState, { ofAll }: Leaf, { step, shared }: { step: Step | undefined; shared: Element[] }): boolean {
  return ofAll !== undefined && step?.forEach !== undefined && !shared.some((element) => covers(state, step.forEach!, element))
}

/** The occurrence repeats, in a run that was redone, one that started a run which stays. */
function isTaken(state: CaseState, name: string, { occurrence, leaf, waiter: { taken } }: { occurrence: Occurrence; leaf: Leaf; waiter: Waiter }): boolean {
  if (!taken) return false
  const { happened, items } = state
  const { item: repeated, parent } = occurrence
  if (name === leaf.ofAll) return taken(state).some((trigger) => trigger.name === name && happened[name]?.some((first) => first.seq === trigger.seq && first.parent === parent && first.superseded))
  const earlier = new Set<string>()
  for (let id = items[repeated ?? '']?.redoOf; id !== undefined; id = items[id]?.redoOf) earlier.add(id)
  if (earlier.size === 0) return false
  return taken(state).some(({ name, seq }) => leaf.names.includes(name) && happened[name]?.some((first) => first.seq === seq && first.item !== undefined && earlier.has(first.item)))
}

/** What a step's clock says happened to its item, in the stage around that. */
function stageOf({ items }: CaseState, { parent, item }: Occurrence): string | undefined {
  return parent ?? (item === undefined ? undefined : items[item]?.parent)
}

/** The run of a stage that holds an item: names are looked up from the inside out. Undefined reads every run. */
export function findStageAround(state: CaseState, parent: string | undefined, stage: string): string | undefined {
  return withStagesAround(state, parent).find(({ step }) => step === stage)?.id
}

export function waiterFor(item: Item, part: 'after' | 'cancelWhen', since = item.since): Waiter {
  const taken = part === 'after' && item.run > 1 ? (state: CaseState) => triggersOfOthers(state, item) : undefined
  return { since, madeAt: item.madeAt, parent: item.parent, element: item.element, place: `${item.step}.${part}`, taken }
}

function triggersOfOthers(state: CaseState, item: Item): Trigger[] {
  return itemsOf(state, item.step).flatMap((run) => (run.id !== item.id && isBeside(run, item) && run.state !== 'superseded' ? run.triggers : []))
}

/** For the case, or for one of its strands. */
export const caseWaiter = (place: string, since = 0, element?: Element): Waiter => ({ since, madeAt: 0, place, element })
