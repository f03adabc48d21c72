import type { Compiled } from '../expressions/compile-expression.ts'
import { conditionsOf, leavesOf, type ClockRule, type StartRule, type Step } from './case-type.ts'

/** What waits: steps to start or be cancelled, clocks of the case to start, stop or be withdrawn. */
export interface Hearers {
  steps: readonly Step[]
  clocks: readonly ClockRule[]
}

/** Who has to be asked again when something has happened; everyone else's rules give what they gave before. */
export interface Listeners {
  /** Whose rules name an event, by its name (visit.completed); whose conditions read a step's outcome or answers, by the step (visit). */
  to: ReadonlyMap<string, Hearers>
  /** Whose conditions read fields of the case. */
  toFields: Hearers
  /** Whose conditions read the day. */
  toToday: Hearers
  /** Whose conditions count the parties of a case, and what is done for each of them. */
  toParties: Hearers
  /** Whose conditions count the strands, what is done for each of them, and clocks that are measured in each. */
  toStrands: Hearers
  /** What is done for each of the records that are linked. */
  toRecords: Hearers
}

export function listenersAmong(steps: readonly Step[], clocks: readonly ClockRule[]): Listeners {
  const heardBySteps = steps.map((step) => ({ step, ...heardByStep(step) }))
  const heardByClocks = clocks.map((clock) => ({ clock, ...heardByRules([clock.starts, clock.stops, clock.withdraws]) }))
  const where = (hears: (heard: Heard) => boolean): Hearers => ({ steps: heardBySteps.filter(hears).map(({ step }) => step), clocks: heardByClocks.filter(hears).map(({ clock }) => clock) })
  const whatIsHeard = new Set([...heardBySteps, ...heardByClocks].flatMap(allHeard))
  const withSteps = ({ steps: some, clocks: own }: Hearers, more: Step[]): Hearers => ({ steps: [...some, ...more], clocks: own })
  const withClocks = ({ steps: own, clocks: some }: Hearers, more: ClockRule[]): Hearers => ({ steps: own, clocks: [...some, ...more] })
  const each = (key: string) => steps.filter(({ forEach }) => typeof forEach === 'object' && key in forEach)
  return {
    to: new Map([...whatIsHeard].map((what) => [what, where((heard) => allHeard(heard).includes(what))])),
    toFields: withSteps(where(({ conditions }) => conditions.some(({ usesFields }) => usesFields)), [...steps.filter((step) => lastsToADate(step) || isPlannedByField(step)), ...each('list')]),
    toToday: where(({ conditions }) => conditions.some(({ usesToday }) => usesToday)),
    toParties: withSteps(where(({ conditions }) => conditions.some(({ usesParties }) => usesParties)), each('parties')),
    toStrands: withClocks(withSteps(where(({ conditions }) => conditions.some(({ usesStrands }) => usesStrands)), steps.filter(({ forEach }) => forEach === 'strand')), clocks.filter(({ per }) => per !== undefined)),
    toRecords: { steps: each('records'), clocks: [] },
  }
}

function allHeard({ names, conditions }: Heard): string[] {
  return [...names, ...conditions.flatMap((condition) => condition.steps)]
}

interface Heard {
  names: string[]
  conditions: Compiled[]
}

/** A wait also listens for its answer; what is done for each of something, for the opening of its scope; a step that recurs, for what ends that. */
function heardByStep({ when, after, cancelWhen, recurs, definition, forEach, parent }: Step): Heard {
  const { names, conditions } = heardByRules([after, cancelWhen, recurs?.until.event])
  const answer = definition.kind === 'wait' && definition.forEvent !== undefined ? [`outside.${definition.forEvent}`] : []
  const opening = forEach === undefined ? [] : [parent === undefined ? 'case.opened' : `${parent}.started`]
  return { names: [...names, ...answer, ...opening], conditions: [...[when, recurs?.until.when].filter((condition) => condition !== undefined), ...conditions] }
}

function heardByRules(rules: (StartRule | undefined)[]): Heard {
  return { names: rules.flatMap(leavesOf).flatMap(({ names, ofAll }) => (ofAll === undefined ? names : [...names, ofAll])), conditions: rules.flatMap(conditionsOf) }
}

/** When it starts, or how long it recurs, hangs on a field. */
function isPlannedByField({ recurs, definition: { startsOn } }: Step): boolean {
  return (startsOn?.before ?? startsOn?.after) !== undefined || (startsOn !== undefined && 'by' in startsOn.by) || (recurs !== undefined && ('by' in recurs.every || recurs.until.date !== undefined))
}

export function lastsToADate({ definition }: Step): boolean {
  return definition.kind === 'wait' && definition.until !== undefined
}
