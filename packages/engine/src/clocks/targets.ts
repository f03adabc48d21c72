import type { Calendar } from '../calendars/calendar.ts'
import { civilDate } from '../calendars/civil-date.ts'
import { epochMilliseconds, instantText } from '../calendars/instant.ts'
import type { Allowance } from './allowance.ts'
import type { ClockLedger } from './clock.ts'
import { dueDateOf } from './due-date.ts'
import { asProposed, extensionsInForce, findProposal, asItBegan } from './extension.ts'

/** The length that holds now: the rule's own, or the last that took its place. */
export function allowNow({ terms, targets = [] }: ClockLedger): Allowance {
  return targets.findLast(({ allow }) => allow !== undefined)?.allow ?? terms.allow
}

interface Target {
  dueAt: string
  dueOn: string
}

/** The due dates of a clock beside the one that holds. */
export interface OtherTargets {
  /** Before any extension or change; absent where there is none in force. The first target stays reportable. */
  first?: Target
  /** Once the letter about a proposed extension has gone out; absent where none is proposed. */
  proposed?: Target
}

export function otherTargetsOf(ledger: ClockLedger, calendar: Calendar, now: number): OtherTargets {
  if (!ledger.extensions && !ledger.targets) return {}
  return {
    first: ledger.targets || extensionsInForce(ledger).length > 0 ? targetOf(asItBegan(ledger), calendar, now) : undefined,
    proposed: findProposal(ledger) && targetOf(asProposed(ledger), calendar, now),
  }
}

/** Whether a letter that went out then was in time for an extension: before the clock was past due, and before it ended. */
export function isToldInTime(ledger: ClockLedger, calendar: Calendar, toldAt: string): boolean {
  const told = epochMilliseconds(toldAt)
  const { lastInstant, endedAt } = dueDateOf(ledger, calendar, told)
  return told <= lastInstant && told <= endedAt
}

function targetOf(ledger: ClockLedger, calendar: Calendar, now: number): Target {
  const { dueAt, dueDay } = dueDateOf(ledger, calendar, now)
  return { dueAt: instantText(dueAt), dueOn: civilDate(dueDay) }
}
