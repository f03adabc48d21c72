import type { CaseClock } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { readClock, type ClockLedger } from '../clocks/clock.ts'

/** Why a run was withdrawn whose start a redo has taken back. */
export const takenBack = 'what it followed is being redone'

/** From when the run after this one counts (semantics 34): from when it was done, or from the last slot that has come by then, those before it missed. */
export function nextSlot(turn: Turn, clock: CaseClock, recurs: 'from-due' | 'from-done'): { at: string; missedSlots?: number } {
  const done = clock.stopped!.at
  if (recurs === 'from-done') return { at: done }
  let at = dueOf(turn, clock)
  let missedSlots = 0
  for (let next = slotAfter(turn, clock, at); next > at && next <= done; next = slotAfter(turn, clock, at)) {
    at = next
    missedSlots += 1
  }
  return missedSlots === 0 ? { at } : { at, missedSlots }
}

function slotAfter(turn: Turn, { terms }: CaseClock, slot: string): string {
  return dueOf(turn, { id: '', terms, startedAt: slot, trigger: { name: '', seq: 0 }, pauses: [], fired: [] })
}

function dueOf(turn: Turn, ledger: ClockLedger): string {
  const { calendar, calendarVersion } = ledger.terms
  const { dueAt } = readClock(ledger, turn.context.calendar(calendar, calendarVersion), turn.at)
  return dueAt
}
