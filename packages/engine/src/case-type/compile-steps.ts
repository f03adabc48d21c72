import type { Compiled } from '../expressions/compile-expression.ts'
import { isDoneByPerson, type Step } from './case-type.ts'
import { stepClock } from './compile-clock.ts'
import { compileRule, outcomesOf, ruleUsesToday, type RuleCompiler } from './compile-rule.ts'
import type { CaseTypeDefinition } from './definition.ts'
import type { ForEach, StepDefinition } from './step-definition.ts'

export interface StepsContext {
  compiler: RuleCompiler
  definition: CaseTypeDefinition
  steps: Step[]
  place: string
  parent?: string
  eachAround?: readonly ForEach[]
}

/** Compiles steps and those in them, and collects all of them in path order. */
export function compileSteps(written: StepDefinition[], context: StepsContext): Step[] {
  return written.map((definition, index) => {
    const place = `${context.place}[${index}]`
    const step = compileStep(definition, place, context)
    context.steps.push(step)
    if (definition.kind === 'stage') step.children = compileSteps(definition.steps, { ...context, place: `${place}.steps`, parent: definition.id, eachAround: step.eachAround })
    return step
  })
}

function compileStep(written: StepDefinition, place: string, { compiler, definition, steps, parent, eachAround = [] }: StepsContext): Step {
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
    clock: written.clock === undefined ? undefined : stepClock(written, place, { compiler, definition }),
    forEach: written.forEach,
    eachAround: written.forEach === undefined ? eachAround : [written.forEach, ...eachAround],
    onDemand: written.kind === 'task' && written.onDemand === true,
    notWhoDid: written.kind === 'task' || written.kind === 'message' ? [written.notWhoDid ?? []].flat() : [],
    branches: written.kind === 'decision' ? written.branches.flatMap((branch, index) => compileBranch(branch, `${place}.branches[${index}]`, compiler)) : [],
    isAutomatic: !isDoneByPerson({ definition: written }) && written.kind !== 'stage' && written.kind !== 'finish',
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
