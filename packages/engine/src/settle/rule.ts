import type { Leaf, StartRule } from '../case-type/case-type.ts'
import type { Trigger } from '../case/event.ts'
import { itemsOf, withStagesAround, type CaseState, type Item, type Occurrence } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { holds } from './expression-scope.ts'

/** For whom a rule is read: an item, or a clock of the case (mark 0, top of the path). */
export interface Waiter {
  /** Only events numbered above it count (semantics 1). */
  since: number
  madeAt: number
  /** The stage items around it, innermost first. */
  around: string[]
  place: string
  /** What started the runs that stay: given again by a redo, it starts nothing twice (semantics 25). */
  taken?: () => Trigger[]
}

/** The events that satisfy the rule, or undefined while it does not hold. Events are remembered, so order does not matter. */
export function satisfied(turn: Turn, rule: StartRule, waiter: Waiter): Trigger[] | undefined {
  if (rule.kind === 'leaf') return leafSatisfied(turn, rule, waiter)
  const triggers: Trigger[] = []
  for (const part of rule.rules) {
    const found = satisfied(turn, part, waiter)
    if (found) triggers.push(...found)
    if (rule.kind === 'any' && found) break
    if (rule.kind === 'all' && !found) return undefined
  }
  if (rule.kind === 'any' && triggers.length === 0) return undefined
  return holds(turn, rule.when, { place: waiter.place, trigger: triggers[0] }) ? triggers : undefined
}

function leafSatisfied(turn: Turn, leaf: Leaf, waiter: Waiter): Trigger[] | undefined {
  const found = findOccurrence(turn, leaf, waiter)
  if (!found) return undefined
  return holds(turn, leaf.when, { place: waiter.place, trigger: found }) ? [{ name: found.name, seq: found.seq }] : undefined
}

/** The first occurrence of the leaf that counts for the waiter. */
export function findOccurrence(turn: Turn, leaf: Leaf, waiter: Waiter): (Occurrence & { name: string }) | undefined {
  const mark = leaf.fresh ? Math.max(waiter.since, waiter.madeAt) : waiter.since
  const scope = scopeOf(turn, leaf, waiter)
  let first: (Occurrence & { name: string }) | undefined
  for (const name of leaf.names) {
    const found = turn.state.happened[name]?.find((occurrence) => !occurrence.superseded && occurrence.seq > mark && !isTaken(turn.state, occurrence, { leaf, waiter }) && (scope === undefined || stageOf(turn.state, occurrence) === scope))
    if (found && (!first || found.seq < first.seq)) first = { ...found, name }
  }
  return first
}

/** The occurrence repeats, in a run that was redone, one that started a run which stays. */
function isTaken({ happened, items }: CaseState, { item: repeated }: Occurrence, { leaf, waiter: { taken } }: { leaf: Leaf; waiter: Waiter }): boolean {
  const earlier = new Set<string>()
  for (let id = items[repeated ?? '']?.redoOf; id !== undefined; id = items[id]?.redoOf) earlier.add(id)
  if (earlier.size === 0 || !taken) return false
  return taken().some(({ name, seq }) => leaf.names.includes(name) && happened[name]?.some((first) => first.seq === seq && first.item !== undefined && earlier.has(first.item)))
}

/** What a step's clock says happened to its item, in the stage around that. */
function stageOf({ items }: CaseState, { parent, item }: Occurrence): string | undefined {
  return parent ?? (item === undefined ? undefined : items[item]?.parent)
}

/** The run of the stage that both share: names are looked up from the inside out. Undefined reads every run. */
function scopeOf(turn: Turn, leaf: Leaf, { around }: Waiter): string | undefined {
  const stage = leaf.step === undefined ? undefined : turn.context.caseType.step[leaf.step]?.parent
  if (stage === undefined) return undefined
  return around.find((id) => turn.state.items[id]?.step === stage)
}

export function waiterFor(state: CaseState, item: Item, part: string): Waiter {
  const around = withStagesAround(state, item.parent).map(({ id }) => id)
  const taken = part === 'after' && item.run > 1 ? () => triggersOfOthers(state, item) : undefined
  return { since: item.since, madeAt: item.madeAt, around, place: `${item.step}.${part}`, taken }
}

function triggersOfOthers(state: CaseState, { id, step, parent }: Item): Trigger[] {
  return itemsOf(state, step).flatMap((run) => (run.id !== id && run.parent === parent && run.state !== 'superseded' ? run.triggers : []))
}

export const caseWaiter = (place: string, since = 0): Waiter => ({ since, madeAt: 0, around: [], place })
