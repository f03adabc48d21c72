import { getStep, type CaseType, type StartRule, type Step } from '../case-type/case-type.ts'
import { isBeside, placeOfItem } from '../case/element.ts'
import { isOnHold, isUnderWay, isUnfinished, itemsOf, type CaseState, type Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { choicesAt, isRefusal, refuse, type Refusal } from '../refusal.ts'
import { cancelItem } from '../settle/end-item.ts'
import { makeSuccessor, newItem, startItem } from '../settle/start-item.ts'
import { withStepsInside } from './chain.ts'
import type { CommandOf } from './command.ts'
import { refuseOtherRoles, refuseReason, refuseUnderHold, refuseUnlessOpen, type Situation } from './situation.ts'
import { cancelChain } from './skip-task.ts'

/** A way from an open stage to another beside it, as the case type allows it. */
export interface StageMove {
  from: Item
  to: Step
  reason: 'required' | 'optional'
  roles?: string[]
}

/** Where a case can be moved to by hand: what the open stages name as `next`, less what is open already. */
export function findStageMoves(state: CaseState, { step, scopeEnds }: CaseType): StageMove[] {
  return scopeEnds.flatMap(({ id, definition }) => {
    const { next = [] } = definition.kind === 'stage' ? definition : {}
    if (next.length === 0) return []
    return itemsOf(state, id).filter((item) => item.state === 'live').flatMap((from) => next.flatMap(({ stage, reason = 'optional', roles }): StageMove[] => {
      const to = step[stage]
      const isOpen = itemsOf(state, stage).some((run) => isBeside(run, from) && isUnderWay(run))
      return to && !isOpen ? [{ from, to, reason, roles }] : []
    }))
  })
}

export function refuseMoveToStage(situation: Situation): Refusal | undefined {
  const closed = refuseUnlessOpen(situation) ?? refuseUnderHold(situation)
  if (closed) return closed
  const moves = findStageMoves(situation.state, situation.caseType)
  if (moves.length === 0) return refuse('stage-not-next', 'No stage that is open may be left for another by hand.', { remedy: 'Do what the stage asks for, or cancel it.' })
  const held = moves.every(({ from }) => isOnHold(situation.state, from)) ? moves[0]!.from : undefined
  if (held) return refuse('task-on-hold', `${held.name} is on hold.`, { remedy: 'Release the hold first.' })
  const others = moves.map(({ roles }) => refuseOtherRoles(situation, roles))
  return others.every(isRefusal) ? others[0] : undefined
}

/**
 * Leaves a stage for another, out of order (semantics 23): the one is cancelled with what is in it and what could then never start,
 * the other opens. What is required in the stage that is left does not hold it, for its author let people leave; what is elsewhere does.
 */
export function moveToStage(turn: Turn, command: CommandOf<'move-to-stage'>, situation: Situation): Refusal | undefined {
  const refusal = refuseMoveToStage(situation)
  if (refusal) return refusal
  const move = findMove(situation, command)
  if ('refused' in move) return move
  const { from, to, reason, roles } = move
  const refused = refuseOtherRoles(situation, roles) ?? refuseUnderHold(situation, from.id) ?? (reason === 'required' ? refuseReason(command.reason, `Moving to ${to.name}`) : undefined)
  if (refused) return refused
  const waiting = itemsOf(turn.state, to.id).find((run) => isBeside(run, from) && run.state === 'waiting')
  const target = waiting ?? newItem(turn.state, to, { since: turn.state.version, ...placeOfItem(from) })
  record(turn, 'stage-moved', { item: from.id, step: from.step, to: target.id, toStep: to.id, reason: command.reason })
  cancelItem(turn, from, { by: 'person', reason: command.reason })
  if (!waiting) record(turn, 'items-made', { items: [target] })
  startItem(turn, turn.state.items[target.id]!, [])
  if (waiting) makeSuccessor(turn, to, turn.state.items[target.id]!)
  waitForNewEvents(turn, to, from)
  return cancelChain(turn, from)
}

function findMove(situation: Situation, { stage, from }: CommandOf<'move-to-stage'>): StageMove | Refusal {
  const moves = findStageMoves(situation.state, situation.caseType)
  const found = moves.filter(({ from: { id }, to }) => to.id === stage && (from === undefined || id === from))
  if (found.length === 1) return found[0]!
  if (found.length > 1) return refuse('stage-not-next', `Several open stages lead to ${found[0]!.to.name}.`, { at: choicesAt('from', found.map((move) => move.from)), remedy: 'Name the one that is left.' })
  const name = Object.hasOwn(situation.caseType.step, stage) ? situation.caseType.step[stage]!.name : stage
  return refuse('stage-not-next', `No open stage leads to ${name} by hand.`, { at: choicesAt('stage', moves.map(({ to }) => to)), remedy: 'Choose one of the stages that may be next.' })
}

/**
 * When a case goes back, what follows from the stage that opens again has had its run: it waits anew, for new events only, so that the
 * path goes on from there.
 */
function waitForNewEvents(turn: Turn, target: Step, from: Item): void {
  if (target.order > getStep(turn.context.caseType, from.step).order) return
  const again = new Set(withStepsInside(target))
  for (const follower of turn.context.caseType.steps) {
    const standsBeside = follower.parent === target.parent && follower.id !== target.id && !follower.onDemand
    if (!standsBeside || !follower.after || !hangsOn(follower.after, again)) continue
    const runs = itemsOf(turn.state, follower.id).filter((run) => run.parent === from.parent && (!from.element || !run.element || isBeside(run, from)))
    for (const id of withStepsInside(follower)) again.add(id)
    const ended = runs.filter((run) => !runs.some((other) => isBeside(other, run) && (isUnfinished(other) || other.run > run.run)))
    for (const run of ended) record(turn, 'items-made', { items: [newItem(turn.state, follower, { ...placeOfItem(run), since: turn.state.version })] })
  }
}

/** Its events can all come again, for they are of these steps. */
function hangsOn(rule: StartRule, steps: Set<string>): boolean {
  if (rule.kind === 'leaf') return rule.step !== undefined && steps.has(rule.step)
  return rule.kind === 'all' ? rule.rules.every((part) => hangsOn(part, steps)) : rule.rules.some((part) => hangsOn(part, steps))
}
