import { isRated, type ClockRule, type StartRule } from './case-type.ts'
import { compileRule, inWords, ruleUsesToday, type RuleCompiler } from './compile-rule.ts'
import type { CaseTypeDefinition, ClockDefinition, ClockSettings } from './definition.ts'
import type { StepDefinition } from './step-definition.ts'

interface ClockContext {
  compiler: RuleCompiler
  definition: CaseTypeDefinition
}

export function compileClock(clock: ClockDefinition, place: string, context: ClockContext): ClockRule {
  const rule = (written: ClockDefinition['starts'] | undefined, where: string) => (written === undefined ? undefined : compileRule(written, `${place}.${where}`, context.compiler))
  const [first, stops, withdraws] = [rule(clock.starts, 'starts'), rule(clock.stops, 'stops'), rule(clock.withdraws, 'withdraws')]
  const starts = startedBy(first, rule(clock.noLaterThan && `${clock.noLaterThan}.due`, 'noLaterThan'))
  return {
    ...clockSettings(clock, place, context),
    id: clock.id,
    name: clock.name,
    of: clock.of,
    each: clock.each ?? false,
    per: clock.per,
    at: clock.at,
    noLaterThan: clock.noLaterThan,
    recurs: clock.recurs,
    starts,
    stops,
    withdraws,
    startUsesToday: ruleUsesToday(starts),
    endUsesToday: ruleUsesToday(stops) || ruleUsesToday(withdraws),
  }
}

export function stepClock(step: StepDefinition, place: string, context: ClockContext): ClockRule {
  return { ...clockSettings(step.clock!, `${place}.clock`, context), id: step.id, name: step.clock!.name ?? step.name, of: step.id, each: true }
}

/** A chained clock never starts when the first duty is missed; so it starts with that at the latest (semantics 29). */
function startedBy(first: StartRule | undefined, latest: StartRule | undefined): StartRule | undefined {
  return first && latest ? { kind: 'any', rules: [first, latest] } : first
}

function clockSettings(settings: ClockSettings, place: string, { compiler, definition }: ClockContext) {
  const { basis = 'landlord', pausedBy = [], escalate = [], calendar = definition.calendar, source, notBefore, deemedAfter, warn, validity, revise, extend, onRedo, onReopen } = settings
  return { basis, source, allow: compileAllowance(settings.allow, `${place}.allow`, { compiler, definition }), notBefore, deemedAfter, warn, pausedBy, escalate, validity, revise, extend, calendar, onRedo, onReopen }
}

/** `by: priority` is the priority of the case, unless it has a field of that name. */
function compileAllowance(allow: ClockSettings['allow'], place: string, { compiler, definition }: ClockContext): ClockRule['allow'] {
  if (!('targets' in allow)) return allow
  const { by, targets, otherwise } = allow
  const isPriority = by === 'priority' && definition.fields?.['priority'] === undefined
  const name = isPriority || definition.fields?.[by] !== undefined ? inWords(by).toLowerCase() : 'rating'
  return { name, by: isPriority ? undefined : compiler.expression(by, `${place}.by`), targets: new Map(Object.entries(targets)), otherwise }
}

/** Every length that a clock may have. */
export function lengthsOf(allow: ClockRule['allow']) {
  if (!isRated(allow)) return [allow]
  return [...allow.targets.values(), ...(allow.otherwise ? [allow.otherwise] : [])]
}
