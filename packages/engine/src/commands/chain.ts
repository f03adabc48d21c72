import { getStep, leavesOf, type Leaf, type StartRule, type Step } from '../case-type/case-type.ts'
import { isAbout, type Within } from '../case/element.ts'
import { isUnfinished, itemsOf, type CaseState, type Item } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { sharedElements } from '../settle/element-sets.ts'
import { elementGone } from '../settle/for-each.ts'
import { caseWaiter, findStageAround, hasOccurred, readsAll, waiterFor, type Waiter } from '../settle/rule.ts'

/**
 * The chain of a cancelled or skipped step (semantics 20). A leaf is dead when its step's run ended without that event
 * and cannot run again; an item is dead when every branch holds a dead leaf; repeated until nothing more dies.
 * Only what hangs, directly or through others, on the step that ended is looked at.
 */
export function findDeadItems(turn: Turn, ended: Item): Item[] {
  const dead = new Map<string, Item>()
  const deadSets = new Set<string>()
  const goneSteps = new Set(withStepsInside(getStep(turn.context.caseType, ended.step)))
  for (let grew = true; grew; ) {
    grew = false
    for (const step of turn.context.caseType.forEach) {
      if (deadSets.has(step.id) || !isDeadForNone(turn, step, { goneSteps, fate: { waiter: caseWaiter(''), dead, deadSets } })) continue
      deadSets.add(step.id)
      goneSteps.add(step.id)
      grew = true
    }
    for (const item of Object.values(turn.state.items)) {
      if (item.state !== 'waiting' || dead.has(item.id)) continue
      const rule = getStep(turn.context.caseType, item.step).after
      if (!rule || !hangsOn(rule, goneSteps) || !isDead(turn, rule, { waiter: waiterFor(item, 'after'), dead, deadSets })) continue
      dead.set(item.id, item)
      for (const step of withStepsInside(getStep(turn.context.caseType, item.step))) goneSteps.add(step)
      grew = true
    }
  }
  return [...dead.values()]
}

function hangsOn(rule: StartRule | undefined, gone: Set<string>): boolean {
  return leavesOf(rule).some(({ step }) => step !== undefined && gone.has(step))
}

/** Why the chain of an item was cancelled: with it, what could never start without it waits again. */
export function chainReason(ended: Item): string {
  return `${ended.name} did not take place`
}

/** What was cancelled with an item that was skipped: at once, before anything else of its name ended, such as what was asked of another party. */
export function findChainOf(state: CaseState, ended: Item): Item[] {
  const { state: now, name, endedSeq: from } = ended
  if (now !== 'skipped' || from === undefined) return []
  const items = Object.values(state.items)
  const to = Math.min(...items.map((other) => (other.name === name && other.endedSeq !== undefined && other.endedSeq > from ? other.endedSeq : Infinity)))
  return items.filter(({ state: after, startedAt, ended: why, endedSeq = 0 }) => after === 'cancelled' && startedAt === undefined && why === chainReason(ended) && endedSeq > from && endedSeq < to)
}

export function withStepsInside(step: Step): string[] {
  return [step.id, ...step.children.flatMap(withStepsInside)]
}

interface Fate {
  waiter: Waiter
  /** Found dead so far. */
  dead: Map<string, Item>
  /** Steps that are done for each of nothing, and can never start. */
  deadSets: Set<string>
}

function isDead(turn: Turn, rule: StartRule, fate: Fate): boolean {
  if (rule.kind === 'leaf') return isDeadLeaf(turn, rule, fate)
  const deadParts = rule.rules.filter((part) => isDead(turn, part, fate)).length
  return rule.kind === 'all' ? deadParts > 0 : deadParts === rule.rules.length
}

function isDeadLeaf(turn: Turn, leaf: Leaf, { waiter, dead, deadSets }: Fate): boolean {
  const step = leaf.step === undefined ? undefined : getStep(turn.context.caseType, leaf.step)
  if (!step || hasOccurred(turn, leaf, waiter)) return false
  const shared = sharedElements(turn.state, step, waiter)
  if (readsAll(turn.state, leaf, { step, shared })) return deadSets.has(step.id)
  return !canRun(turn, step.id, { within: waiter, dead })
}

/** That a step has ended for all comes in any case, unless there is nothing that it is done for and it could not start. */
function isDeadForNone(turn: Turn, { id, after }: Step, { goneSteps, fate }: { goneSteps: Set<string>; fate: Fate }): boolean {
  if (!after || !hangsOn(after, goneSteps)) return false
  return itemsOf(turn.state, id).every(({ ended }) => ended === elementGone) && isDead(turn, after, fate)
}

/** A run of it is unfinished, or may still be made: in a stage that may yet run, or, where it is on demand, by hand. */
function canRun(turn: Turn, id: string, fate: { within: Within; dead: Map<string, Item> }): boolean {
  const { state, context } = turn
  const step = getStep(context.caseType, id)
  const { parent, onDemand } = step
  const inside = parent === undefined ? undefined : findStageAround(state, fate.within.parent, parent)
  const shared = sharedElements(state, step, fate.within)
  const isSeen = (run: Item) => shared.every((element) => isAbout(state, { item: run.id }, element))
  const runs = itemsOf(state, id).filter((run) => (inside === undefined || run.parent === inside) && isSeen(run))
  if (runs.some((run) => isUnfinished(run) && !fate.dead.has(run.id))) return true
  if (inside !== undefined || parent === undefined) return onDemand || runs.length === 0
  if (onDemand) return canRun(turn, parent, fate)
  const stages = itemsOf(state, parent).filter(isSeen)
  return stages.some((stage) => stage.state === 'waiting' && !fate.dead.has(stage.id)) || (stages.length === 0 && canRun(turn, parent, fate))
}
