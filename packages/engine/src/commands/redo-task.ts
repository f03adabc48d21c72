import { getStep, isDoneByPerson } from '../case-type/case-type.ts'
import { isBeside, placeOfItem } from '../case/element.ts'
import { childrenOf, isUnfinished, itemsOf, withStagesAround, type CaseClock, type CaseState, type Item } from '../case/state.ts'
import { asItStands, record, type Turn } from '../case/turn.ts'
import { choicesAt, refuse, isRefusal, type Refusal } from '../refusal.ts'
import { takenBack } from '../settle/recurring-clocks.ts'
import { continueClock, handClocksOn, keepsFirstStart, restarting, runsFor, whenAgain, withdrawClocksOf } from '../settle/clocks.ts'
import { reopenStagesAround } from '../settle/end-item.ts'
import { releaseHoldsOf } from '../settle/holds.ts'
import { newItem, startItem } from '../settle/start-item.ts'
import { findChainOf } from './chain.ts'
import { findFollowers, type Followers } from './followers.ts'
import { offerCorrections } from './corrections.ts'
import type { CommandOf } from './command.ts'
import { findTask, refuseFormer, refuseNarrowed, refuseReason, refuseUnderHold, refuseUnlessOpen, type Situation } from './situation.ts'

/** Only work that a person finished, or a decision, can be done again; letters stand (semantics 25). */
export function refuseRedoTask(situation: Situation, item: Item): Refusal | undefined {
  return refuseUnlessOpen(situation) ?? refuseNarrowed(situation, 'redo') ?? refuseRunAgain(situation, item) ?? refuseUnderHold(situation, item.parent)
}

/** Of what kind it is, and whether it was done at all. */
export function refuseRunAgain(situation: Situation, item: Item): Refusal | undefined {
  const former = refuseFormer(situation, item)
  if (former) return former
  const step = getStep(situation.caseType, item.step)
  const kind = step.kind === 'message' || !(isDoneByPerson(step) || step.kind === 'decision')
  if (kind) return refuse('not-redoable', step.kind === 'message' ? `${item.name} was sent, and what was sent stands.` : `${item.name} happens by itself.`, { remedy: 'Redo the task that it follows from.' })
  if (item.state !== 'completed' && item.state !== 'skipped') return refuse('not-redoable', `${item.name} has not been done: it is ${item.state}.`, { remedy: 'Only a task that was done can be redone.' })
  return undefined
}

/**
 * Does a task again: the old run is superseded with its answers, the new one is live with them copied, the stages around it
 * reopen. What its events started is superseded if nobody worked on it, otherwise it stays and rests on a superseded answer,
 * unless the person chooses otherwise.
 */
export function redoTask(turn: Turn, command: CommandOf<'redo-task'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, command.task)
  if (isRefusal(item)) return item
  const refusal = refuseRedoTask(situation, item) ?? refuseReason(command.reason, `Redoing ${item.name}`) ?? refuseChoices(turn, item, command)
  if (refusal) return refusal
  redoItem(turn, item, command)
  return undefined
}

/** What a person keeps or sets aside must follow from the task, not only lie in a stage that does, and cannot be both. */
function refuseChoices(turn: Turn, item: Item, { keep = [], supersede = [] }: CommandOf<'redo-task'>): Refusal | undefined {
  const both = keep.find((id) => supersede.includes(id))
  if (both !== undefined) return refuse('kept-and-superseded', `${both} cannot be both kept and set aside.`, { remedy: 'Name it once.' })
  // What follows from something that stays may be named all the same: whoever chooses sees it while that is to go.
  const followers = new Set([{ keep, supersede }, { supersede: Object.keys(turn.state.items) }].flatMap((choices) => findFollowers(turn, item, choices).decided))
  const ids = new Set([...followers].map(({ id }) => id))
  const unknown = [...keep, ...supersede].find((id) => !ids.has(id))
  if (unknown === undefined) return undefined
  const at = choicesAt(keep.includes(unknown) ? 'keep' : 'supersede', [...followers])
  const stage = Object.hasOwn(turn.state.items, unknown) ? withStagesAround(turn.state, turn.state.items[unknown]?.parent).find(({ id }) => ids.has(id)) : undefined
  if (stage) return refuse('task-unknown', `${unknown} stays or goes with ${stage.name}.`, { at, remedy: `Name ${stage.id} instead.` })
  return refuse('task-unknown', `No task ${unknown} follows from ${item.name}.`, { at, remedy: followers.size === 0 ? 'Nothing follows from it.' : 'Name one of those that do.' })
}

/** Carries the redo out; reopening a case does the same for what it restarts. */
export function redoItem(turn: Turn, item: Item, choices: Pick<CommandOf<'redo-task'>, 'reason' | 'keep' | 'supersede'>): void {
  const found = findFollowers(turn, item, { ...choices, again: whenAgain(turn) })
  runAgain(turn, item, { ...found, reason: choices.reason })
  offerCorrections(turn, found.kept)
}

/** Sets the run and what is superseded with it aside, and begins a new one. */
export function runAgain(turn: Turn, item: Item, { superseded, gone, ...choices }: Pick<Followers, 'superseded' | 'gone'> & { reason: string }): void {
  const before = asItStands(turn)
  for (const follower of superseded) supersede(turn, follower, { redone: item, reason: choices.reason })
  const step = getStep(turn.context.caseType, item.step)
  const made = newItem(turn.state, step, { ...placeOfItem(item), since: item.since, redoOf: item.id, answers: item.answers, name: item.name })
  record(turn, 'item-superseded', { item: item.id, step: item.step, by: made.id, reason: choices.reason })
  record(turn, 'items-made', { items: [made] })
  for (const clock of Object.values(before.clocks)) rewindClock(turn, clock, { gone, of: clock.of === item.id ? made.id : undefined })
  handClocksOn(turn, item.id, made.id)
  reopenStagesAround(turn, item)
  startItem(turn, { ...turn.state.items[made.id]!, assignee: item.assignee }, item.triggers)
  waitAnew(turn, [...superseded, ...cancelledInVain(before, gone), ...endedWithStages(before, item), ...findChainOf(before, item)])
}

/** Steps that a rule cancelled for an event that no longer counts, before anything in them was done: what started them may start them again. */
export function cancelledInVain(before: CaseState, gone: Set<number>): Item[] {
  return Object.values(before.items).filter((item) => item.state === 'cancelled' && item.cancelledBy?.some(({ seq }) => gone.has(seq)) && !isBegun(before, item))
}

function isBegun(state: CaseState, stage: Item): boolean {
  return childrenOf(state, stage.id).some((child) => child.state === 'completed' || child.state === 'skipped' || isBegun(state, child))
}

/** Steps that had not started when a stage around the item ended, and ended with it. */
export function endedWithStages(before: CaseState, { parent }: Item): Item[] {
  return withStagesAround(before, parent).filter((stage) => !isUnfinished(stage)).flatMap((stage) =>
    childrenOf(before, stage.id).filter((child) => child.state === 'cancelled' && child.startedAt === undefined && isLastRun(before, child) && (stage.state === 'completed' ? child.ended === 'stage-ended' : child.ended === stage.ended && child.endedAt === stage.endedAt)))
}

function isLastRun(state: CaseState, item: Item): boolean {
  return !itemsOf(state, item.step).some((other) => isBeside(other, item) && other.run > item.run && other.state !== 'superseded')
}

export function supersede(turn: Turn, follower: Item, { redone, reason }: { redone: Item; reason: string }): void {
  releaseHoldsOf(turn, follower.id, 'It was set aside.')
  record(turn, 'item-superseded', { item: follower.id, step: follower.step, by: redone.id, reason })
  withdrawClocksOf(turn, follower.id, `${redone.name} is being redone`)
}

/** They wait once more: the same event, when it comes again, starts them again, and a clock of law or code keeps its first start (semantics 26). */
export function waitAnew(turn: Turn, items: Item[]): void {
  for (const follower of items) {
    const step = getStep(turn.context.caseType, follower.step)
    const parent = follower.parent === undefined ? undefined : turn.state.items[follower.parent]
    const unfinished = itemsOf(turn.state, step.id).filter((item) => isBeside(item, follower) && isUnfinished(item))
    const successor = unfinished.find((item) => item.state === 'waiting' && comesAfter(turn.state, item, follower))
    if (step.onDemand || (unfinished.length > 0 && !successor) || (parent && parent.state !== 'live')) continue
    // The run that was to come after it waits in its place, and so that a clock knows whose first start it keeps it is made anew.
    if (successor) {
      releaseHoldsOf(turn, successor.id, 'It was set aside.')
      record(turn, 'item-superseded', { item: successor.id, step: step.id, by: follower.id })
    }
    const made = newItem(turn.state, step, { ...placeOfItem(follower), since: follower.since, redoOf: follower.startedSeq === undefined ? undefined : follower.id })
    record(turn, 'items-made', { items: [made] })
    handClocksOn(turn, follower.id, made.id)
    if (successor) handClocksOn(turn, successor.id, made.id)
  }
}

/** It began to wait when the follower was offered or started. */
function comesAfter({ happened }: CaseState, { since, step }: Item, follower: Item): boolean {
  return ['offered', 'started'].some((word) => happened[`${step}.${word}`]?.some(({ seq, item }) => seq === since && item === follower.id))
}

/**
 * A clock that a superseded event stopped or withdrew runs as if it never had: redo must not hide a breach. One that it
 * started keeps its first start under law and code; a landlord's own starts anew (semantics 26).
 */
export function rewindClock(turn: Turn, clock: CaseClock, { gone, of }: { gone: Set<number>; of?: string }): void {
  const rule = turn.context.caseType.clocks.find(({ id }) => id === clock.rule)
  if (!rule) return
  const endedBy = clock.stopped?.seq ?? clock.withdrawn?.seq
  if (rule.recurs && clock.id !== runsFor(turn.state, rule.id, clock.strand)[0]?.id && gone.has(clock.trigger.seq)) {
    if (!clock.withdrawn) record(turn, 'clock-withdrawn', { clock: clock.id, reason: takenBack })
  } else if (gone.has(clock.trigger.seq) && !keepsFirstStart(rule, whenAgain(turn))) {
    if (clock.withdrawn?.reason !== restarting) record(turn, 'clock-withdrawn', { clock: clock.id, reason: restarting })
  } else if (endedBy !== undefined && gone.has(endedBy)) {
    continueClock(turn, clock.id, { reason: 'what stopped it is being redone', of })
  }
}
