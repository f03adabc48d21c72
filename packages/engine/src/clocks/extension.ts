import { epochMilliseconds } from '../calendars/instant.ts'
import { amountOf, isInDays, unitOf, withAmount, type Allowance, type MoreTime } from './allowance.ts'
import type { ClockLedger, ClockTarget } from './clock.ts'

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
  /** The most that the source allows: a landlord may give less, never more. */
  sourceAllows?: MoreTime
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

/**
 * What a clock allows with its extensions: the sum in its own unit, and what goes on from there in another (semantics 32). A target
 * set by hand swallows the extensions before it.
 */
export function lengthOf(ledger: ClockLedger, allow: Allowance = ledger.terms.allow, setBy?: ClockTarget): { sum: Allowance; further?: Allowance } {
  if (!ledger.extensions) return { sum: allow }
  const inForce = extensionsInForce(ledger).filter(({ seq }) => setBy === undefined || seq > setBy.seq)
  const own = inForce.filter(({ by }) => isSameUnit(by, allow))
  return { sum: lengthened(allow, unitsOfAll(own)), further: joined(inForce.filter(({ by }) => !isSameUnit(by, allow)), allow) }
}

/** What has been added to a date that was set by hand: it goes on from there in any unit. */
export function extensionsAfter(ledger: ClockLedger, { seq }: ClockTarget): Allowance | undefined {
  return joined(extensionsInForce(ledger).filter((extension) => extension.seq > seq), ledger.terms.allow)
}

/** Extensions of one unit as one length, whose due day ends as the clock's own does. */
function joined([first, ...others]: ClockExtension[], allow: Allowance): Allowance | undefined {
  if (!first) return undefined
  const further: Allowance = lengthened(first.by, unitsOfAll(others))
  return isInDays(further) && isInDays(allow) && allow.until ? { ...further, until: allow.until } : further
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
  return amountOf(left) > 0 ? left : undefined
}

export function isSameUnit(one: Allowance, other: Allowance): boolean {
  return unitOf(one) === unitOf(other)
}

/** The clock as if nobody had extended or changed it: its first target. */
export function asItBegan(ledger: ClockLedger): ClockLedger {
  return { ...ledger, extensions: undefined, targets: undefined }
}

/** The clock as it would be once the letter about its proposal has gone out. */
export function asProposed<Ledger extends ClockLedger>(ledger: Ledger): Ledger {
  return { ...ledger, extensions: ledger.extensions?.map((extension) => (extension.state === 'proposed' ? { ...extension, state: 'in-force' as const } : extension)) }
}

/** A new target that came into force after a point had fired arms it again where the new instant was then still to come (semantics 33). */
export function isArmedByTarget(ledger: ClockLedger, fired: number, at: number): boolean {
  const isLater = (changed: string, firedBefore = 0) => fired < firedBefore && epochMilliseconds(changed) < at
  return extensionsInForce(ledger).some(({ firedBefore, toldAt, askedAt }) => isLater(toldAt ?? askedAt, firedBefore)) || (ledger.targets ?? []).some((target) => isLater(target.at, target.firedBefore))
}

export function lengthened<Length extends Allowance>(length: Length, units: number): Length {
  return units === 0 ? length : withAmount(length, amountOf(length) + units)
}

function unitsOfAll(extensions: ClockExtension[]): number {
  return extensions.reduce((sum, { by }) => sum + amountOf(by), 0)
}
