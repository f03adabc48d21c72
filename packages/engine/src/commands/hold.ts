import { utcText } from '../calendars/instant.ts'
import { isUnfinished, type Hold, type Item } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { choicesAt, refuse, isRefusal, type Refusal } from '../refusal.ts'
import { beginHold, releaseHold } from '../settle/holds.ts'
import type { CommandOf } from './command.ts'
import { findTask, refuseNarrowed, refuseUnlessOpen, type Situation } from './situation.ts'

/** Why the case, or a task of it, cannot be put on hold. Holds are a set: a second one for another reason is possible. */
export function refuseHold(situation: Situation, item?: Item): Refusal | undefined {
  const refusal = refuseUnlessOpen(situation) ?? refuseNarrowed(situation, 'hold')
  if (refusal) return refusal
  return item && !isUnfinished(item) ? refuse('task-ended', `${item.name} has ended: it was ${item.state}.`) : undefined
}

export function hold(turn: Turn, command: CommandOf<'hold'>, situation: Situation): Refusal | undefined {
  const item = command.on === undefined ? undefined : findTask(situation, command.on)
  if (isRefusal(item)) return item
  const reasons = situation.caseType.definition.holdReasons ?? []
  const refusal = refuseHold(situation, item)
  if (refusal) return refusal
  if (!reasons.some(({ id }) => id === command.reason)) {
    return refuse('reason-unknown', `${command.reason} is not a reason to put this on hold.`, { at: choicesAt('reason', reasons), remedy: 'Choose one of these reasons.' })
  }
  if (holdsOn(situation, item).some(({ reason }) => reason === command.reason)) return refuse('case-on-hold', 'It is on hold for that reason already.', { remedy: 'Release that hold first.' })
  const until = command.until === undefined ? undefined : utcText(command.until)
  if (until !== undefined && until <= turn.now) return refuse('already-past', 'A hold cannot end in the past.', { remedy: 'Choose a later day.' })
  beginHold(turn, { ...command, until })
  return undefined
}

export function refuseRelease(situation: Situation, item?: Item): Refusal | undefined {
  const closed = refuseUnlessOpen(situation)
  if (closed) return closed
  if (holdsOn(situation, item).length > 0) return undefined
  return item
    ? refuse('hold-unknown', `${item.name} itself is not on hold.`, { remedy: 'Release what is: the case, or the stage around it.' })
    : refuse('hold-unknown', `Case ${situation.state.ref} is not on hold.`, { remedy: 'Release what is: a task or a stage of it, by itself.' })
}

/** Of the task or the stage itself, else of the case. */
function holdsOn({ state }: Situation, item: Item | undefined): Hold[] {
  return item ? item.holds : state.holds
}

/** Releases one hold, or all of the case's or the task's when none is named. */
export function release(turn: Turn, command: CommandOf<'release'>, situation: Situation): Refusal | undefined {
  const item = command.on === undefined ? undefined : findTask(situation, command.on)
  if (isRefusal(item)) return item
  const refusal = refuseRelease(situation, item)
  if (refusal) return refusal
  const held = holdsOn(situation, item)
  const named = command.hold === undefined ? held : held.filter(({ id }) => id === command.hold)
  if (named.length === 0) {
    const nameOf = (reason: string) => situation.caseType.definition.holdReasons?.find(({ id }) => id === reason)?.name ?? reason
    return refuse('hold-unknown', `There is no hold ${command.hold}.`, { at: choicesAt('hold', held.map(({ id, reason }) => ({ id, name: nameOf(reason) }))), remedy: 'Name one of its holds, or none to release them all.' })
  }
  for (const { id } of named) releaseHold(turn, { hold: id, on: command.on, notes: command.notes })
  return undefined
}
