import { record, takeBackAfter, time, type Turn } from '../case/turn.ts'
import { completeItem } from './end-item.ts'
import { escalate } from './escalate.ts'
import { releaseHold } from './holds.ts'
import { findNextMoment, type Moment } from './moments.ts'
import { actAtMoment } from './planned-starts.ts'
import { settle } from './settle.ts'
import { DUE_POINT, expired, OPENED_POINT, WARNING_POINT } from '../clocks/moments.ts'
import type { CaseClock } from '../case/state.ts'
import type { Refusal } from '../refusal.ts'

/** A wait that takes no time and repeats would go on at one instant for ever. */
const MOST_MOMENTS_OF_ONE_INSTANT = 1000
const endlessWait = { words: 'The path would not come to rest: a wait ends at the instant at which it begins, again and again.', remedy: 'Let the wait last longer, or limit how often it repeats, in a new version of the case type.' }

/**
 * Takes the due moments up to an instant one by one and settles after each, with `occurredAt` the due moment, so that
 * one jump and many give the same events but for `recordedAt` (semantics 14).
 */
export function advanceTime(turn: Turn, to: string): void {
  const { now, at, actor } = turn
  turn.actor = time
  turn.now = turn.state.lastAt < to ? turn.state.lastAt : to
  const instants = new Map<string, { moments: number; events: number }>()
  for (let moment = next(turn, to); moment; moment = next(turn, to)) {
    const instant = instants.get(moment.at) ?? { moments: 0, events: turn.events.length }
    instants.set(moment.at, instant)
    if (++instant.moments > MOST_MOMENTS_OF_ONE_INSTANT) {
      stall(turn, instant.events, endlessWait)
      break
    }
    turn.now = moment.at > turn.now ? moment.at : turn.now
    turn.at = moment.at
    const since = turn.events.length
    act(turn, moment)
    settleOrStall(turn, since)
  }
  Object.assign(turn, { now, at, actor })
}

/**
 * Time cannot be refused: where the path would not come to rest, that is written down in place of its endless events, and the
 * case sleeps until someone looks (semantics 12).
 */
function settleOrStall(turn: Turn, since: number): void {
  const { length } = turn.events
  const refusal = settle(turn, since)
  if (refusal) stall(turn, length, refusal)
}

function stall(turn: Turn, events: number, { words, remedy }: Pick<Refusal, 'words' | 'remedy'>): void {
  takeBackAfter(turn, events)
  record(turn, 'case-stalled', { why: words, remedy })
}

function next(turn: Turn, to: string): Moment | undefined {
  const moment = findNextMoment(turn.state, turn.context, turn.now)
  return moment && moment.at <= to ? moment : undefined
}

function act(turn: Turn, moment: Moment): void {
  if (moment.kind === 'clock') fireClock(turn, moment)
  else if (moment.kind === 'wait') elapse(turn, moment.item)
  else if (moment.kind === 'start') actAtMoment(turn, moment.item)
  else if (moment.kind === 'hold') releaseHold(turn, { hold: moment.hold, on: moment.on, notes: 'The hold reached its end.' })
}

function elapse(turn: Turn, id: string): void {
  const item = turn.state.items[id]!
  const definition = turn.context.caseType.step[item.step]!.definition
  const how = definition.kind === 'wait' && definition.lasts === undefined && definition.until === undefined ? 'timedOut' : 'elapsed'
  completeItem(turn, 'wait-ended', { item: id, step: item.step, how })
}

/** Each point fires exactly once for its target (semantics 33). */
function fireClock(turn: Turn, { clock: id, moment }: Extract<Moment, { kind: 'clock' }>): void {
  const clock = turn.state.clocks[id]!
  const muted = turn.context.muted || undefined
  const { rule } = clock
  if (moment.point === WARNING_POINT) return record(turn, 'clock-warned', { clock: id, rule, muted })
  if (moment.point === OPENED_POINT) return record(turn, 'clock-opened', { clock: id, rule, muted })
  if (moment.point === DUE_POINT) return fallDue(turn, clock, muted)
  const actions = clock.terms.escalate[moment.point]!.do
  record(turn, 'clock-escalated', { clock: id, rule, point: moment.point, occurrence: moment.occurrence, actions, muted })
  if (!muted) for (const action of actions) escalate(turn, action, clock)
}

/** What was valid has expired: nobody is late, and nothing more is measured. */
function fallDue(turn: Turn, { id, rule, terms }: CaseClock, muted: true | undefined): void {
  record(turn, 'clock-due', { clock: id, rule, muted, expires: terms.validity })
  if (terms.validity) record(turn, 'clock-withdrawn', { clock: id, reason: expired })
}

