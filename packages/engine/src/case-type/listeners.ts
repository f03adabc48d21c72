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
}

export function listenersAmong(steps: readonly Step[], clocks: readonly ClockRule[]): Listeners {
  const heardBySteps = steps.map((step) => ({ step, ...heardByStep(step) }))
  const heardByClocks = clocks.map((clock) => ({ clock, ...heardByRules([clock.starts, clock.stops, clock.withdraws]) }))
  const where = (hears: (heard: Heard) => boolean): Hearers => ({ steps: heardBySteps.filter(hears).map(({ step }) => step), clocks: heardByClocks.filter(hears).map(({ clock }) => clock) })
  const whatIsHeard = new Set([...heardBySteps, ...heardByClocks].flatMap(allHeard))
  const toFields = where(({ conditions }) => conditions.some(({ usesFields }) => usesFields))
  return {
    to: new Map([...whatIsHeard].map((what) => [what, where((heard) => allHeard(heard).includes(what))])),
    toFields: { ...toFields, steps: [...toFields.steps, ...steps.filter((step) => lastsToADate(step) || isPlannedByField(step))] },
    toToday: where(({ conditions }) => conditions.some(({ usesToday }) => usesToday)),
  }
}

function allHeard({ names, conditions }: Heard): string[] {
  return [...names, ...conditions.flatMap((condition) => condition.steps)]
}

interface Heard {
  names: string[]
  conditions: Compiled[]
}

/** A wait also listens for its answer, a step that recurs for what ends that. */
function heardByStep({ when, after, cancelWhen, recurs, definition }: Step): Heard {
  const { names, conditions } = heardByRules([after, cancelWhen, recurs?.until.event])
  const answer = definition.kind === 'wait' && definition.forEvent !== undefined ? [`outside.${definition.forEvent}`] : []
  return { names: [...names, ...answer], conditions: [...[when, recurs?.until.when].filter((condition) => condition !== undefined), ...conditions] }
}

function heardByRules(rules: (StartRule | undefined)[]): Heard {
  return { names: rules.flatMap(leavesOf).flatMap(({ names }) => names), conditions: rules.flatMap(conditionsOf) }
}

/** When it starts, or how long it recurs, hangs on a field. */
function isPlannedByField({ recurs, definition: { startsOn } }: Step): boolean {
  return (startsOn?.before ?? startsOn?.after) !== undefined || (recurs !== undefined && ('by' in recurs.every || recurs.until.date !== undefined))
}

export function lastsToADate({ definition }: Step): boolean {
  return definition.kind === 'wait' && definition.until !== undefined
}
