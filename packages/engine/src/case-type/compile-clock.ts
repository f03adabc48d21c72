import type { ClockRule } from './case-type.ts'
import { compileRule, ruleUsesToday, type RuleCompiler } from './compile-rule.ts'
import type { CaseTypeDefinition, ClockDefinition, ClockSettings } from './definition.ts'
import type { StepDefinition } from './step-definition.ts'

export function compileClock(clock: ClockDefinition, place: string, { compiler, definition }: { compiler: RuleCompiler; definition: CaseTypeDefinition }): ClockRule {
  const rule = (written: ClockDefinition['starts'] | undefined, where: string) => (written === undefined ? undefined : compileRule(written, `${place}.${where}`, compiler))
  const [starts, stops, withdraws] = [rule(clock.starts, 'starts'), rule(clock.stops, 'stops'), rule(clock.withdraws, 'withdraws')]
  return {
    ...clockSettings(clock, definition),
    id: clock.id,
    name: clock.name,
    of: clock.of,
    each: clock.each ?? false,
    at: clock.at,
    starts,
    stops,
    withdraws,
    startUsesToday: ruleUsesToday(starts),
    endUsesToday: ruleUsesToday(stops) || ruleUsesToday(withdraws),
  }
}

export function stepClock(step: StepDefinition, definition: CaseTypeDefinition): ClockRule {
  return { ...clockSettings(step.clock!, definition), id: step.id, name: step.clock!.name ?? step.name, of: step.id, each: true }
}

function clockSettings(settings: ClockSettings, definition: CaseTypeDefinition) {
  const { basis = 'landlord', source, allow, notBefore, deemedAfter, warn, pausedBy = [], escalate = [], extend, calendar = definition.calendar, onRedo, onReopen } = settings
  return { basis, source, allow, notBefore, deemedAfter, warn, pausedBy, escalate, extend, calendar, onRedo, onReopen }
}
