import type { Step } from '../case-type/case-type.ts'
import type { LengthByField } from '../case-type/step-definition.ts'
import type { Trigger } from '../case/event.ts'
import { isBeside } from '../case/element.ts'
import { dayAt, endOf } from '../case/landlord-day.ts'
import { isUnderWay, itemsOf, type CaseState, type Item } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { dayNumber, civilParts, isCivilDate } from '../calendars/civil-date.ts'
import { momentFrom, type Length } from '../clocks/length.ts'
import { holds } from './expression-scope.ts'
import { caseWaiter, satisfied } from './rule.ts'

/** Where a series runs. */
type Scope = Pick<Item, 'step' | 'parent' | 'element'>

/** Whether a waiting run is started by its slot: it follows another of its series. The first starts as any step does. */
export function isLaterRun(state: CaseState, { recurs }: Step, item: Item): boolean {
  return recurs !== undefined && item.state === 'waiting' && seriesOf(state, item).length > 0
}

/** Another run of the series is still to be done: a slot that comes meanwhile is missed, not doubled (semantics 34). */
export function isStillRunning(state: CaseState, scope: Scope): boolean {
  return itemsOf(state, scope.step).some((run) => isBeside(run, scope) && isUnderWay(run))
}

/** The next slot of a run that waits for one; none while `from: done` waits for the run before it, or while no length is known. */
export function findNextSlot(turn: Turn, step: Step, item: Scope & Pick<Item, 'passed'>): string | undefined {
  const { every, from } = step.recurs!
  const length = lengthNow(turn, every)
  const series = seriesOf(turn.state, item)
  const previous = from === 'done' ? endOfRuns(turn.state, item, series) : (item.passed ?? slotOf(turn.state, series.findLast((run) => isBySlot(turn.state, run)) ?? series[0]!))
  if (length === undefined || previous === undefined) return undefined
  const calendar = turn.context.calendar(turn.context.caseType.definition.calendar)
  const dayOfMonth = from === 'done' ? undefined : civilParts(dayNumber(dayAt(slotOf(turn.state, series[0]!), calendar.zone))).dayOfMonth
  return momentFrom(previous, length, { calendar, dayOfMonth })
}

/** What ends a series, where it has ended: there are no new runs then, and one that waits for its slot is not to come (semantics 34). */
export function findSeriesEnd(turn: Turn, step: Step, { item, slot }: { item: Scope; slot?: string }): Trigger[] | undefined {
  const { count, when, event } = step.recurs!.until
  const series = seriesOf(turn.state, item)
  if (count !== undefined && series.length >= count) return []
  if (when && holds(turn, when, { place: `${step.id}.recurs.until`, within: item })) return []
  if (slot !== undefined && isAfterLast(turn, step, { slot, first: series[0] })) return []
  return event && series[0] && satisfied(turn, event, { ...caseWaiter(`${step.id}.recurs.until`, series[0].madeAt), parent: item.parent, element: item.element })
}

function isAfterLast(turn: Turn, { recurs }: Step, { slot, first }: { slot: string; first: Item | undefined }): boolean {
  const { lasts, date } = recurs!.until
  const calendar = turn.context.calendar(turn.context.caseType.definition.calendar)
  if (lasts && first && slot > momentFrom(slotOf(turn.state, first), lasts, { calendar })) return true
  const last = date === undefined || isCivilDate(date) ? date : turn.state.fields[date]
  return typeof last === 'string' && slot > endOf(last, calendar.zone)
}

/** Read when it is needed, so that a field may choose (semantics 34). */
export function lengthNow({ state }: Turn, every: LengthByField): Length | undefined {
  if (!('by' in every)) return every
  const value = state.fields[every.by]
  return typeof value === 'string' && Object.hasOwn(every.is, value) ? every.is[value] : every.otherwise
}

/** The runs that were started, first to last, since a series last ended: by hand, by its rule or by an effect, a run that waited was cancelled. */
function seriesOf(state: CaseState, scope: Scope): Item[] {
  const runs = itemsOf(state, scope.step).filter((run) => isBeside(run, scope))
  const ended = Math.max(0, ...runs.map((run) => (run.state === 'cancelled' && run.startedSeq === undefined ? run.endedSeq! : 0)))
  return runs.filter((run) => run.state !== 'superseded' && run.startedSeq !== undefined && run.startedSeq > ended).sort((a, b) => a.startedSeq! - b.startedSeq!)
}

/** A run that is done again stands in the place of the first. */
function firstVersionOf(state: CaseState, run: Item): Item {
  const before = run.redoOf === undefined ? undefined : state.items[run.redoOf]
  return before ? firstVersionOf(state, before) : run
}

function isBySlot(state: CaseState, run: Item): boolean {
  return firstVersionOf(state, run).slot === true
}

function slotOf(state: CaseState, run: Item): string {
  const { slot, plannedAt, offeredAt, startedAt } = firstVersionOf(state, run)
  return (slot ? plannedAt : undefined) ?? offeredAt ?? startedAt ?? state.openedAt
}

function endOfRuns(state: CaseState, item: Scope, series: Item[]): string | undefined {
  if (isStillRunning(state, item)) return undefined
  // What was back-dated, or waited for a day long past, ended before it began.
  return series.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt]).reduce((last, moment) => (moment !== undefined && (last === undefined || moment > last) ? moment : last), undefined)
}

/** The run of a series that waits for its slot, in one scope. */
export function findWaitingRun(state: CaseState, scope: Scope): Item | undefined {
  return itemsOf(state, scope.step).find((run) => isBeside(run, scope) && run.state === 'waiting')
}
