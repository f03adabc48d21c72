import { isBeside, placeOfItem } from '../case/element.ts'
import { isOnHold, isUnfinished, itemsOf, type Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { refuse, isRefusal, type Refusal } from '../refusal.ts'
import { cancelItem, cancelUnfinished } from '../settle/end-item.ts'
import { isRequired } from '../settle/end-scope.ts'
import { handClocksOn, withdrawClocksOf } from '../settle/clocks.ts'
import { newItem, startItem } from '../settle/start-item.ts'
import { getStep } from '../case-type/case-type.ts'
import { chainReason, findChainOf, findDeadItems } from './chain.ts'
import type { CommandOf } from './command.ts'
import { waitAnew } from './redo-task.ts'
import { findTask, refuseAutomatic, refuseFormer, refuseOtherRole, refuseReason, refuseRequiredInside, refuseUnderHold, refuseUnlessLive, refuseUnlessOpen, type Situation } from './situation.ts'

export function refuseStartTask(situation: Situation, item: Item): Refusal | undefined {
  const closed = refuseUnlessOpen(situation)
  if (closed) return closed
  if (item.state !== 'offered') return refuse('task-not-offered', `${item.name} is not on offer: it is ${item.state}.`)
  return refuseHeldOffer(situation, item)
}

/** Starts, and with them offers, wait for the release (semantics 28). */
function refuseHeldOffer({ state }: Situation, item: Item): Refusal | undefined {
  return isOnHold(state, item) ? refuse('task-on-hold', `${item.name} is on hold.`, { remedy: 'Release the hold first.' }) : undefined
}

/** Starts a task that was on offer (semantics 6). */
export function startTask(turn: Turn, command: CommandOf<'start-task'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, command.task)
  if (isRefusal(item)) return item
  const refusal = refuseStartTask(situation, item)
  if (refusal) return refusal
  startItem(turn, { ...item, reason: command.reason }, item.triggers)
  return undefined
}

/** What is required, or holds what is, cannot be skipped or cancelled by a person (semantics 16). */
export function refuseSkipTask(situation: Situation, item: Item): Refusal | undefined {
  const closed = refuseUnlessOpen(situation)
  if (closed) return closed
  const notNow = item.state === 'offered' ? refuseHeldOffer(situation, item) : (refuseUnlessLive(situation, item) ?? refuseAutomatic(situation, item))
  return notNow ?? refuseOtherRole(situation, item) ?? refuseRequired(situation, item)
}

function refuseRequired(situation: Situation, item: Item): Refusal | undefined {
  if (situation.requires(item)) return refuse('required-task', `${item.name} is required: it must be done.`, { remedy: 'Complete it, or put it on hold with a reason.' })
  return refuseRequiredInside(situation, item)
}

/** Skips a task, or declines one on offer; what can now never start is cancelled with it (semantics 20). */
export function skipTask(turn: Turn, command: CommandOf<'skip-task'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, command.task)
  if (isRefusal(item)) return item
  const refusal = refuseSkipTask(situation, item)
  if (refusal) return refusal
  record(turn, 'item-skipped', { item: item.id, step: item.step, reason: command.reason })
  withdrawClocksOf(turn, item.id, 'skipped')
  return cancelChain(turn, item)
}

export function refuseCancelTask(situation: Situation, item: Item): Refusal | undefined {
  const closed = refuseUnlessOpen(situation)
  if (closed) return closed
  if (!isUnfinished(item)) return refuse('task-ended', `${item.name} has ended: it was ${item.state}.`)
  if (item.kind === 'finish') return refuse('task-automatic', `${item.name} is how the case ends by itself.`, { remedy: 'Close or cancel the case instead.' })
  return refuseRequired(situation, item)
}

/** Cancels a task with the chain of what can now never start. */
export function cancelTask(turn: Turn, command: CommandOf<'cancel-task'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, command.task)
  if (isRefusal(item)) return item
  const refusal = refuseCancelTask(situation, item) ?? refuseReason(command.reason, `Cancelling ${item.name}`)
  if (refusal) return refusal
  cancelItem(turn, item, { by: 'person', reason: command.reason })
  return cancelChain(turn, item)
}

/** Cancels what can now never start, or refuses where that is required (semantics 20). */
export function cancelChain(turn: Turn, ended: Item): Refusal | undefined {
  const dead = findDeadItems(turn, ended)
  const required = dead.filter((item) => isRequired(turn, item))
  if (required.length > 0) {
    return refuse('required-in-chain', `Without ${ended.name}, required work could never start: ${required.map(({ name }) => name).join(', ')}.`, {
      at: required.map(({ id, name }) => ({ place: id, words: name })),
      remedy: 'Complete it, or close or cancel the case.',
    })
  }
  cancelUnfinished(turn, dead, { by: 'chain', reason: chainReason(ended) })
  return undefined
}

export function refuseOfferAgain(situation: Situation, item: Item): Refusal | undefined {
  const closed = refuseUnlessOpen(situation)
  if (closed) return closed
  if (item.state !== 'skipped') return refuse('task-not-skipped', `${item.name} was not skipped: it is ${item.state}.`)
  const former = refuseFormer(situation, item)
  if (former) return former
  if (isOfferedAgain(situation, item)) return refuse('step-running', `${item.name} was offered again already.`)
  const parent = item.parent === undefined ? undefined : situation.state.items[item.parent]
  if (parent && parent.state !== 'live') return refuse('task-ended', `${parent.name} has ended.`, { remedy: 'Redo a task of that stage first.' })
  return refuseUnderHold(situation, item.parent)
}

/** A later run for the same events. */
function isOfferedAgain({ state }: Situation, item: Item): boolean {
  const asked = JSON.stringify(item.triggers)
  return itemsOf(state, item.step).some((other) => other.name === item.name && isBeside(other, item) && other.run > item.run && ['offered', 'live', 'completed'].includes(other.state) && JSON.stringify(other.triggers) === asked)
}

/** Brings a declined offer back, and with it what could not start without it (semantics 6). */
export function offerTaskAgain(turn: Turn, command: CommandOf<'offer-task-again'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, command.task)
  if (isRefusal(item)) return item
  const refusal = refuseOfferAgain(situation, item)
  if (refusal) return refusal
  // What had been begun before it was skipped keeps the first start of its clock, where law or code sets that.
  const redoOf = item.startedAt === undefined ? undefined : item.id
  const made = newItem(turn.state, getStep(turn.context.caseType, item.step), { ...placeOfItem(item), since: item.since, name: item.name, guidance: item.guidance, redoOf })
  record(turn, 'items-made', { items: [made] })
  record(turn, 'item-offered', { item: made.id, step: made.step, triggers: item.triggers, again: true, reason: command.reason })
  handClocksOn(turn, item.id, made.id)
  waitAnew(turn, findChainOf(turn.state, item))
  return undefined
}

