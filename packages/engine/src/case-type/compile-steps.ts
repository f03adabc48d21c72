import type { Assessment } from '../assessments/assessment.ts'
import type { Compiled } from '../expressions/compile-expression.ts'
import { isDoneByPerson, type RecurrenceRule, type Step } from './case-type.ts'
import { stepClock } from './compile-clock.ts'
import { compileStepExpressions } from './compile-field-expressions.ts'
import { compileRule, outcomesOf, ruleUsesToday, type RuleCompiler } from './compile-rule.ts'
import type { CaseTypeDefinition } from './definition.ts'
import type { FragmentUse } from './expand-uses.ts'
import { insideFragment } from './inside-fragment.ts'
import type { ForEach, StepDefinition } from './step-definition.ts'

export interface StepsContext {
  compiler: RuleCompiler
  definition: CaseTypeDefinition
  steps: Step[]
  place: string
  parent?: string
  uses: Map<StepDefinition, FragmentUse>
  /** Where each step is written, filled as they are compiled. */
  places: Map<StepDefinition, string>
  expression: Record<string, Compiled>
  eachAround?: readonly ForEach[]
  assessments: Record<string, Assessment>
}

/** Compiles steps and those in them, and collects all of them in path order. */
export function compileSteps(written: StepDefinition[], context: StepsContext): Step[] {
  return written.map((definition, index) => {
    const place = `${context.place}[${index}]`
    const step = compileStep(definition, place, context)
    context.steps.push(step)
    context.places.set(definition, place)
    compileStepExpressions(step, { key: step.id, place, compiler: context.compiler, expression: context.expression })
    if (definition.kind === 'stage') step.children = compileSteps(definition.steps, { ...inside(definition, place, context), parent: definition.id, eachAround: step.eachAround })
    return step
  })
}

/** What a fragment brought is written there, and knows what its use tells it. */
function inside(stage: StepDefinition, place: string, context: StepsContext): StepsContext {
  const use = context.uses.get(stage)
  return use ? { ...context, place: `${use.place}.steps`, compiler: insideFragment(use, context.compiler, place) } : { ...context, place: `${place}.steps` }
}

function compileStep(written: StepDefinition, place: string, { compiler, definition, steps, parent, assessments, eachAround = [] }: StepsContext): Step {
  const expression = (source: string | undefined, where: string) => (source === undefined ? undefined : compiler.expression(source, `${place}.${where}`))
  const assessment = written.kind === 'task' && written.assessment !== undefined ? assessments[written.assessment] : undefined
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
    recurs: compileRecurrence(written, `${place}.recurs`, compiler),
    outcomes: outcomesOf(written, compiler.names),
    fields: written.kind === 'task' ? { ...written.fields, ...assessment?.questions } : {},
    assessment,
    clock: written.clock === undefined ? undefined : stepClock(written, place, { compiler, definition }),
    forEach: written.forEach,
    eachAround: written.forEach === undefined ? eachAround : [written.forEach, ...eachAround],
    onDemand: (written.kind === 'task' || written.kind === 'stage') && written.onDemand === true,
    notWhoDid: written.kind === 'task' || written.kind === 'message' ? [written.notWhoDid ?? []].flat() : [],
    branches: written.kind === 'decision' ? written.branches.flatMap((branch, index) => compileBranch(branch, `${place}.branches[${index}]`, compiler)) : [],
    isAutomatic: !isDoneByPerson({ definition: written }) && written.kind !== 'stage' && written.kind !== 'finish',
    usesToday: false,
    cancelUsesToday: false,
  }
  step.usesToday = when?.usesToday === true || ruleUsesToday(after) || (typeof step.required === 'object' && step.required.usesToday)
  step.cancelUsesToday = ruleUsesToday(step.cancelWhen) || ruleUsesToday(step.recurs?.until.event) || step.recurs?.until.when?.usesToday === true
  return step
}

function compileBranch(branch: { id: string; when: string }, place: string, compiler: RuleCompiler): { id: string; when: Compiled }[] {
  const when = compiler.expression(branch.when, `${place}.when`)
  return when ? [{ id: branch.id, when }] : []
}

/** A step that recurs is followed by another run too, if not at once. */
function compileRepeat({ repeatable, recurs }: StepDefinition, place: string, compiler: RuleCompiler): Step['repeat'] {
  if (recurs) return { atMost: recurs.until?.count ?? Infinity, atOnce: 1 }
  if (!repeatable) return undefined
  const { atMost = Infinity, atOnce = 1, while: condition } = repeatable === true ? {} : repeatable
  return { atMost, atOnce, while: condition === undefined ? undefined : compiler.expression(condition, `${place}.repeatable.while`) }
}

function compileRecurrence({ recurs }: StepDefinition, place: string, compiler: RuleCompiler): RecurrenceRule | undefined {
  if (!recurs) return undefined
  const { every, from = 'due', until: { event, when, ...until } = {}, onHold = 'skip' } = recurs
  return {
    every, from, onHold,
    until: {
      ...until,
      when: when === undefined ? undefined : compiler.expression(when, `${place}.until.when`),
      event: event === undefined ? undefined : compileRule(event, `${place}.until.event`, compiler),
    },
  }
}
