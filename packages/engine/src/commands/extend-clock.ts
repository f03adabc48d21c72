import { getStep } from '../case-type/case-type.ts'
import { itemsOf, type CaseClock } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { allowanceOf, lengthWords } from '../clocks/clock-words.ts'
import type { MoreTime } from '../clocks/allowance.ts'
import { findExtensionLeft, findProposal, isSameUnit } from '../clocks/extension.ts'
import { refuse, isRefusal, type Refusal } from '../refusal.ts'
import { isRunning } from '../settle/clocks.ts'
import type { CommandOf } from './command.ts'
import { findClock, refuseOtherRoles, refuseReason, refuseUnlessOpen, type Situation } from './situation.ts'

/** Why a clock cannot be given more time now. Also feeds the table of allowed actions. */
export function refuseExtendClock(situation: Situation, clock: CaseClock): Refusal | undefined {
  const { terms: { name, extend } } = clock
  const closed = refuseUnlessOpen(situation)
  if (closed) return closed
  if (!extend) return refuse('clock-not-extendable', `${name} cannot be extended.`, { remedy: 'Keep to its date, or say afterwards why it was late.' })
  if (!isRunning(clock)) return refuse('clock-ended', `${name} runs no more.`)
  if (findProposal(clock)) return refusePending(situation, clock)
  if (!findExtensionLeft(clock)) return refuse('extension-used-up', `${name} has been extended as far and as often as the rule allows: ${lengthWords(extend.by)} at most.`, { remedy: lateness })
  if (situation.isLate(clock)) return refuse('clock-past-due', `${name} is past due, and what is past due cannot be extended.`, { remedy: lateness })
  return refuseOtherRoles(situation, extend.roles) ?? refuseWithoutLetter(situation, clock)
}

const lateness = 'Keep to its date now, or say afterwards why it was late.'

function refusePending({ caseType }: Situation, { terms: { name, extend } }: CaseClock): Refusal {
  const letter = extend?.noticeBeforeDue === undefined ? 'its letter' : getStep(caseType, extend.noticeBeforeDue).name
  return refuse('extension-pending', `An extension of ${name} has been proposed already.`, { remedy: `Send ${letter} before ${name} is past due; or cancel that letter, and extend anew.` })
}

/** A letter that cannot start any more would leave the proposal open for ever. */
function refuseWithoutLetter({ state, caseType }: Situation, { terms: { name, extend } }: CaseClock): Refusal | undefined {
  const notice = extend?.noticeBeforeDue
  if (notice === undefined || itemsOf(state, notice).some((item) => item.state === 'waiting')) return undefined
  return refuse('clock-not-extendable', `${name} cannot be extended now: ${getStep(caseType, notice).name} can go out no more.`, { remedy: lateness })
}

/**
 * Extends a clock within what its rule allows. Where someone must be told first, this only proposes: the letter that it starts
 * decides, by when it goes out.
 */
export function extendClock(turn: Turn, command: CommandOf<'extend-clock'>, situation: Situation): Refusal | undefined {
  const clock = findClock(situation, command.clock)
  if (isRefusal(clock)) return clock
  const refusal = refuseExtendClock(situation, clock) ?? refuseLength(clock, command.by) ?? refuseReason(command.reason, `Extending ${clock.terms.name}`)
  if (refusal) return refusal
  const by = command.by ?? findExtensionLeft(clock)!
  const about = { clock: clock.id, rule: clock.rule, by, reason: command.reason }
  const notice = clock.terms.extend?.noticeBeforeDue
  if (notice === undefined) record(turn, 'clock-extended', about)
  else record(turn, 'clock-extension-proposed', { ...about, notice })
  return undefined
}

function refuseLength(clock: CaseClock, by: MoreTime | undefined): Refusal | undefined {
  const left = findExtensionLeft(clock)
  if (!by || !left) return undefined
  const { name } = clock.terms
  const most = allowanceOf(left)
  const { total } = allowanceOf(by)
  const how = { at: [{ place: 'by', words: `From 1 to ${most.total} ${most.unit}.` }], remedy: `Extend it by up to ${lengthWords(left)}.` }
  if (!isSameUnit(by, left) || !(total > 0)) return refuse('extension-invalid', `${name} is extended by a number of ${most.unit}.`, how)
  return total > most.total ? refuse('extension-too-long', `${name} may be extended by at most ${lengthWords(left)}.`, how) : undefined
}
