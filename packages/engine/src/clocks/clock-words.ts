import { amountOf, isInDays, isInOpeningHours, unitOf, type Allowance, type UnitKey } from './allowance.ts'
import type { ClockLedger, ClockState, ClockTerms } from './clock.ts'
import type { ExtensionRule } from './extension.ts'

const UNITS = {
  workingDays: 'working days', days: 'days', weeks: 'weeks', months: 'months',
  hours: 'hours', minutes: 'minutes', workingHours: 'working hours', workingMinutes: 'working minutes',
} as const satisfies Record<UnitKey, string>

/** Who sets a limit. */
export const BASIS_WORDS = { law: 'Law', code: 'Code of practice', landlord: 'Our own target' } as const

export type ClockUnit = (typeof UNITS)[UnitKey]

/** How much an allowance allows, and in what. */
export function allowanceOf(allow: Allowance): { total: number; unit: ClockUnit } {
  return { total: amountOf(allow), unit: UNITS[unitOf(allow)] }
}

/** A ledger knows what started its clock by its name in the case type; who reads the words knows it by others. */
export type NamedLedger = ClockLedger & { trigger: { words?: string } }

/** The rule in plain words: what is allowed, from what, what is not counted, what stops it. */
export function ruleSentence({ terms, trigger }: NamedLedger, allow: Allowance): string {
  const { deemedAfter, notBefore, pausedBy, extend } = terms
  const from = deemedAfter ? `the day that is ${lengthWords(deemedAfter)} after ${triggerWords(trigger)}` : triggerWords(trigger)
  return [
    `${lengthWords(allow)} from ${from}, ${countingWords(allow)}`,
    ...(notBefore ? [`Not before ${lengthWords(notBefore)} ${allowanceOf(notBefore).total === 1 ? 'has' : 'have'} passed`] : []),
    pausingWords(pausedBy),
    ...(extend ? [extendingWords(extend)] : []),
  ].map((sentence) => `${sentence}.`).join(' ')
}

/** "1 working day", "3 working days". */
export function unitsWords(units: number, unit: ClockUnit): string {
  return `${units} ${units === 1 ? unit.slice(0, -1) : unit}`
}

/** A length of time: "10 working days". */
export function lengthWords(allow: Allowance): string {
  const { total, unit } = allowanceOf(allow)
  return unitsWords(total, unit)
}

/** What started a clock, as people call it; where nobody says, visit.completed is "visit completed". */
export function triggerWords({ name, words }: NamedLedger['trigger']): string {
  return words ?? name.replace(/[.-]/g, ' ')
}

/** How a clock stands against its due date. */
export function leftWords(state: ClockState, { units, late, unit, validity, early }: { units: number; late: boolean; unit: ClockUnit; validity?: boolean; early?: boolean }): string {
  const amount = late && units === 0 ? `less than ${unitsWords(1, unit)}` : unitsWords(units, unit)
  if (state === 'withdrawn') return validity ? 'Expired' : 'Withdrawn'
  if (early) return `Done too early, with ${amount} left`
  if (state === 'met') return `${validity ? 'Used' : 'Met'} with ${amount} to spare`
  if (state === 'missed') return `Missed by ${amount}`
  if (state === 'paused') return late ? `Paused when ${amount} late` : `Paused with ${amount} left`
  return late ? `Late by ${amount}` : `${amount} left`
}

/** Hold reasons are ids in a ledger: "police-request" reads "police request". */
export function reasonWords(reason: string): string {
  return reason.includes(' ') ? reason : reason.replaceAll('-', ' ')
}

/** What is counted besides the opening day, and where the last day ends. */
function countingWords(allow: Allowance): string {
  if (isInOpeningHours(allow)) return 'in opening hours only'
  if (!isInDays(allow)) return 'nights, weekends and holidays included'
  const counted = 'inclusive' in allow && allow.inclusive ? 'that day counted as the first' : 'that day not counted'
  const ends = 'months' in allow ? ', to the same day of the month or the last of a shorter one' : ''
  const rolls = 'roll' in allow && allow.roll ? ', or to the next working day' : ''
  return `${counted}${ends}${rolls}${allow.until ? ', until closing time' : ''}`
}

function extendingWords({ by, times = 1, noticeBeforeDue }: ExtensionRule): string {
  const often = times === 1 ? 'once' : `up to ${times} times`
  const told = noticeBeforeDue === undefined ? '' : ', if the letter that says so goes out before it is past due'
  return `It may be extended ${often}, by at most ${lengthWords(by)}${told}`
}

function pausingWords(reasons: ClockTerms['pausedBy']): string {
  if (reasons.length === 0) return 'No hold stops it'
  return `Stops while on hold for ${reasons.map((reason) => reason.replaceAll('-', ' ')).join(' or ')}`
}
