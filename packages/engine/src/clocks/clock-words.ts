import type { Allowance, ClockLedger, ClockState } from './clock.ts'
import type { ExtensionRule } from './extension.ts'

const UNITS = { workingDays: 'working days', days: 'days', hours: 'hours' } as const

/** Who sets a limit. */
export const BASIS_WORDS = { law: 'Law', code: 'Code of practice', landlord: 'Our own target' } as const

export type ClockUnit = (typeof UNITS)[keyof typeof UNITS]

/** How much an allowance allows, and in what. */
export function allowanceOf(allow: Allowance): { total: number; unit: ClockUnit } {
  if ('workingDays' in allow) return { total: allow.workingDays, unit: UNITS.workingDays }
  return 'days' in allow ? { total: allow.days, unit: UNITS.days } : { total: allow.hours, unit: UNITS.hours }
}

/** A ledger knows what started its clock by its name in the case type; who reads the words knows it by others. */
export type NamedLedger = ClockLedger & { trigger: { words?: string } }

/** The rule in plain words: what is allowed, from what, what is not counted, what stops it. */
export function ruleSentence({ terms, trigger }: NamedLedger): string {
  const { total, unit } = allowanceOf(terms.allow)
  return `${unitsWords(total, unit)} from ${triggerWords(trigger)}, ${countingWords(terms.allow)}. ${pausingWords(terms.pausedBy)}.${terms.extend ? ` ${extendingWords(terms.extend)}.` : ''}`
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
export function leftWords(state: ClockState, { units, late, unit }: { units: number; late: boolean; unit: ClockUnit }): string {
  const amount = late && units === 0 ? `less than ${unitsWords(1, unit)}` : unitsWords(units, unit)
  if (state === 'withdrawn') return 'Withdrawn'
  if (state === 'met') return `Met with ${amount} to spare`
  if (state === 'missed') return `Missed by ${amount}`
  if (state === 'paused') return late ? `Paused when ${amount} late` : `Paused with ${amount} left`
  return late ? `Late by ${amount}` : `${amount} left`
}

function countingWords(allow: Allowance): string {
  if ('hours' in allow) return 'nights, weekends and holidays included'
  if ('days' in allow && allow.inclusive) return 'that day counted as the first'
  return 'that day not counted'
}

function extendingWords({ by, times = 1, noticeBeforeDue }: ExtensionRule): string {
  const often = times === 1 ? 'once' : `up to ${times} times`
  const told = noticeBeforeDue === undefined ? '' : ', if the letter that says so goes out before it is past due'
  return `It may be extended ${often}, by at most ${lengthWords(by)}${told}`
}

function pausingWords(reasons: string[]): string {
  if (reasons.length === 0) return 'No hold stops it'
  return `Stops while on hold for ${reasons.map((reason) => reason.replaceAll('-', ' ')).join(' or ')}`
}
