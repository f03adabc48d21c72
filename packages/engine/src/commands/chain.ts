import { getStep, leavesOf, type Leaf, type StartRule, type Step } from '../case-type/case-type.ts'
import { isUnfinished, itemsOf, type CaseState, type Item } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { findStageAround, hasOccurred, waiterFor, type Waiter } from '../settle/rule.ts'

/**
 * The chain of a cancelled or skipped step (semantics 20). A leaf is dead when its step's run ended without that event
 * and cannot run again; an item is dead when every branch holds a dead leaf; repeated until nothing more dies.
 * Only what hangs, directly or through others, on the step that ended is looked at.
 */
export function findDeadItems(turn: Turn, ended: Item): Item[] {
  const dead = new Map<string, Item>()
  const goneSteps = new Set(withStepsInside(getStep(turn.context.caseType, ended.step)))
  for (let grew = true; grew; ) {
    grew = false
    for (const item of Object.values(turn.state.items)) {
      if (item.state !== 'waiting' || dead.has(item.id)) continue
      const rule = getStep(turn.context.caseType, item.step).after
      if (!rule || !leavesOf(rule).some(({ step }) => step !== undefined && goneSteps.has(step)) || !isDead(turn, rule, { waiter: waiterFor(item, 'after'), dead })) continue
      dead.set(item.id, item)
      for (const step of withStepsInside(getStep(turn.context.caseType, item.step))) goneSteps.add(step)
      grew = true
    }
  }
  return [...dead.values()]
}

/** Why the chain of an item was cancelled: with it, what could never start without it waits again. */
export function chainReason(ended: Item): string {
  return `${ended.name} did not take place`
}

/** What was cancelled with an item that was skipped. */
export function findChainOf(state: CaseState, ended: Item): Item[] {
  if (ended.state !== 'skipped') return []
  return Object.values(state.items).filter((item) => item.state === 'cancelled' && item.startedAt === undefined && item.ended === chainReason(ended))
}

export function withStepsInside(step: Step): string[] {
  return [step.id, ...step.children.flatMap(withStepsInside)]
}

interface Fate {
  waiter: Waiter
  /** Found dead so far. */
  dead: Map<string, Item>
}

function isDead(turn: Turn, rule: StartRule, fate: Fate): boolean {
  if (rule.kind === 'leaf') return isDeadLeaf(turn, rule, fate)
  const deadParts = rule.rules.filter((part) => isDead(turn, part, fate)).length
  return rule.kind === 'all' ? deadParts > 0 : deadParts === rule.rules.length
}

function isDeadLeaf(turn: Turn, leaf: Leaf, { waiter, dead }: Fate): boolean {
  if (leaf.step === undefined || hasOccurred(turn, leaf, waiter)) return false
  return !canRun(turn, leaf.step, { inside: waiter.parent, dead })
}

/** A run of it is unfinished, or may still be made: in a stage that may yet run, or, where it is on demand, by hand. */
function canRun(turn: Turn, id: string, fate: { inside: string | undefined; dead: Map<string, Item> }): boolean {
  const { parent, onDemand } = getStep(turn.context.caseType, id)
  const shared = parent === undefined ? undefined : findStageAround(turn.state, fate.inside, parent)
  const runs = itemsOf(turn.state, id).filter((run) => shared === undefined || run.parent === shared)
  if (runs.some((run) => isUnfinished(run) && !fate.dead.has(run.id))) return true
  if (shared !== undefined || parent === undefined) return onDemand || runs.length === 0
  if (onDemand) return canRun(turn, parent, fate)
  return itemsOf(turn.state, parent).some((stage) => stage.state === 'waiting' && !fate.dead.has(stage.id)) || (itemsOf(turn.state, parent).length === 0 && canRun(turn, parent, fate))
}
