import { compileExpression, type Compiled, type ExpressionField } from '../expressions/compile-expression.ts'
import { isRated } from './case-type.ts'
import type { CaseType, Finding, Step } from './case-type.ts'
import { allSteps } from './all-steps.ts'
import { compileAssessments, compileQuestionExpressions } from './compile-assessments.ts'
import { compileClock } from './compile-clock.ts'
import { compileOpenings } from './compile-openings.ts'
import { compileFieldExpressions } from './compile-field-expressions.ts'
import { inWords, type RuleCompiler } from './compile-rule.ts'
import { compileSteps } from './compile-steps.ts'
import type { CaseTypeDefinition, ClockSettings, FieldDefinition } from './definition.ts'
import { expandUses, type FragmentUse } from './expand-uses.ts'
import { lastsToADate, listenersAmong } from './listeners.ts'
import type { StepDefinition } from './step-definition.ts'

/** Makes a case type ready to work with, or names everything that stops it. Done once per version, never while a command runs. */
export function compileCaseType(definition: CaseTypeDefinition): { caseType?: CaseType; findings: Finding[] } {
  const { caseType, findings } = compileWhatCanBe(definition)
  return findings.some(({ severity }) => severity === 'error') ? { findings } : { caseType, findings }
}

/** The same for whoever wants to see more of what is wrong: rules and expressions that cannot be read are left out, and nobody may work with it. */
export function compileWhatCanBe(written: CaseTypeDefinition): { caseType: CaseType; findings: Finding[] } {
  const findings: Finding[] = []
  const { steps: path, uses, unread, findings: ofUses } = expandUses(written)
  findings.push(...ofUses)
  const definition = { ...written, lists: listsOf(written, uses) }
  const compiler = ruleCompiler({ ...definition, steps: path }, { findings, unread })
  const steps: Step[] = []
  const places = new Map<StepDefinition, string>()
  const assessments = compileAssessments(definition, compiler)
  const expression: Record<string, Compiled> = {}
  compileFieldExpressions(definition.fields ?? {}, { key: 'fields', place: 'fields', compiler, expression })
  compileSteps(path, { compiler, definition, steps, place: 'steps', uses, places, expression, assessments })
  compileQuestionExpressions(steps, { compiler, expression, assessments: Object.values(assessments) })
  const clocks = (definition.clocks ?? []).map((clock, index) => compileClock(clock, `clocks[${index}]`, { compiler, definition }))
  const caseType: CaseType = {
    id: definition.id,
    version: definition.version,
    definition,
    steps,
    places,
    step: Object.fromEntries(steps.map((step) => [step.id, step])),
    clocks,
    assessments,
    scopeEnds: steps.filter(endsScope),
    datedWaits: steps.filter(lastsToADate),
    planned: steps.filter(({ recurs, definition }) => recurs || definition.startsOn),
    forEach: steps.filter(({ forEach }) => forEach !== undefined),
    daily: steps.filter(({ usesToday, cancelUsesToday }) => usesToday || cancelUsesToday),
    listeners: listenersAmong(steps, clocks),
    rated: [...clocks, ...steps.flatMap(({ clock }) => clock ?? [])].filter(({ allow }) => isRated(allow)),
    extendsByNotice: [...clocks, ...steps.map(({ clock }) => clock)].some((clock) => clock?.extend?.noticeBeforeDue !== undefined),
    opensOn: compileOpenings(definition.opensOn, compiler.report),
    gates: compileGates(definition, compiler),
    advice: compileAdvice(definition, compiler),
    narrowing: compileNarrowing(definition, compiler),
    fields: definition.fields ?? {},
    expression,
  }
  return { caseType, findings }
}

/** A fragment brings the lists from which its fields choose. */
function listsOf({ lists }: CaseTypeDefinition, uses: Map<StepDefinition, FragmentUse>): CaseTypeDefinition['lists'] {
  const brought = [...uses.values()].map(({ fragment }) => fragment.lists ?? {})
  return brought.length === 0 ? lists : Object.assign({}, ...brought, lists)
}

function ruleCompiler(definition: CaseTypeDefinition, { findings, unread }: { findings: Finding[]; unread: Set<string> }): RuleCompiler {
  const step: Record<string, StepDefinition> = {}
  for (const found of allSteps(definition.steps)) step[found.id] = found
  const fields = expressionFields(definition)
  const roles = (definition.parties ?? []).map(({ id }) => id)
  const report = (finding: Finding) => void findings.push(finding)
  const expression = (source: string, place: string) => {
    const result = compileExpression(source, { fields, steps: Object.keys(step), roles })
    if ('compiled' in result) return result.compiled
    for (const { message, remedy } of result.findings) report({ place, severity: 'error', message, remedy })
    return undefined
  }
  const clocks: Record<string, ClockSettings> = {}
  for (const clock of definition.clocks ?? []) clocks[clock.id] = clock
  for (const found of Object.values(step)) if (found.clock) clocks[found.id] = found.clock
  return { names: { step, clocks, unread, assessments: Object.fromEntries((definition.assessments ?? []).map((assessment) => [assessment.id, assessment])) }, expression, report }
}

export function fieldKind(field: FieldDefinition): ExpressionField['kind'] {
  const kinds = ['text', 'number', 'date', 'time', 'yesNo', 'choice', 'list', 'documents', 'person', 'record'] as const
  return kinds.find((kind) => kind in field) ?? 'text'
}

function expressionFields(definition: CaseTypeDefinition): ExpressionField[] {
  return Object.entries(definition.fields ?? {}).map(([id, field]) => ({ id, kind: fieldKind(field) }))
}

function compileGates({ gates = [] }: CaseTypeDefinition, compiler: RuleCompiler): CaseType['gates'] {
  return gates.flatMap((gate, index) => {
    const when = compiler.expression(gate.when, `gates[${index}].when`)
    return when ? [{ id: gate.id, name: gate.name, when }] : []
  })
}

/** One whose condition cannot be read is left out: it would be told to everyone. */
function compileAdvice({ advice = [] }: CaseTypeDefinition, compiler: RuleCompiler): CaseType['advice'] {
  return advice.flatMap(({ when: source, text, instead = false }, index) => {
    const place = `advice[${index}].when`
    const when = source === undefined ? undefined : compiler.expression(source, place)
    return source !== undefined && !when ? [] : [{ text, instead, when, place }]
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

function endsScope({ kind }: Step): boolean {
  return kind === 'stage' || kind === 'finish'
}

/** What a field is called on screen. */
export function fieldName(id: string, field: FieldDefinition): string {
  return field.name ?? inWords(id)
}
