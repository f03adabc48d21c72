import { withStagesAround, type Hold } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { isRunning, pauseFor } from './clocks.ts'

/** Puts the case, one task or a stage with all in it on hold and pauses the clocks that name the reason (semantics 28). */
export function beginHold(turn: Turn, { reason, on, until, notes }: { reason: string; on?: string; until?: string; notes?: string }): void {
  const hold = `hold.${turn.state.holdsMade + 1}`
  record(turn, 'hold-began', { hold, on, reason, until, notes })
  for (const clock of Object.values(turn.state.clocks)) {
    const isHeld = on === undefined || withStagesAround(turn.state, clock.of).some(({ id }) => id === on)
    if (isRunning(clock) && isHeld) pauseFor(turn, clock, { id: hold, reason, from: turn.at })
  }
}

/** Ends one hold; what it held is as it was once no other hold remains. */
export function releaseHold(turn: Turn, { hold: id, on, notes }: { hold: string; on?: string; notes?: string }): void {
  const hold = findHold(turn, id, on)
  if (!hold) throw new Error(`Case ${turn.state.ref} has no hold ${id}`)
  record(turn, 'hold-ended', { hold: id, on, reason: hold.reason, notes })
  for (const clock of Object.values(turn.state.clocks)) {
    if (clock.pauses.some((pause) => pause.hold === id && pause.to === undefined)) record(turn, 'clock-resumed', { clock: clock.id, hold: id })
  }
}

/** Ends the holds of an item that ends; no clock may stand for ever because of what is over. */
export function releaseHoldsOf(turn: Turn, item: string, notes: string): void {
  for (const { id } of turn.state.items[item]!.holds) releaseHold(turn, { hold: id, on: item, notes })
}

function findHold(turn: Turn, id: string, on: string | undefined): Hold | undefined {
  const holds = on === undefined ? turn.state.holds : (turn.state.items[on]?.holds ?? [])
  return holds.find((hold) => hold.id === id)
}
