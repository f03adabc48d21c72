import { getStep, type Step } from '../case-type/case-type.ts'
import type { Trigger } from '../case/event.ts'
import { dayAt, startOf } from '../case/landlord-day.ts'
import { isOnHold, type Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { unfinishedOf } from '../case/unfinished.ts'
import { momentFrom } from '../clocks/length.ts'
import { occurredAt } from './clocks.ts'
import { cancelItem } from './end-item.ts'
import { triggersFor } from './ready.ts'
import { findNextSlot, findSeriesEnd, isLaterRun, isStillRunning, lengthNow } from './recurrence.ts'
import { leaveWaiting } from './start-item.ts'

/** Sets the moments for which runs wait, as their events, dates and series now say. */
export function planStarts(turn: Turn, awake: readonly Step[]): void {
  for (const step of awake) {
    if (!step.recurs && !step.definition.startsOn) continue
    for (const item of unfinishedOf(turn.state, [step])) {
      if (item.state !== 'waiting') continue
      if (isLaterRun(turn.state, step, item)) planSlot(turn, step, item)
      else if (step.definition.startsOn && !isOnHold(turn.state, item)) plan(turn, item, { at: momentFor(turn, step, item) })
    }
  }
}

function planSlot(turn: Turn, step: Step, item: Item): void {
  const slot = item.slot ? (item.plannedAt ?? findNextSlot(turn, step, item)) : findNextSlot(turn, step, item)
  const ended = findSeriesEnd(turn, step, { item, slot })
  if (ended) cancelItem(turn, item, { by: 'rule', reason: seriesEnded, triggers: ended })
  else plan(turn, item, { at: slot, slot: true })
}

/** Why a run that waited for its slot is not to come. */
export const seriesEnded = 'it does not recur any more'

function plan(turn: Turn, item: Item, { at, slot }: { at?: string; slot?: true }): void {
  if (at === item.plannedAt) return
  const { zone } = turn.context.calendar(turn.context.caseType.definition.calendar)
  record(turn, 'start-planned', { item: item.id, step: item.step, at, on: at === undefined ? undefined : dayAt(at, zone), slot: at === undefined ? undefined : slot })
}

/** Undefined while its events are not in, or the date or the length is not known. */
function momentFor(turn: Turn, step: Step, item: Item): string | undefined {
  const triggers = triggersFor(turn, item)
  const { before, after, by } = step.definition.startsOn!
  const length = lengthNow(turn, by)
  const calendar = turn.context.calendar(turn.context.caseType.definition.calendar)
  const field = before ?? after
  if (!triggers || !length) return undefined
  if (field === undefined) return momentFrom(lastOf(turn, item, triggers), length, { calendar })
  const day = turn.state.fields[field]
  return typeof day === 'string' ? momentFrom(startOf(day, calendar.zone), length, { calendar, times: before === undefined ? 1 : -1 }) : undefined
}

/** When the last of its events occurred; without any, when its stage or its case began. */
function lastOf({ state }: Turn, { parent }: Item, triggers: Trigger[]): string {
  const moments = triggers.map((trigger) => occurredAt(state, trigger))
  return moments.length === 0 ? (state.items[parent ?? '']?.startedAt ?? state.openedAt) : moments.reduce((last, moment) => (moment > last ? moment : last))
}

/** Whether a run whose events are in has to wait for its moment still. */
export function waitsForMoment(turn: Turn, step: Step, item: Item): boolean {
  if (isLaterRun(turn.state, step, item)) return true
  return step.definition.startsOn !== undefined && (item.plannedAt === undefined || item.plannedAt > turn.at)
}

/** Its moment has come. A slot at which the run before is unfinished is missed, not doubled, and one during a hold is skipped (semantics 34). */
export function actAtMoment(turn: Turn, id: string): void {
  const item = turn.state.items[id]!
  const step = getStep(turn.context.caseType, item.step)
  if (!isLaterRun(turn.state, step, item)) return startAsPlanned(turn, item)
  const isHeld = isOnHold(turn.state, item)
  if (isHeld || isStillRunning(turn.state, item)) return record(turn, 'slot-passed', { item: id, step: step.id, at: item.plannedAt!, on: item.plannedOn, why: isHeld ? 'on-hold' : 'unfinished' })
  leaveWaiting(turn, item, [])
}

function startAsPlanned(turn: Turn, item: Item): void {
  const triggers = triggersFor(turn, item)
  if (triggers) leaveWaiting(turn, item, triggers)
  else plan(turn, item, {})
}
