import { type ClockExplanation, explainClock, explanationText, localText, momentsOfClock, readClock } from '@casement/engine'
import type { ClockToTry } from './read-clock-file.ts'

/** A moment in UTC, and as the clock on the wall shows it with its offset. */
interface Told {
  at: string
  local: string
}

/** What a clock comes to. */
export interface TriedClock {
  id: string
  state: string
  late: boolean
  timeZone: string
  started: Told
  /** `inTimeUntil` is the last instant at which it is in time: of a due day its last millisecond. */
  due: Told & { on: string; inTimeUntil: string }
  warning?: Told
  opens?: Told & { on: string }
  firstDue?: Told & { on: string }
  /** By the place of their point in `escalate`. */
  escalations: (Told & { point: number; occurrence: number })[]
  elapsed: ClockExplanation['elapsed'] & { unit: string }
  /** Left, or late by. */
  remaining: ClockExplanation['left'] & { unit: string }
  /** The sum, line by line. */
  working: string[]
}

/** Works out a clock and shows its working. @throws RangeError when its calendar never gets there */
export function tryClock({ id, calendar, ledger, now }: ClockToTry): TriedClock {
  const reading = readClock(ledger, calendar, now)
  const explanation = explainClock(ledger, calendar, now)
  const told = (at: string): Told => ({ at, local: localText(at, calendar.zone) })
  const { unit } = explanation
  return {
    id, state: reading.state, late: reading.late, timeZone: calendar.zone,
    started: told(ledger.startedAt),
    due: { ...told(reading.dueAt), on: reading.dueOn, inTimeUntil: reading.inTimeUntil },
    warning: reading.warnAt === undefined ? undefined : told(reading.warnAt),
    opens: explanation.opens && { ...told(explanation.opens.at), on: explanation.opens.on },
    firstDue: reading.first && { ...told(reading.first.dueAt), on: reading.first.dueOn },
    escalations: momentsOfClock(ledger, calendar, now).filter(({ point }) => point >= 0).map(({ point, occurrence, at }) => ({ point, occurrence, ...told(at) })),
    elapsed: { ...explanation.elapsed, unit }, remaining: { ...explanation.left, unit },
    working: explanationText(explanation).split('\n'),
  }
}
