import type { Calendar } from '../calendars/calendar.ts'

/** How long a clock allows. Hours run on through nights and holidays. */
export type Allowance = { workingDays: number } | { days: number; inclusive?: boolean } | { hours: number }

export type EscalationAction = { notify: string } | { raisePriority: true } | { reassign: string }

/** A moment at which a clock speaks up: at its warning, when due, or so long after due. */
export interface EscalationPoint {
  at?: 'warning' | 'due'
  /** Counted from the due moment. */
  after?: Allowance
  /** How often: 3 is three times, each one `after` further. */
  repeat?: number
  do: EscalationAction[]
}

/** What a case type version says about one clock, with the calendar version that the run keeps. */
export interface ClockTerms {
  id: string
  name: string
  basis: 'law' | 'code' | 'landlord'
  source?: string
  allow: Allowance
  warn?: Allowance
  /** The hold reasons that stop this clock; the others let it run on. */
  pausedBy: string[]
  escalate: EscalationPoint[]
  calendar: string
  calendarVersion: number
}

/** The ledger of one clock run: nothing derived is stored. Moments are instants (RFC 3339). */
export interface ClockLedger {
  /** For example first-visit.1. */
  id: string
  terms: ClockTerms
  startedAt: string
  trigger: { name: string; seq: number }
  pauses: { from: string; to?: string; reason: string; hold: string }[]
  stopped?: { at: string; by: string; seq: number }
  withdrawn?: { at: string; reason: string }
  fired: { point: number; occurrence: number; at: string }[]
}

export type ClockState = 'running' | 'warning' | 'overdue' | 'paused' | 'met' | 'missed' | 'withdrawn'

/** One instant at which a clock speaks: point -1 is the warning, -2 is due, else the index into escalate. */
export interface ClockMoment {
  point: number
  occurrence: number
  at: string
}

export interface ClockReading {
  state: ClockState
  dueAt: string
  /** The civil day of dueAt in the calendar's zone. */
  dueOn: string
  warnAt?: string
  /** Past due: still running late, or stopped late. */
  late: boolean
  moments: ClockMoment[]
  /** The earliest moment that has not fired; none while paused or once stopped or withdrawn. */
  nextMoment?: ClockMoment
}

/** Reads a ledger as it stands at `now`. */
export function readClock(ledger: ClockLedger, calendar: Calendar, now: string): ClockReading {
  throw new Error(`Clock ${ledger.id} cannot be read yet (${calendar.id}, ${now})`)
}
