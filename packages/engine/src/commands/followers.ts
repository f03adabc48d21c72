import { getStep, isDoneByPerson } from '../case-type/case-type.ts'
import { nameOfAll, namesOfClock } from '../case/event-names.ts'
import { childrenOf, isUnfinished, withStagesAround, type CaseState, type Item } from '../case/state.ts'
import type { Context, Turn } from '../case/turn.ts'
import { keepsFirstStart } from '../settle/clocks.ts'

/** All that is looked at of a turn. */
type Looking = Pick<Turn, 'state'> & { context: Pick<Context, 'caseType'> }

export interface Followers {
  /** Untouched, or chosen: no longer counts. */
  superseded: Item[]
  /** Worked on or ended: stays, and rests on a superseded answer. */
  kept: Item[]
  /** All that was decided on by itself: what goes because its stage goes is not in it. */
  decided: Item[]
  /** Numbers of the events that no longer count. */
  gone: Set<number>
}

interface Choices {
  keep?: string[]
  supersede?: string[]
  /** What is done again is redone, or restarted with its case. */
  again?: 'onRedo' | 'onReopen'
}

/** The items that an item's events started, transitively (semantics 25). */
export function findFollowers(turn: Looking, redone: Item, choices: Choices): Followers {
  return findFollowersOf(turn, redone, { ...choices, gone: eventsTakenBack(turn, redone, choices.again) })
}

/** The same where it is known which events are taken back. */
export function findFollowersOf(turn: Looking, redone: Item, { gone, keep = [], supersede = [] }: Choices & { gone: Set<number> }): Followers {
  const found: Followers = { superseded: [], kept: [], decided: [], gone }
  const seen = new Set([redone.id])
  const next = () => startedBy(turn.state, gone).find((item) => !seen.has(item.id))
  for (let follower = next(); follower; follower = next()) {
    seen.add(follower.id)
    found.decided.push(follower)
    const goes = supersede.includes(follower.id) || (!keep.includes(follower.id) && isUntouched(turn, follower))
    if (!goes) {
      found.kept.push(follower)
      continue
    }
    for (const item of [follower, ...descendants(turn.state, follower)]) {
      seen.add(item.id)
      found.superseded.push(item)
      for (const seq of eventsOf(turn.state, item)) gone.add(seq)
    }
  }
  return found
}

/**
 * All that follows from an item, transitively, for a path that restarts there (semantics 27). What its step says is kept stays and still
 * counts; what follows from that follows all the same.
 */
export function findLater(turn: Looking, restarted: Item, again: 'onRedo' | 'onReopen' = 'onRedo'): Followers {
  const gone = eventsTakenBack(turn, restarted, again)
  const followed = new Set(gone)
  const [superseded, kept, decided] = [new Set<Item>(), new Set<Item>(), new Set<Item>()]
  const take = (item: Item, around?: Item) => {
    if (item.state === 'superseded' || superseded.has(item) || (kept.has(item) && keepsItsRun(turn, item, around))) return
    const isKept = keepsItsRun(turn, item, around)
    kept.delete(item)
    ;(isKept ? kept : superseded).add(item)
    for (const seq of eventsOf(turn.state, item)) {
      followed.add(seq)
      if (!isKept) gone.add(seq)
    }
    if (!isKept) for (const child of childrenOf(turn.state, item.id)) take(child, item)
  }
  for (const child of childrenOf(turn.state, restarted.id)) take(child, restarted)
  const next = () => startedBy(turn.state, followed).find((item) => item !== restarted && !superseded.has(item) && !kept.has(item))
  for (let later = next(); later; later = next()) {
    decided.add(later)
    take(later)
  }
  return { superseded: [...superseded], kept: [...kept], decided: [...decided], gone }
}

/** A stage that restarts takes along what is unfinished in it; what has ended there can be kept. */
function keepsItsRun({ context }: Looking, item: Item, restartingAround: Item | undefined): boolean {
  if (getStep(context.caseType, item.step).definition.onRestart !== 'keep') return false
  return item.state === 'completed' || item.state === 'skipped' || (isUnfinished(item) && restartingAround === undefined)
}

function startedBy(state: CaseState, events: Set<number>): Item[] {
  return Object.values(state.items).filter((item) => item.state !== 'superseded' && item.triggers.some(({ seq }) => events.has(seq)))
}

/**
 * What no longer counts once an item is redone: its events, and how the stages around it, which reopen, had ended. A clock of its own
 * that keeps its first start is handed on to the new run, and what it said still counts: redo must not hide a breach (semantics 26).
 */
function eventsTakenBack({ state, context }: Looking, redone: Item, again: 'onRedo' | 'onReopen' = 'onRedo'): Set<number> {
  const { clock } = getStep(context.caseType, redone.step)
  const events = eventsOf(state, redone, clock && keepsFirstStart(clock, again) ? namesOfClock(redone.step) : [])
  return new Set([...events, ...endsOfStagesAround(state, redone)])
}

/** How the stages around an item that has work once more had ended: they reopen. */
export function endsOfStagesAround(state: CaseState, { parent }: Item): number[] {
  return withStagesAround(state, parent).flatMap((stage) => (isUnfinished(stage) || stage.endedSeq === undefined ? [] : [stage.endedSeq]))
}

/** What clocks of the case said of it is theirs, not the item's. */
function eventsOf({ happened }: CaseState, { id, step, parent, endedSeq = Infinity }: Item, save: string[] = []): Set<number> {
  const events = new Set<number>()
  // That all have ended is no longer so once one of them is done again.
  for (const said of happened[nameOfAll(step)] ?? []) if (said.parent === parent && said.seq > endedSeq && !said.superseded) events.add(said.seq)
  for (const [name, occurrences] of Object.entries(happened)) {
    if (!name.startsWith(`${step}.`) || save.includes(name)) continue
    for (const occurrence of occurrences) if (occurrence.item === id && !occurrence.superseded) events.add(occurrence.seq)
  }
  return events
}

/** Nobody has worked on it: automatic steps lapse, people's steps only while untouched. What was sent or took effect stands. */
function isUntouched(turn: Looking, item: Item): boolean {
  const step = getStep(turn.context.caseType, item.step)
  if (item.kind === 'stage') return childrenOf(turn.state, item.id).every((child) => isUntouched(turn, child))
  if (item.kind === 'effect') return item.state !== 'completed'
  if (isDoneByPerson(step)) return isUnfinished(item) && item.touched !== true
  return true
}

function descendants(state: CaseState, item: Item): Item[] {
  return childrenOf(state, item.id).filter((child) => child.state !== 'superseded').flatMap((child) => [child, ...descendants(state, child)])
}

/** It was started by an answer that has since been superseded and not given again. */
export function restsOnSuperseded(state: CaseState, item: Item): boolean {
  return item.triggers.some(({ name, seq }) => {
    const occurrences = state.happened[name] ?? []
    const trigger = occurrences.find((occurrence) => occurrence.seq === seq)
    return trigger?.superseded === true && !occurrences.some((occurrence) => !occurrence.superseded && occurrence.seq > seq)
  })
}
