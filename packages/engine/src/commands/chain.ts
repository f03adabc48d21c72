import { getStep, type Leaf, type StartRule } from '../case-type/case-type.ts'
import { isUnfinished, itemsOf, type Item } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { findOccurrence, waiterFor, type Waiter } from '../settle/rule.ts'

/**
 * The chain of a cancelled or skipped step (semantics 20). A leaf is dead when its step's run ended without that event
 * and cannot run again; an item is dead when every branch holds a dead leaf; repeated until nothing more dies.
 * Only what hangs, directly or through others, on the step that ended is looked at.
 */
export function findDeadItems(turn: Turn, ended: Item): Item[] {
  const dead = new Map<string, Item>()
  const goneSteps = new Set([ended.step])
  for (let grew = true; grew; ) {
    grew = false
    for (const item of Object.values(turn.state.items)) {
      if (item.state !== 'waiting' || dead.has(item.id)) continue
      const rule = getStep(turn.context.caseType, item.step).after
      if (!rule || !names(rule, goneSteps) || !isDead(turn, rule, { waiter: waiterFor(turn.state, item, 'after'), dead })) continue
      dead.set(item.id, item)
      goneSteps.add(item.step)
      grew = true
    }
  }
  return [...dead.values()]
}

function names(rule: StartRule, steps: Set<string>): boolean {
  return rule.kind === 'leaf' ? rule.step !== undefined && steps.has(rule.step) : rule.rules.some((part) => names(part, steps))
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
  if (leaf.step === undefined || findOccurrence(turn, leaf, waiter)) return false
  const runs = itemsOf(turn.state, leaf.step)
  // A step inside a stage that may still open has no run yet: it is alive unless its stage is dead.
  if (runs.length === 0) return stageIsDead(turn, leaf.step, dead)
  return runs.every((run) => !isUnfinished(run) || dead.has(run.id))
}

function stageIsDead(turn: Turn, step: string, dead: Map<string, Item>): boolean {
  const parent = getStep(turn.context.caseType, step).parent
  if (parent === undefined) return false
  const runs = itemsOf(turn.state, parent)
  return runs.length === 0 ? stageIsDead(turn, parent, dead) : runs.every((run) => !isUnfinished(run) || dead.has(run.id))
}
