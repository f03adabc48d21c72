import { isCivilDate } from '../calendars/civil-date.ts'
import { utcText } from '../calendars/instant.ts'
import { withStagesAround, type CaseClock, type CaseState } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { amountOf, isInDays, type MoreTime } from '../clocks/allowance.ts'
import { readClock } from '../clocks/clock.ts'
import { findRevisionRule, type RevisedTarget } from '../clocks/revision.ts'
import { allowNow } from '../clocks/targets.ts'
import { isRefusal, refuse, type Refusal } from '../refusal.ts'
import { isRunning } from '../settle/clocks.ts'
import type { CommandOf } from './command.ts'
import { findClock, refuseOtherRoles, refuseReason, refuseUnlessOpen, type Situation } from './situation.ts'

/** A new target: a day, a moment, or a length from the original start. */
export type NewTarget = { on: string } | { at: string } | MoreTime

/** Why a target cannot be revised now. Also feeds the table of allowed actions. */
export function refuseReviseClock(situation: Situation, clock: CaseClock): Refusal | undefined {
  const { name, basis } = clock.terms
  const closed = refuseUnlessOpen(situation)
  if (closed) return closed
  const rule = findRevisionRule(clock)
  if (!rule) return refuse('clock-not-revisable', basis === 'landlord' ? `The target of ${name} cannot be revised.` : `${name} is set by ${basis === 'law' ? 'law' : 'a code of practice'}, and nobody revises that.`, { remedy: 'Keep to its date, or say afterwards why it was late.' })
  if (!isRunning(clock)) return refuse('clock-ended', `${name} runs no more.`)
  return refuseOtherRoles(situation, rule.roles)
}

/** Sets another target for a landlord's own clock. The first one stays visible, and warnings and escalations speak again for the new one. */
export function reviseClock(turn: Turn, { clock: id, target: to, reason }: CommandOf<'revise-clock'>, situation: Situation): Refusal | undefined {
  const clock = findClock(situation, id)
  if (isRefusal(clock)) return clock
  const { name } = clock.terms
  const refusal = refuseReviseClock(situation, clock) ?? refuseTarget(clock, to) ?? refuseReason(reason, `Revising ${name}`)
  if (refusal) return refusal
  const target = targetOf(to)
  const due = dueWith(turn, clock, target)
  if (due.inTimeUntil < turn.at) return refuse('revision-invalid', `${name} would be past due: the new target lies in the past.`, { at: [{ place: 'target', words: 'It lies in the past.' }], remedy: 'Choose a later one.' })
  const outOfStep = refuseOutOfStep(turn, clock, due.dueAt)
  if (outOfStep) return outOfStep
  record(turn, 'clock-revised', { clock: clock.id, rule: clock.rule, reason, ...target })
  return undefined
}

function refuseTarget(clock: CaseClock, to: NewTarget): Refusal | undefined {
  const { name } = clock.terms
  const inDays = isInDays(allowNow(clock))
  const invalid = (words: string) => refuse('revision-invalid', `${name} is due ${inDays ? 'on a day' : 'at a moment'}. ${words}`, { at: [{ place: 'target', words }], remedy: inDays ? 'Give a day, or a length from its start.' : 'Give a moment, or a length from its start.' })
  if ('on' in to) return inDays && isCivilDate(to.on) ? undefined : invalid(inDays ? `There is no day ${to.on}.` : 'A day is not enough.')
  if ('at' in to) return inDays ? invalid('A moment is too much.') : undefined
  return amountOf(to) > 0 ? undefined : invalid('A length is more than nothing.')
}

function targetOf(to: NewTarget): RevisedTarget {
  if ('on' in to) return { on: to.on }
  return 'at' in to ? { dueAt: utcText(to.at) } : { allow: to }
}

function dueWith(turn: Turn, clock: CaseClock, target: RevisedTarget): { dueAt: string; inTimeUntil: string } {
  const revised = { seq: turn.state.version + 1, at: turn.at, how: 'revised' as const, why: '', firedBefore: 0, ...target }
  return read(turn, { ...clock, targets: [...(clock.targets ?? []), revised] })
}

function read(turn: Turn, clock: CaseClock): { dueAt: string; inTimeUntil: string } {
  return readClock(clock, turn.context.calendar(clock.terms.calendar, clock.terms.calendarVersion), turn.at)
}

/** The target of a task and that of the stage or clock around it stay in step: neither is moved past the other. */
function refuseOutOfStep(turn: Turn, clock: CaseClock, dueAt: string): Refusal | undefined {
  const around = clocksAround(turn.state, clock).find((outer) => read(turn, outer).dueAt < dueAt)
  if (around) return outOfStep(clock, `it would be due after ${around.terms.name}`, around)
  const within = Object.values(turn.state.clocks).find((inner) => isRunning(inner) && clocksAround(turn.state, inner).some(({ id }) => id === clock.id) && read(turn, inner).dueAt > dueAt)
  return within && outOfStep(clock, `${within.terms.name} would be due after it`, within)
}

function outOfStep({ terms: { name } }: CaseClock, why: string, other: CaseClock): Refusal {
  return refuse('revision-out-of-step', `${name} cannot be due then: ${why}.`, { at: [{ place: 'target', words: `It must stay in step with ${other.terms.name}.` }], remedy: `Choose another date, or revise ${other.terms.name} first.` })
}

/** The running clocks that a clock may not pass: of the stages around what it measures, and the one that its rule names. */
function clocksAround(state: CaseState, clock: CaseClock): CaseClock[] {
  const rule = findRevisionRule(clock)
  if (!rule) return []
  const stages = rule.mayPassStage || clock.of === undefined ? [] : withStagesAround(state, state.items[clock.of]?.parent).map(({ id }) => id)
  return Object.values(state.clocks).filter((outer) => outer.id !== clock.id && isRunning(outer) && !outer.wait && (outer.rule === rule.within || (outer.of !== undefined && stages.includes(outer.of))))
}
