import { DAY, calendarAmong, readCaseClock, type CaseClock, type CaseType, type ClockState, type Calendar } from '@casement/engine'
import { seedOfCase } from './chance.ts'
import { simulateCase, type SimulatedCase, type Simulating } from './simulate-case.ts'

export interface SimulationOptions extends Simulating {
  /** So many years of life all cases have together. */
  years: number
  /** Only this one of them, by its number. */
  only?: number
}

/** What became of all cases of a simulation. Lengths of time are in days. */
export interface SimulationReport {
  caseType: string
  version: number
  seed: number
  cases: number
  years: number
  commands: number
  refused: number
  events: number
  /** Ways in which cases ended, the most frequent first. */
  ends: { end: string; cases: number; medianDays: number; longestDays: number }[]
  clocks: ClockFigures[]
  /** Steps that no case came to. */
  unseen: string[]
  /** A case in which something did not hold that must always hold; the simulation stops there. */
  broken?: { number: number; words: string }
}

export interface ClockFigures {
  clock: string
  name: string
  basis: string
  runs: number
  met: number
  missed: number
  withdrawn: number
  /** Of those that were met or missed. */
  breachRate: number
}

/** Lives cases one after another, each by a seed of its own, until they have lived so many years together or a law is broken. */
export function simulate({ years, only, ...simulating }: SimulationOptions): SimulationReport {
  const lives: SimulatedCase[] = []
  let lived = 0
  for (let number = only ?? 0; lived < years * 365 * DAY; number++) {
    const life = simulateCase({ ...simulating, seed: seedOfCase(simulating.seed, number) })
    lives.push(life)
    lived += Math.max(daysOf(life) * DAY, DAY)
    if (life.broken !== undefined) return reportOf(lives, { simulating, lived, broken: { number, words: life.broken } })
    if (only !== undefined) break
  }
  return reportOf(lives, { simulating, lived })
}

function daysOf({ state, endedAt }: SimulatedCase): number {
  return (Date.parse(endedAt) - Date.parse(state.openedAt)) / DAY
}

function reportOf(lives: SimulatedCase[], { simulating: { caseType, calendars, seed }, lived, broken }: { simulating: Simulating; lived: number; broken?: SimulationReport['broken'] }): SimulationReport {
  const sum = (count: (life: SimulatedCase) => number) => lives.reduce((total, life) => total + count(life), 0)
  const seen = new Set(lives.flatMap(({ state }) => Object.values(state.items).flatMap(({ step, startedAt }) => (startedAt === undefined ? [] : [step]))))
  return {
    caseType: caseType.id,
    version: caseType.version,
    seed,
    cases: lives.length,
    years: Math.round((lived / DAY / 365) * 10) / 10,
    commands: sum(({ commands }) => commands),
    refused: sum(({ refused }) => refused),
    events: sum(({ events }) => events.length),
    ends: endsOf(lives),
    clocks: clocksOf(lives, caseType, calendars),
    unseen: caseType.steps.filter(({ id }) => !seen.has(id)).map(({ id }) => id),
    broken,
  }
}

function endsOf(lives: SimulatedCase[]): SimulationReport['ends'] {
  const byEnd = Map.groupBy(lives, ({ state }) => (state.status === 'closed' ? (state.outcome ?? 'closed') : state.status))
  const ends = [...byEnd].map(([end, some]) => {
    const days = some.map((life) => Math.round(daysOf(life))).toSorted((a, b) => a - b)
    return { end, cases: some.length, medianDays: days[Math.floor(days.length / 2)] ?? 0, longestDays: days.at(-1) ?? 0 }
  })
  return ends.toSorted((a, b) => b.cases - a.cases)
}

function clocksOf(lives: SimulatedCase[], caseType: CaseType, calendars: Calendar[]): ClockFigures[] {
  const runs = lives.flatMap((life) => Object.values(life.state.clocks).filter(({ wait }) => !wait).map((clock) => ({ clock, state: stateOf(clock, life, calendars) })))
  const order = [...caseType.clocks, ...caseType.steps].map(({ id }) => id)
  return [...Map.groupBy(runs, ({ clock }) => clock.rule)].toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b)).map(([rule, some]) => {
    const count = (state: ClockState) => some.filter((run) => run.state === state).length
    const { name, basis } = some[0]!.clock.terms
    const [met, missed] = [count('met'), count('missed') + count('overdue')]
    return { clock: rule, name, basis, runs: some.length, met, missed, withdrawn: count('withdrawn'), breachRate: met + missed === 0 ? 0 : missed / (met + missed) }
  })
}

function stateOf(clock: CaseClock, { endedAt }: SimulatedCase, calendars: Calendar[]): ClockState {
  return readCaseClock(clock, calendarAmong(calendars), endedAt).state
}
