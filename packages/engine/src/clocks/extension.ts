import { epochMilliseconds } from '../calendars/instant.ts'
import { allowanceOf } from './clock-words.ts'
import type { Allowance, ClockLedger } from './clock.ts'

/** A length of time that is added to another. */
export type MoreTime = { workingDays: number } | { days: number } | { hours: number }

/** How far a rule lets its clock be extended, how often and by whom, and whether someone must be told first. */
export interface ExtensionRule {
  /** The most that all extensions together may add. */
  by: MoreTime
  /** How often; once when not said. */
  times?: number
  /** The letter that must have gone out before the clock is past due; without it an extension counts at once. */
  noticeBeforeDue?: string
  /** Roles that may extend; absent means everyone who works cases. */
  roles?: string[]
  source?: string
}

/** More time, asked for a clock. Only what is in force moves the due date. */
export interface ClockExtension {
  /** Number of the event that asked for it. */
  seq: number
  by: MoreTime
  reason: string
  /** Id of whoever asked. */
  who: string
  askedAt: string
  state: 'proposed' | 'in-force' | 'lapsed'
  /** When the letter about it went out. */
  toldAt?: string
  /** How many moments had fired when it came into force: those may fire again for the new target. */
  firedBefore?: number
}

/** What a clock allows with its extensions: the sum in its own unit, and what goes on from there in another (semantics 32). */
export function lengthOf(ledger: ClockLedger): { sum: Allowance; further?: MoreTime } {
  const { allow } = ledger.terms
  const inForce = extensionsInForce(ledger)
  const own = inForce.filter(({ by }) => isSameUnit(by, allow))
  const [other, ...others] = inForce.filter(({ by }) => !isSameUnit(by, allow))
  return { sum: lengthened(allow, unitsOfAll(own)), further: other && lengthened(other.by, unitsOfAll(others)) }
}

export function extensionsInForce({ extensions = [] }: ClockLedger): ClockExtension[] {
  return extensions.filter(({ state }) => state === 'in-force')
}

/** The one that waits for its letter; there is never more than one. */
export function findProposal({ extensions = [] }: ClockLedger): ClockExtension | undefined {
  return extensions.find(({ state }) => state === 'proposed')
}

/** What the rule still leaves to extend by; undefined when it leaves nothing. */
export function findExtensionLeft(ledger: ClockLedger): MoreTime | undefined {
  const { extend } = ledger.terms
  const given = extensionsInForce(ledger)
  if (!extend || given.length >= (extend.times ?? 1)) return undefined
  const left = lengthened(extend.by, -unitsOfAll(given))
  return allowanceOf(left).total > 0 ? left : undefined
}

export function isSameUnit(one: Allowance, other: Allowance): boolean {
  return allowanceOf(one).unit === allowanceOf(other).unit
}

/** The clock as if nobody had extended it: its first target. */
export function withoutExtensions(ledger: ClockLedger): ClockLedger {
  return { ...ledger, extensions: undefined }
}

/** The clock as it would be once the letter about its proposal has gone out. */
export function asProposed<Ledger extends ClockLedger>(ledger: Ledger): Ledger {
  return { ...ledger, extensions: ledger.extensions?.map((extension) => (extension.state === 'proposed' ? { ...extension, state: 'in-force' as const } : extension)) }
}

/** An extension that came into force after a point had fired arms it again where the new instant was then still to come (semantics 33). */
export function isArmedByExtension(ledger: ClockLedger, fired: number, at: number): boolean {
  return extensionsInForce(ledger).some(({ firedBefore = 0, toldAt, askedAt }) => fired < firedBefore && epochMilliseconds(toldAt ?? askedAt) < at)
}

function lengthened<Length extends Allowance>(length: Length, units: number): Length {
  if ('workingDays' in length) return { ...length, workingDays: length.workingDays + units }
  return 'days' in length ? { ...length, days: length.days + units } : { ...length, hours: length.hours + units }
}

function unitsOfAll(extensions: ClockExtension[]): number {
  return extensions.reduce((sum, { by }) => sum + allowanceOf(by).total, 0)
}
