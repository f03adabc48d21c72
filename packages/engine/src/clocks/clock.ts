import type { Calendar } from '../calendars/calendar.ts'
import { civilDate } from '../calendars/civil-date.ts'
import { epochMilliseconds, instantText } from '../calendars/instant.ts'
import { usesCalendar, type Allowance } from './allowance.ts'
import { dueDateOf } from './due-date.ts'
import type { DueDate } from './due-date.ts'
import type { EscalationPoint } from './escalation.ts'
import type { ClockExtension, ExtensionRule } from './extension.ts'
import { findNextMoment, momentsOf, WARNING_POINT, warningAt } from './moments.ts'
import type { MomentInMilliseconds } from './moments.ts'
import { findPauseAt } from './pauses.ts'
import type { RevisionRule } from './revision.ts'
import { allowNow, otherTargetsOf } from './targets.ts'
import type { OtherTargets } from './targets.ts'


/** What a case type version says about one clock, with the calendar version that the run keeps. */
export interface ClockTerms {
  id: string
  name: string
  basis: 'law' | 'code' | 'landlord'
  source?: string
  allow: Allowance
  /** Not before so long after the start: what is done earlier does not meet it. */
  notBefore?: Allowance
  /** How long after it was sent a letter is taken to have been received: it counts from then. */
  deemedAfter?: Allowance
  warn?: Allowance
  /** The hold reasons that stop this clock; the others let it run on. */
  pausedBy: string[]
  escalate: EscalationPoint[]
  /** Measures how long something is valid: nobody is late when it is due. */
  validity?: boolean
  revise?: boolean | RevisionRule
  /** Absent where it cannot be extended. */
  extend?: ExtensionRule
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
  /** Only holds whose reason the terms name; one that began before the start changes nothing. */
  pauses: { from: string; to?: string; reason: string; hold: string }[]
  /** Asked for, in order; absent while there is none. */
  extensions?: ClockExtension[]
  /** Later targets, in order, of which the last holds; absent while there is none. */
  targets?: ClockTarget[]
  stopped?: { at: string; by: string; seq: number }
  /** `seq` is the event that withdrew it, where a rule names one: a redo may take that back. */
  withdrawn?: { at: string; reason: string; seq?: number }
  fired: { point: number; occurrence: number; at: string }[]
}

/** A target that took the place of the one before. */
export interface ClockTarget {
  /** Number of the event that set it. */
  seq: number
  at: string
  /** By a change of what the rule goes by, such as severity; or by hand. */
  how: 'rated' | 'revised'
  /** A length, counted from the original start; or a date or moment set by hand. */
  allow?: Allowance
  on?: string
  dueAt?: string
  /** What it goes by now, or why it was revised. */
  why: string
  /** Id of whoever revised it. */
  who?: string
  /** How many moments had fired: those may fire again for the new target. */
  firedBefore: number
}

export type ClockState = 'running' | 'warning' | 'overdue' | 'paused' | 'met' | 'missed' | 'withdrawn'

/** One instant at which a clock speaks: point -1 is the warning, -2 is due, -3 that it may be done from now on, else the index into escalate. */
export interface ClockMoment {
  point: number
  occurrence: number
  at: string
}

export interface ClockReading extends OtherTargets {
  state: ClockState
  dueAt: string
  /** The civil day of dueAt in the calendar's zone. */
  dueOn: string
  /** The last instant at which it is in time: of a due day its last millisecond. */
  inTimeUntil: string
  warnAt?: string
  /** From when on it may be done, where a rule says not before. */
  opensAt?: string
  /** Done before it might be done: it does not meet the rule. */
  early?: boolean
  /** It was past due already when a change of severity gave it its target: it came due there and then. */
  lateOnRating?: boolean
  /** The last day for which the closed days are known, where the due date lies after it. */
  knownTo?: string
  /** Past due: running late, paused when it was late already, or stopped late. */
  late: boolean
  /** The earliest moment that has not fired; none while paused or once stopped or withdrawn. */
  nextMoment?: ClockMoment
}

/** Reads a ledger as it stands at `now`; everything in the reading is derived (semantics 28, 29, 33). */
export function readClock(ledger: ClockLedger, calendar: Calendar, now: string): ClockReading {
  const moment = epochMilliseconds(now)
  const { due, moments, next } = workOut(ledger, calendar, moment)
  const state = stateOf(ledger, { due, calendar, now: moment })
  const dueOn = civilDate(due.dueDay)
  const warning = ledger.terms.warn && moments.find(({ point }) => point === WARNING_POINT)
  const isOpen = state === 'running' || state === 'warning' || state === 'overdue'
  return {
    state,
    dueAt: instantText(due.dueAt),
    dueOn,
    inTimeUntil: instantText(due.lastInstant),
    warnAt: warning && instantText(warning.at),
    ...openingOf(due),
    ...(isPastKnown(ledger, dueOn, calendar) && { knownTo: calendar.knownTo }),
    ...(due.atOnce && { lateOnRating: true }),
    late: state !== 'withdrawn' && isLate(due, moment),
    nextMoment: isOpen ? next : undefined,
    ...otherTargetsOf(ledger, calendar, moment),
  }
}

/** Every moment at which a clock speaks for its present target, by instant. */
export function momentsOfClock(ledger: ClockLedger, calendar: Calendar, now: string): ClockMoment[] {
  return workOut(ledger, calendar, epochMilliseconds(now)).moments.map(inText)
}

/** The moment at which a running clock speaks next, at `now` in epoch milliseconds; none while it is paused. */
export function findNextMomentOf(ledger: ClockLedger, calendar: Calendar, now: number): ClockMoment | undefined {
  const { due, next } = workOut(ledger, calendar, now)
  return findPauseAt(due.pauses, now) ? undefined : next
}

/** What a ledger comes to. */
interface Working {
  due: DueDate
  moments: MomentInMilliseconds[]
  next?: ClockMoment
}

/** A ledger never changes, and comes to the same at any time unless a pause is open: so it is worked out once. */
const workings = new WeakMap<ClockLedger, { calendar: Calendar; working: Working }>()

function workOut(ledger: ClockLedger, calendar: Calendar, now: number): Working {
  const known = workings.get(ledger)
  if (known?.calendar === calendar) return known.working
  const due = dueDateOf(ledger, calendar, now)
  const moments = momentsOf(ledger, due, calendar)
  const next = findNextMoment(ledger, moments)
  const working = { due, moments, next: next && inText(next) }
  if (ledger.pauses.every(({ to }) => to !== undefined)) workings.set(ledger, { calendar, working })
  return working
}

/** Closed days that nobody knows yet are not left out. */
function isPastKnown(ledger: ClockLedger, dueOn: string, { knownTo }: Calendar): boolean {
  return dueOn > knownTo && usesCalendar(allowNow(ledger))
}

function openingOf({ opensAt, endedAt }: DueDate): Pick<ClockReading, 'opensAt' | 'early'> {
  return opensAt === undefined ? {} : { opensAt: instantText(opensAt), early: endedAt < opensAt }
}

function inText(moment: MomentInMilliseconds): ClockMoment {
  return { ...moment, at: instantText(moment.at) }
}

function stateOf({ stopped, withdrawn, terms }: ClockLedger, { due, calendar, now }: { due: DueDate; calendar: Calendar; now: number }): ClockState {
  if (withdrawn && due.endedAt === epochMilliseconds(withdrawn.at)) return 'withdrawn'
  if (stopped) return isLate(due, now) || due.endedAt < (due.opensAt ?? due.endedAt) ? 'missed' : 'met'
  if (findPauseAt(due.pauses, now)) return 'paused'
  if (isLate(due, now)) return terms.validity ? 'withdrawn' : 'overdue'
  return terms.warn && now >= warningAt(terms.warn, due, calendar) ? 'warning' : 'running'
}

/** Late at the stop, or now while it runs. A clock that stands is as late as it was when it was paused. */
function isLate({ endedAt, pauses, lastInstant }: DueDate, now: number): boolean {
  const at = endedAt === Number.POSITIVE_INFINITY ? now : endedAt
  return (findPauseAt(pauses, at)?.from ?? at) > lastInstant
}
