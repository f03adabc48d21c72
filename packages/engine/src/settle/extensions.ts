import { itemsOf, type CaseClock, type CaseState, type Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { findProposal } from '../clocks/extension.ts'
import type { ClockExtension } from '../clocks/extension.ts'
import { isToldInTime } from '../clocks/targets.ts'

/**
 * A proposed extension comes into force when its letter has gone out before the clock was past due, and lapses when the letter
 * went out later or was cancelled: the notice is tested at the moment it is sent (semantics 32).
 */
export function settleExtensions(turn: Turn): void {
  for (const clock of Object.values(turn.state.clocks)) {
    const proposal = clock.withdrawn ? undefined : findProposal(clock)
    if (proposal) settleProposal(turn, clock, proposal)
  }
}

function settleProposal(turn: Turn, clock: CaseClock, proposal: ClockExtension): void {
  const letters = lettersOf(turn.state, clock, proposal)
  const toldAt = letters.find(({ state }) => state === 'completed')?.endedAt
  const about = { clock: clock.id, rule: clock.rule, by: proposal.by, reason: proposal.reason, proposal: proposal.seq, toldAt }
  if (toldAt !== undefined) {
    const { calendar, calendarVersion } = clock.terms
    const isInTime = isToldInTime(clock, turn.context.calendar(calendar, calendarVersion), toldAt)
    record(turn, isInTime ? 'clock-extended' : 'clock-extension-lapsed', about)
  } else if (letters.length > 0 && letters.every(({ state }) => state === 'cancelled' || state === 'superseded')) {
    record(turn, 'clock-extension-lapsed', about)
  }
}

/** A letter that was skipped can be brought back; each run for the same proposal is a letter about it. */
function lettersOf(state: CaseState, { terms }: CaseClock, { seq }: ClockExtension): Item[] {
  const step = terms.extend?.noticeBeforeDue
  return step === undefined ? [] : itemsOf(state, step).filter(({ triggers }) => triggers.some((trigger) => trigger.seq === seq))
}
