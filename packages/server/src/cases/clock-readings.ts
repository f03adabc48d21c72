import { type Calendar, type CaseClock, type CaseState, type CaseType, type ClockReading, type Item, isUnfinished, leavesOf, readCaseClock } from '@casement/engine'

/** Reads each clock of a case once; a clock that did not change keeps its reading from one state to the next. */
export class ClockReadings {
  readonly #calendar: (id: string, version?: number) => Calendar
  readonly #now: string
  readonly #read = new Map<CaseClock, ClockReading>()
  readonly #byItem = new Map<CaseState['clocks'], Map<string | undefined, CaseClock[]>>()

  constructor(calendar: (id: string, version?: number) => Calendar, now: string) {
    this.#calendar = calendar
    this.#now = now
  }

  of(clock: CaseClock): ClockReading {
    let reading = this.#read.get(clock)
    if (reading === undefined) this.#read.set(clock, (reading = readCaseClock(clock, this.#calendar, this.#now)))
    return reading
  }

  /** The clocks that measure an item, or the case where none is named: a long case has hundreds, which are not all asked for each task. */
  measuring({ clocks }: CaseState, item?: string): CaseClock[] {
    let byItem = this.#byItem.get(clocks)
    if (byItem === undefined) this.#byItem.set(clocks, (byItem = Map.groupBy(Object.values(clocks), ({ of }) => of)))
    return byItem.get(item) ?? []
  }
}

/** The open clock of a case that is due first. A paused one has no due moment until it runs on. */
export function findNextDueClock(state: CaseState, readings: ClockReadings): CaseClock | undefined {
  return earliest(Object.values(state.clocks).filter((clock) => clock.wait !== true && isTicking(clock, readings)), readings)
}

/**
 * The clock that gives a task its due date: its own, or one of the case that this task would stop; of several, the one
 * due first. An ended task keeps the last clock that measured it.
 */
export function findTaskClock(item: Item, { state, caseType, readings }: { state: CaseState; caseType: CaseType; readings: ClockReadings }): CaseClock | undefined {
  const own = readings.measuring(state, item.id).filter((clock) => clock.withdrawn === undefined)
  if (!isUnfinished(item)) return own.at(-1)
  const stoppedByIt = readings.measuring(state).filter((clock) => isStoppedBy(caseType, clock.rule, item.step))
  return earliest([...own, ...stoppedByIt].filter((clock) => isTicking(clock, readings)), readings)
}

function isTicking(clock: CaseClock, readings: ClockReadings): boolean {
  return clock.stopped === undefined && clock.withdrawn === undefined && readings.of(clock).state !== 'paused'
}

function earliest(clocks: CaseClock[], readings: ClockReadings): CaseClock | undefined {
  return clocks.reduce<CaseClock | undefined>((first, clock) => (first === undefined || readings.of(clock).dueAt < readings.of(first).dueAt ? clock : first), undefined)
}

function isStoppedBy(caseType: CaseType, rule: string, step: string): boolean {
  const { stops } = caseType.clocks.find(({ id }) => id === rule) ?? {}
  return leavesOf(stops).some((leaf) => leaf.step === step)
}
