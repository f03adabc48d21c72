import { Temporal } from 'temporal-polyfill'

/**
 * Due dates a second time, for tests only: as the rules read, day by day and opening by opening, without a thought for speed. It shares
 * nothing with `clocks/` and `calendars/`, so that a fault of theirs is not a fault of both.
 */

type Length = { [word in Unit | 'inclusive' | 'roll' | 'until']?: number | boolean | string }
type Unit = (typeof UNITS)[number]

export interface PlainCalendar {
  zone: string
  workingWeekdays: number[]
  closedDays: { date: string }[]
  yearlyClosedDays?: { day: string }[]
  openingHours?: Partial<Record<string, { opens: string; closes: string; breaks?: { from: string; to: string }[] }>>
}

export interface PlainLedger {
  startedAt: string
  allow: Length
  notBefore?: Length
  deemedAfter?: Length
  pauses: { from: string; to?: string }[]
  /** Those in force. */
  extensions: Length[]
  stopped?: { at: string }
}

interface Due {
  at: number
  day: number
  last: number
}

type Stretch = readonly [from: number, to: number]

const DAY = 86_400_000
const MINUTE = 60_000
const DAY_UNITS = ['workingDays', 'days', 'weeks', 'months'] as const
const UNITS = [...DAY_UNITS, 'hours', 'minutes', 'workingHours', 'workingMinutes'] as const

export function plainDueDate(ledger: PlainLedger, calendar: PlainCalendar, now: string): { dueAt: string; dueOn: string; late: boolean; opensAt?: string } {
  const sent = Date.parse(ledger.startedAt)
  const start = ledger.deemedAfter ? deemed(sent, ledger.deemedAfter, calendar) : sent
  const end = ledger.stopped ? Date.parse(ledger.stopped.at) : undefined
  const union = joined(ledger.pauses.map(({ from, to }) => [Date.parse(from), to === undefined ? Infinity : Date.parse(to)]), start, end)
  const pauses = union.map(([from, to]): Stretch => [from, Math.min(to === Infinity ? Date.parse(now) : to, end ?? Infinity)])
  const begin = { at: start, day: localDay(start, calendar.zone), last: start }
  let due = begin
  for (const [index, leg] of legsOf(ledger).entries()) {
    const before = due
    due = afterLeg(before, leg, { calendar, pauses: index === 0 ? pauses : pauses.filter(([from]) => from > before.last) })
  }
  const judged = end ?? Date.parse(now)
  const standing = union.find(([from, to]) => from <= judged && judged < to)?.[0] ?? judged
  const opened = ledger.notBefore && afterLeg(begin, ledger.notBefore, { calendar, pauses })
  const opensAt = opened && iso(isInDays(unitOf(ledger.notBefore!)) ? opened.last + 1 : opened.at)
  return { dueAt: iso(due.at), dueOn: isoDate(due.day), late: standing > due.last, ...(opensAt && { opensAt }) }
}

export function isoDate(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** An extension in the clock's own unit makes the sum longer; in another it is a sum of its own from the due date. */
function legsOf({ allow, extensions }: PlainLedger): Length[] {
  const unit = unitOf(allow)
  const others = [...new Set(extensions.map(unitOf))].filter((other) => other !== unit)
  const sumOf = (key: Unit) => extensions.filter((extension) => unitOf(extension) === key).reduce((sum, extension) => sum + Number(extension[key]), 0)
  return [{ ...allow, [unit]: Number(allow[unit]) + sumOf(unit) }, ...others.map((other) => ({ [other]: sumOf(other), ...(isInDays(unit) && isInDays(other) && { until: allow.until }) }))]
}

function isInDays(unit: Unit): boolean {
  return DAY_UNITS.some((one) => one === unit)
}

function unitOf(length: Length): Unit {
  return UNITS.find((unit) => unit in length)!
}

function deemed(sent: number, length: Length, calendar: PlainCalendar): number {
  const day = localDay(sent, calendar.zone)
  const { at, day: received } = afterLeg({ at: sent, day, last: sent }, length, { calendar, pauses: [] })
  return isInDays(unitOf(length)) ? midnight(received, calendar.zone) : at
}

interface Way {
  calendar: PlainCalendar
  pauses: Stretch[]
}

function afterLeg(from: Due, length: Length, way: Way): Due {
  const unit = unitOf(length)
  if (!isInDays(unit)) return afterTime(from, Number(length[unit]) * (unit.endsWith('inutes') ? MINUTE : 60 * MINUTE), { ...way, isWorking: unit.startsWith('working') })
  const day = dueDay(from.day, length, way)
  const { zone } = way.calendar
  const closing = length.until === 'closing' ? openings(day, way.calendar).at(-1)?.[1] : undefined
  return closing === undefined ? { at: midnight(day + 1, zone) - 1000, day, last: midnight(day + 1, zone) - 1 } : { at: closing, day, last: closing }
}

/** As many more days of the clock's own kind as begin inside the pauses that began while it was in time. */
function dueDay(start: number, length: Length, { calendar, pauses }: Way): number {
  const unit = unitOf(length)
  const first = length.inclusive ? start : start + 1
  const counts = (day: number) => unit !== 'workingDays' || isWorking(day, calendar)
  const begunIn = ([from, to]: Stretch) => {
    let begun = 0
    for (let day = Math.max(first, localDay(from, calendar.zone)); midnight(day, calendar.zone) < to; day += 1) if (midnight(day, calendar.zone) >= from && counts(day)) begun += 1
    return begun
  }
  let due = reachedDay(start, length, { calendar, more: 0 })
  for (let before = Number.NaN; before !== due; ) {
    before = due
    const closing = length.until === 'closing' ? openings(before, calendar).at(-1)?.[1] : undefined
    const inTime = pauses.filter(([from]) => (closing === undefined ? from < midnight(before + 1, calendar.zone) : from <= closing))
    due = reachedDay(start, length, { calendar, more: inTime.reduce((sum, pause) => sum + begunIn(pause), 0) })
  }
  return due
}

function reachedDay(start: number, length: Length, { calendar, more }: { calendar: PlainCalendar; more: number }): number {
  const unit = unitOf(length)
  const amount = Number(length[unit])
  if (unit === 'workingDays') return walkedWorkingDays(start, amount + more, calendar)
  const target = Temporal.PlainDate.from(isoDate(start)).add({ [unit]: amount })
  let day = Date.parse(target.toString()) / DAY + more - (length.inclusive && amount > 0 ? 1 : 0)
  while (length.roll && !isWorking(day, calendar)) day += 1
  return day
}

function walkedWorkingDays(start: number, wanted: number, calendar: PlainCalendar): number {
  let day = start
  for (let counted = 0; counted < wanted; ) {
    day += 1
    if (isWorking(day, calendar)) counted += 1
  }
  return day
}

/** Time that passed in a pause is added, where the pause began before the clock had run out. */
function afterTime(from: Due, length: number, { calendar, pauses, isWorking }: Way & { isWorking: boolean }): Due {
  const walk = (time: number) => (isWorking ? walkedOpenTime(from.at, time, calendar) : from.at + time)
  const own = ([begun, to]: Stretch) => (isWorking ? openTimeIn([begun, to], calendar) : Math.max(0, to - begun))
  let due = walk(length)
  for (let before = Number.NaN; before !== due; ) {
    before = due
    due = walk(length + pauses.filter(([begun]) => begun <= before).reduce((sum, pause) => sum + own(pause), 0))
  }
  return { at: due, day: localDay(due, calendar.zone), last: due }
}

function walkedOpenTime(from: number, time: number, calendar: PlainCalendar): number {
  if (time === 0) return from
  let left = time
  for (let day = localDay(from, calendar.zone); ; day += 1) {
    for (const [opens, closes] of openings(day, calendar)) {
      const begin = Math.max(opens, from)
      if (closes <= begin) continue
      if (closes - begin >= left) return begin + left
      left -= closes - begin
    }
  }
}

function openTimeIn([from, to]: Stretch, calendar: PlainCalendar): number {
  let open = 0
  for (let day = localDay(from, calendar.zone); midnight(day, calendar.zone) < to; day += 1) {
    for (const [opens, closes] of openings(day, calendar)) open += Math.max(0, Math.min(closes, to) - Math.max(opens, from))
  }
  return open
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** The stretches of a day in which somebody is there. */
function openings(day: number, calendar: PlainCalendar): Stretch[] {
  const hours = calendar.openingHours?.[WEEKDAYS[new Date(day * DAY).getUTCDay()]!]
  if (!hours || isClosed(day, calendar)) return []
  const { opens, closes, breaks = [] } = hours
  const times = [opens, ...breaks.flatMap(({ from, to }) => [from, to]), closes].map((time) => wallClock(day, time, calendar.zone))
  return times.flatMap((time, index): Stretch[] => (index % 2 === 0 && times[index + 1]! > time ? [[time, times[index + 1]!]] : []))
}

function isWorking(day: number, calendar: PlainCalendar): boolean {
  return calendar.workingWeekdays.includes(new Date(day * DAY).getUTCDay() || 7) && !isClosed(day, calendar)
}

const closedDays = new WeakMap<PlainCalendar, Set<string>>()

function isClosed(day: number, calendar: PlainCalendar): boolean {
  let closed = closedDays.get(calendar)
  if (!closed) closedDays.set(calendar, (closed = new Set([...calendar.closedDays.map(({ date }) => date), ...(calendar.yearlyClosedDays ?? []).map((yearly) => yearly.day)])))
  return closed.has(isoDate(day)) || closed.has(isoDate(day).slice(5))
}

function joined(pauses: Stretch[], start: number, end = Infinity): Stretch[] {
  let found = pauses.filter(([from, to]) => from >= start && from < end && to > from)
  for (let changed = true; changed; ) {
    changed = false
    for (const a of found) {
      const b = found.find((other) => other !== a && other[0] <= a[1] && a[0] <= other[1])
      if (!b) continue
      found = [...found.filter((other) => other !== a && other !== b), [Math.min(a[0], b[0]), Math.max(a[1], b[1])]]
      changed = true
      break
    }
  }
  return found.toSorted((a, b) => a[0] - b[0])
}

/** The first instant of a day at which the clock on the wall shows a time; where clocks skip it, the moment they do. */
function wallClock(day: number, time: string, zone: string): number {
  if (time === '24:00') return midnight(day + 1, zone)
  const hasAllHours = midnight(day + 1, zone) - midnight(day, zone) === DAY
  return hasAllHours ? midnight(day, zone) + Number(time.slice(0, 2)) * 60 * MINUTE + Number(time.slice(3)) * MINUTE : readWallClock(`${isoDate(day)}T${time}`, zone)
}

function readWallClock(local: string, zone: string): number {
  const shown = Temporal.PlainDateTime.from(local)
  const instant = shown.toZonedDateTime(zone, { disambiguation: 'earlier' })
  return (instant.toPlainDateTime().equals(shown) ? instant : instant.getTimeZoneTransition('next')!).epochMilliseconds
}

const midnights = new Map<string, Map<number, number>>()

function midnight(day: number, zone: string): number {
  let known = midnights.get(zone)
  if (!known) midnights.set(zone, (known = new Map()))
  let found = known.get(day)
  if (found === undefined) known.set(day, (found = readWallClock(`${isoDate(day)}T00:00`, zone)))
  return found
}

/** The day whose midnights an instant lies between, looked for near the day in UTC. */
function localDay(instant: number, zone: string): number {
  let day = Math.floor(instant / DAY) - 2
  while (midnight(day + 1, zone) <= instant) day += 1
  return day
}

function iso(instant: number): string {
  return new Date(instant).toISOString()
}
