import { compileExpression, type Compiled, type ExpressionField } from '../expressions/compile-expression.ts'
import { conditionsOf, isDoneByPerson, type CaseType, type ClockRule, type Finding, type StartRule, type Step } from './case-type.ts'
import { stepPlaces } from './checks/step-places.ts'
import { lastsToADate, listenersAmong } from './listeners.ts'
import { compileRule, outcomesOf, inWords, type RuleCompiler } from './compile-rule.ts'
import type { CaseTypeDefinition, ClockDefinition, ClockSettings, FieldDefinition, StepDefinition } from './definition.ts'

/** Makes a case type ready to work with, or names everything that stops it. Done once per version, never while a command runs. */
export function compileCaseType(definition: CaseTypeDefinition): { caseType?: CaseType; findings: Finding[] } {
  const { caseType, findings } = compileWhatCanBe(definition)
  return findings.some(({ severity }) => severity === 'error') ? { findings } : { caseType, findings }
}

/** The same for whoever wants to see more of what is wrong: rules and expressions that cannot be read are left out, and nobody may work with it. */
export function compileWhatCanBe(definition: CaseTypeDefinition): { caseType: CaseType; findings: Finding[] } {
  const findings: Finding[] = []
  const compiler = ruleCompiler(definition, findings)
  const steps: Step[] = []
  compileSteps(definition.steps, { compiler, definition, steps, place: 'steps' })
  const expression: Record<string, Compiled> = {}
  compileFieldExpressions(definition.fields ?? {}, { key: 'fields', place: 'fields', compiler, expression })
  const places = stepPlaces(definition)
  for (const step of steps) compileStepExpressions(step, { key: step.id, place: places.get(step.definition) ?? step.id, compiler, expression })
  const clocks = (definition.clocks ?? []).map((clock, index) => compileClock(clock, `clocks[${index}]`, { compiler, definition }))
  const caseType: CaseType = {
    id: definition.id,
    version: definition.version,
    definition,
    steps,
    step: Object.fromEntries(steps.map((step) => [step.id, step])),
    clocks,
    automatic: steps.filter((step) => !isDoneByPerson(step) && !endsScope(step)),
    scopeEnds: steps.filter(endsScope),
    datedWaits: steps.filter(lastsToADate),
    daily: steps.filter(({ usesToday, cancelUsesToday }) => usesToday || cancelUsesToday),
    listeners: listenersAmong(steps, clocks),
    gates: compileGates(definition, compiler),
    narrowing: compileNarrowing(definition, compiler),
    fields: definition.fields ?? {},
    expression,
  }
  return { caseType, findings }
}

function ruleCompiler(definition: CaseTypeDefinition, findings: Finding[]): RuleCompiler {
  const step: Record<string, StepDefinition> = {}
  for (const found of allSteps(definition.steps)) step[found.id] = found
  const fields = expressionFields(definition)
  const report = (finding: Finding) => void findings.push(finding)
  const expression = (source: string, place: string) => {
    const result = compileExpression(source, fields, Object.keys(step))
    if ('compiled' in result) return result.compiled
    for (const { message, remedy } of result.findings) report({ place, severity: 'error', message, remedy })
    return undefined
  }
  const clocks: Record<string, ClockSettings> = {}
  for (const clock of definition.clocks ?? []) clocks[clock.id] = clock
  for (const found of Object.values(step)) if (found.clock) clocks[found.id] = found.clock
  return { names: { step, clocks }, expression, report }
}

/** Every step, depth first, in the order written. */
export function allSteps(steps: StepDefinition[]): StepDefinition[] {
  return steps.flatMap((step) => (step.kind === 'stage' ? [step, ...allSteps(step.steps)] : [step]))
}

export function fieldKind(field: FieldDefinition): ExpressionField['kind'] {
  const kinds = ['text', 'number', 'date', 'time', 'yesNo', 'choice', 'list', 'documents', 'person', 'record'] as const
  return kinds.find((kind) => kind in field) ?? 'text'
}

function expressionFields(definition: CaseTypeDefinition): ExpressionField[] {
  return Object.entries(definition.fields ?? {}).map(([id, field]) => ({ id, kind: fieldKind(field) }))
}

interface StepsContext {
  compiler: RuleCompiler
  definition: CaseTypeDefinition
  steps: Step[]
  place: string
  parent?: string
}

function compileSteps(written: StepDefinition[], context: StepsContext): Step[] {
  return written.map((definition, index) => {
    const place = `${context.place}[${index}]`
    const step = compileStep(definition, place, context)
    context.steps.push(step)
    if (definition.kind === 'stage') step.children = compileSteps(definition.steps, { ...context, place: `${place}.steps`, parent: definition.id })
    return step
  })
}

function compileStep(written: StepDefinition, place: string, { compiler, definition, steps, parent }: StepsContext): Step {
  const expression = (source: string | undefined, where: string) => (source === undefined ? undefined : compiler.expression(source, `${place}.${where}`))
  const { required = false, start = 'automatic' } = written
  const after = written.after === undefined ? undefined : compileRule(written.after, `${place}.after`, compiler)
  const when = expression(written.when, 'when')
  const step: Step = {
    id: written.id,
    kind: written.kind,
    name: written.name,
    definition: written,
    order: steps.length,
    parent,
    children: [],
    after,
    when,
    cancelWhen: written.cancelWhen === undefined ? undefined : compileRule(written.cancelWhen, `${place}.cancelWhen`, compiler),
    required: typeof required === 'object' ? (expression(required.when, 'required') ?? false) : required,
    start: typeof start === 'object' ? (expression(start.when, 'start') ?? 'automatic') : start,
    repeat: compileRepeat(written, place, compiler),
    outcomes: outcomesOf(written),
    fields: written.kind === 'task' ? (written.fields ?? {}) : {},
    clock: written.clock === undefined ? undefined : stepClock(written, definition),
    onDemand: written.kind === 'task' && written.onDemand === true,
    notWhoDid: written.kind === 'task' || written.kind === 'message' ? [written.notWhoDid ?? []].flat() : [],
    branches: written.kind === 'decision' ? written.branches.flatMap((branch, index) => compileBranch(branch, `${place}.branches[${index}]`, compiler)) : [],
    usesToday: false,
    cancelUsesToday: false,
  }
  step.usesToday = when?.usesToday === true || ruleUsesToday(after) || (typeof step.required === 'object' && step.required.usesToday)
  step.cancelUsesToday = ruleUsesToday(step.cancelWhen)
  return step
}

function compileBranch(branch: { id: string; when: string }, place: string, compiler: RuleCompiler): { id: string; when: Compiled }[] {
  const when = compiler.expression(branch.when, `${place}.when`)
  return when ? [{ id: branch.id, when }] : []
}

function compileRepeat({ repeatable }: StepDefinition, place: string, compiler: RuleCompiler): Step['repeat'] {
  if (!repeatable) return undefined
  const { atMost = Infinity, atOnce = 1, while: condition } = repeatable === true ? {} : repeatable
  return { atMost, atOnce, while: condition === undefined ? undefined : compiler.expression(condition, `${place}.repeatable.while`) }
}

function ruleUsesToday(rule: StartRule | undefined): boolean {
  return conditionsOf(rule).some(({ usesToday }) => usesToday)
}

function clockSettings(settings: ClockSettings, definition: CaseTypeDefinition) {
  const { basis = 'landlord', source, allow, warn, pausedBy = [], escalate = [], extend, calendar = definition.calendar, onRedo, onReopen } = settings
  return { basis, source, allow, warn, pausedBy, escalate, extend, calendar, onRedo, onReopen }
}

function stepClock(step: StepDefinition, definition: CaseTypeDefinition): ClockRule {
  return { ...clockSettings(step.clock!, definition), id: step.id, name: step.clock!.name ?? step.name, of: step.id, each: true }
}

function compileClock(clock: ClockDefinition, place: string, { compiler, definition }: Pick<StepsContext, 'compiler' | 'definition'>): ClockRule {
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

function compileGates({ gates = [] }: CaseTypeDefinition, compiler: RuleCompiler): CaseType['gates'] {
  return gates.flatMap((gate, index) => {
    const when = compiler.expression(gate.when, `gates[${index}].when`)
    return when ? [{ id: gate.id, name: gate.name, when }] : []
  })
}

function compileNarrowing({ allow = {} }: CaseTypeDefinition, compiler: RuleCompiler): CaseType['narrowing'] {
  const narrowing: CaseType['narrowing'] = {}
  for (const [action, rule] of Object.entries(allow)) {
    if (typeof rule !== 'string') narrowing[action] = rule
    else {
      const compiled = compiler.expression(rule.replace(/^when\s+/, ''), `allow.${action}`)
      if (compiled) narrowing[action] = compiled
    }
  }
  return narrowing
}

interface ExpressionContext {
  /** How the expression is known. */
  key: string
  /** Where it is written. */
  place: string
  compiler: RuleCompiler
  expression: Record<string, Compiled>
}

function compileFieldExpressions(fields: Record<string, FieldDefinition>, { key, place, compiler, expression }: ExpressionContext): void {
  for (const [id, field] of Object.entries(fields)) {
    for (const part of ['showWhen', 'requireWhen'] as const) {
      const source = field[part]
      const compiled = source === undefined ? undefined : compiler.expression(source, `${place}.${id}.${part}`)
      if (compiled) expression[`${key}.${id}.${part}`] = compiled
    }
  }
}

function compileStepExpressions(step: Step, { key, place, compiler, expression }: ExpressionContext): void {
  compileFieldExpressions(step.fields, { key: `${key}.fields`, place: `${place}.fields`, compiler, expression })
  if (step.definition.kind !== 'effect') return
  for (const [index, action] of step.definition.do.entries()) {
    if (!('set' in action)) continue
    for (const [field, source] of Object.entries(action.set)) {
      const compiled = compiler.expression(source, `${place}.do[${index}].set.${field}`)
      if (compiled) expression[`${key}.set.${field}`] = compiled
    }
  }
}

function endsScope({ kind }: Step): boolean {
  return kind === 'stage' || kind === 'finish'
}

/** What a field is called on screen. */
export function fieldName(id: string, field: FieldDefinition): string {
  return field.name ?? inWords(id)
}
