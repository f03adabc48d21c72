import { dayNumber } from '../calendars/civil-date.ts'
import { dateWords } from '../calendars/date-words.ts'
import { epochMilliseconds } from '../calendars/instant.ts'
import { civilDay } from '../calendars/zone.ts'
import type { ClockLedger } from './clock.ts'
import { allowanceOf, BASIS_WORDS, lengthWords } from './clock-words.ts'
import { isSameUnit } from './extension.ts'
import type { ClockExtension } from './extension.ts'

/** One line of what a clock allows: the rule, then each extension with who, when and the limit. */
export interface AllowedRow {
  label: string
  detail: string
  /** What it adds to the sum, in the clock's own unit. */
  units: number
}

interface Told {
  zone: string
  /** The year that is left unsaid. */
  year: number
  /** The due day that a proposed extension would give. */
  proposedOn?: string
}

export function allowedRows(ledger: ClockLedger, told: Told): AllowedRow[] {
  const { terms, extensions = [] } = ledger
  const rule = { label: 'Rule', detail: terms.source ?? BASIS_WORDS[terms.basis], units: allowanceOf(terms.allow).total }
  return [rule, ...extensions.map((extension) => extensionRow(ledger, extension, told))]
}

const LABELS: Record<ClockExtension['state'], string> = { 'in-force': 'Extended', proposed: 'Proposed', lapsed: 'Not extended' }

function extensionRow({ terms }: ClockLedger, extension: ClockExtension, told: Told): AllowedRow {
  const counts = extension.state === 'in-force' && isSameUnit(extension.by, terms.allow)
  return { label: LABELS[extension.state], detail: `${ended(extension.reason)} ${detailOf(extension, told)}${limitOf({ terms }, extension)}`, units: counts ? allowanceOf(extension.by).total : 0 }
}

/** Who and when; and of a letter that had to go out first, whether it did. */
function detailOf({ state, by, who, askedAt, toldAt }: ClockExtension, { zone, year, proposedOn }: Told): string {
  const day = (instant: string) => civilDay(epochMilliseconds(instant), zone)
  const asked = `${who}, ${dateWords(day(askedAt), year)}`
  if (state === 'proposed') return `${asked}. ${lengthWords(by)}, to ${proposedOn === undefined ? '' : dateWords(dayNumber(proposedOn), year)}, once the letter has gone out in time`
  if (state === 'lapsed') return `${asked}. ${toldAt === undefined ? 'The letter did not go out' : `The letter went out ${dateWords(day(toldAt), year)}, too late`}`
  if (toldAt === undefined) return asked
  return `${asked}, told ${day(toldAt) === day(askedAt) ? 'the same day' : dateWords(day(toldAt), year)}`
}

/** "3 of at most 5"; what is counted from the due date is said in words. */
function limitOf({ terms: { allow, extend } }: Pick<ClockLedger, 'terms'>, { state, by }: ClockExtension): string {
  if (state !== 'in-force') return ''
  const source = extend?.source === undefined ? '' : ` (${extend.source})`
  const most = extend === undefined ? '' : `. ${allowanceOf(by).total} of at most ${allowanceOf(extend.by).total}${source}`
  return isSameUnit(by, allow) ? most : `. ${lengthWords(by)} from the first due date${most}`
}

function ended(reason: string): string {
  return /[.!?]$/.test(reason) ? reason : `${reason}.`
}
