import type { Calendar } from '../calendars/calendar.ts'
import { dayNumber } from '../calendars/civil-date.ts'
import { dateWords } from '../calendars/date-words.ts'
import { epochMilliseconds } from '../calendars/instant.ts'
import { civilDay } from '../calendars/zone.ts'
import { amountOf } from './allowance.ts'
import type { ClockLedger, ClockTarget } from './clock.ts'
import { allowanceOf, BASIS_WORDS, lengthWords } from './clock-words.ts'
import { countedTotal } from './counted-days.ts'
import { earlierTargets } from './counting.ts'
import { dueDateOf } from './due-date.ts'
import { isSameUnit, lengthened } from './extension.ts'
import type { ClockExtension } from './extension.ts'
import { allowNow } from './targets.ts'

/** One line of what a clock allows: the rule, then each extension with who, when and the limit. */
export interface AllowedRow {
  label: string
  detail: string
  /** What it adds to the sum, in the unit in which that is counted. */
  units: number
}

interface Told {
  calendar: Calendar
  now: number
  startDay: number
  /** The year that is left unsaid. */
  year: number
  /** What the sum comes to. */
  total: number
  /** The due day that a proposed extension would give. */
  proposedOn?: string
}

export function allowedRows(ledger: ClockLedger, told: Told): AllowedRow[] {
  const { extensions = [] } = ledger
  const target = ledger.targets?.at(-1)
  const rows = extensions.map((extension) => extensionRow(ledger, extension, { ...told, target }))
  const first = told.total - rows.reduce((sum, { units }) => sum + units, 0)
  return [presentRow(ledger, { ...told, target }, first), ...rows, ...earlierRows(ledger, told)]
}

/** The rule, or what took its place. */
function presentRow({ terms }: ClockLedger, told: Told & { target?: ClockTarget }, units: number): AllowedRow {
  const { target } = told
  const rule = terms.source ?? BASIS_WORDS[terms.basis]
  if (!target) return { label: 'Rule', detail: rule, units }
  if (target.how === 'rated') return { label: 'Rule', detail: `${rule}. ${lengthWords(target.allow!)} ${target.why}, since ${dayWords(target.at, told)}`, units }
  const until = target.allow ? lengthWords(target.allow) : `to ${target.on === undefined ? dayWords(target.dueAt!, told) : dateWords(dayNumber(target.on), told.year)}`
  return { label: 'Revised', detail: `${ended(target.why)} ${target.who}, ${dayWords(target.at, told)}. ${until}`, units }
}

/** Both targets stay visible (semantics 31). */
function earlierRows(ledger: ClockLedger, told: Told): AllowedRow[] {
  return earlierTargets(ledger).map(({ allow, until, ledger: before }) => {
    const due = dateWords(dueDateOf(before, told.calendar, told.now).dueDay, told.year)
    return { label: 'Before', detail: `${allow ? `${lengthWords(allow)}, due` : 'Due'} ${due}, until ${dayWords(until.at, told)}`, units: 0 }
  })
}

const LABELS: Record<ClockExtension['state'], string> = { 'in-force': 'Extended', proposed: 'Proposed', lapsed: 'Not extended' }

function extensionRow(ledger: ClockLedger, extension: ClockExtension, told: Told & { target?: ClockTarget }): AllowedRow {
  return { label: LABELS[extension.state], detail: `${ended(extension.reason)} ${detailOf(extension, told)}${limitOf(ledger, extension)}`, units: unitsOfExtension(ledger, extension, told) }
}

/** What is in force and in the clock's own unit adds to the sum, unless a target set by hand has swallowed it. */
function unitsOfExtension(ledger: ClockLedger, { seq, state, by }: ClockExtension, { target, startDay, calendar }: Told & { target?: ClockTarget }): number {
  const allow = allowNow(ledger)
  const isSwallowed = target?.how === 'revised' && (target.seq > seq || !target.allow)
  if (state !== 'in-force' || isSwallowed || !isSameUnit(by, allow)) return 0
  const before = (ledger.extensions ?? []).filter((other) => other.state === 'in-force' && other.seq < seq && isSameUnit(other.by, allow) && !(target?.how === 'revised' && target.seq > other.seq))
  const base = lengthened(allow, before.reduce((sum, other) => sum + amountOf(other.by), 0))
  return countedTotal(lengthened(base, amountOf(by)), startDay, calendar) - countedTotal(base, startDay, calendar)
}

/** Who and when; and of a letter that had to go out first, whether it did. */
function detailOf({ state, by, who, askedAt, toldAt }: ClockExtension, told: Told): string {
  const asked = `${who}, ${dayWords(askedAt, told)}`
  if (state === 'proposed') return `${asked}. ${lengthWords(by)}, to ${told.proposedOn === undefined ? '' : dateWords(dayNumber(told.proposedOn), told.year)}, once the letter has gone out in time`
  if (state === 'lapsed') return `${asked}. ${toldAt === undefined ? 'The letter did not go out' : `The letter went out ${dayWords(toldAt, told)}, too late`}`
  if (toldAt === undefined) return asked
  return `${asked}, told ${dayWords(toldAt, told) === dayWords(askedAt, told) ? 'the same day' : dayWords(toldAt, told)}`
}

/** "3 of at most 5"; what is counted from the due date is said in words. */
function limitOf({ terms: { allow, extend } }: Pick<ClockLedger, 'terms'>, { state, by }: ClockExtension): string {
  if (state !== 'in-force') return ''
  const source = extend?.source === undefined ? '' : ` (${extend.source})`
  const most = extend === undefined ? '' : `. ${allowanceOf(by).total} of at most ${allowanceOf(extend.by).total}${source}`
  return isSameUnit(by, allow) ? most : `. ${lengthWords(by)} from the first due date${most}`
}

function dayWords(instant: string, { calendar, year }: Told): string {
  return dateWords(civilDay(epochMilliseconds(instant), calendar.zone), year)
}

function ended(reason: string): string {
  return /[.!?]$/.test(reason) ? reason : `${reason}.`
}
