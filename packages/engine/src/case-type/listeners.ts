import type { Compiled } from '../expressions/compile-expression.ts'
import { conditionsOf, leavesOf, type ClockRule, type StartRule, type Step } from './case-type.ts'

/** What waits: a step to start or be cancelled, a clock of the case to start, stop or be withdrawn. */
export type Listener = Step | ClockRule

/** Who has to be asked again when something has happened; everyone else's rules give what they gave before. */
export interface Listeners {
  /** Whose rules name an event, by its name (visit.completed); whose conditions read a step's outcome or answers, by the step (visit). */
  to: ReadonlyMap<string, readonly Listener[]>
  /** Whose conditions read fields of the case. */
  toFields: readonly Listener[]
  /** Whose conditions read the day. */
  toToday: readonly Listener[]
}

export function listenersAmong(steps: readonly Step[], clocks: readonly ClockRule[]): Listeners {
  const heard = [...steps.map((listener) => ({ listener, ...heardByStep(listener) })), ...clocks.map((listener) => ({ listener, ...heardByRules([listener.starts, listener.stops, listener.withdraws]) }))]
  const to = new Map<string, Listener[]>()
  for (const { listener, names, conditions } of heard) {
    for (const what of new Set([...names, ...conditions.flatMap((condition) => condition.steps)])) to.set(what, [...(to.get(what) ?? []), listener])
  }
  const where = (reads: (condition: Compiled) => boolean) => heard.filter(({ conditions }) => conditions.some(reads)).map(({ listener }) => listener)
  return { to, toFields: [...where(({ usesFields }) => usesFields), ...steps.filter(lastsToADate)], toToday: where(({ usesToday }) => usesToday) }
}

interface Heard {
  names: string[]
  conditions: Compiled[]
}

/** A wait also listens for its answer. */
function heardByStep({ when, after, cancelWhen, definition }: Step): Heard {
  const { names, conditions } = heardByRules([after, cancelWhen])
  const answer = definition.kind === 'wait' && definition.forEvent !== undefined ? [`outside.${definition.forEvent}`] : []
  return { names: [...names, ...answer], conditions: when ? [when, ...conditions] : conditions }
}

function heardByRules(rules: (StartRule | undefined)[]): Heard {
  return { names: rules.flatMap(leavesOf).flatMap(({ names }) => names), conditions: rules.flatMap(conditionsOf) }
}

export function lastsToADate({ definition }: Step): boolean {
  return definition.kind === 'wait' && definition.until !== undefined
}
