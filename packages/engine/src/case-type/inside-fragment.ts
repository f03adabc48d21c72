import { compileExpression, type Compiled, type ExpressionField } from '../expressions/compile-expression.ts'
import { areAlike, typeOfField, typeWords } from '../expressions/value-types.ts'
import { allSteps } from './all-steps.ts'
import type { RuleCompiler } from './compile-rule.ts'
import type { FragmentUse } from './expand-uses.ts'
import { isNameInput, type InputDefinition } from './fragment.ts'

/**
 * Compiles what stands in a fragment as one use of it has it: its expressions know the inputs and the fragment's own steps, and nothing
 * else of the case; what an input is bound to is read where the use stands.
 */
export function insideFragment({ use, fragment, naming }: FragmentUse, outer: RuleCompiler, place: string): RuleCompiler {
  const values = Object.entries(fragment.inputs ?? {}).filter(([, input]) => !isNameInput(input))
  const bindings = new Map(values.flatMap(([id, input]) => bind(id, input)))
  const fields = values.map(([id, input]) => ({ id, kind: kindOf(input) }))
  const steps = allSteps(fragment.steps).map(({ id }) => id)
  const expression = (source: string, where: string) => {
    const result = compileExpression(source, { fields, steps, roles: [] })
    if ('compiled' in result) return asBound(result.compiled, { bindings, step: naming.step })
    for (const { message, remedy } of result.findings) outer.report({ place: where, severity: 'error', message, remedy })
    return undefined
  }
  return { ...outer, expression }

  function bind(id: string, input: InputDefinition): [string, Compiled][] {
    const where = `${place}.with.${id}`
    const compiled = outer.expression(String(use.with?.[id]), where)
    if (!compiled) return []
    const wanted = typeOfField({ id, kind: kindOf(input) })
    if (!areAlike(compiled.type, wanted)) outer.report({ place: where, severity: 'error', message: `${id} is ${typeWords(wanted)}, and this gives ${typeWords(compiled.type)}.`, remedy: `Bind it to ${typeWords(wanted)}.` })
    return [[id, compiled]]
  }
}

function kindOf(input: InputDefinition): ExpressionField['kind'] {
  const kinds = ['text', 'number', 'date', 'yesNo', 'choice'] as const
  return kinds.find((kind) => kind in input) ?? 'text'
}

/** Reads the inputs from the case, and the fragment's steps under the names that they have there. */
function asBound(compiled: Compiled, { bindings, step }: { bindings: Map<string, Compiled>; step: (id: string) => string }): Compiled {
  const bound = [...bindings.values()]
  return {
    ...compiled,
    usesToday: compiled.usesToday || bound.some(({ usesToday }) => usesToday),
    usesFields: bound.some(({ usesFields }) => usesFields),
    usesParties: compiled.usesParties || bound.some(({ usesParties }) => usesParties),
    usesStrands: compiled.usesStrands || bound.some(({ usesStrands }) => usesStrands),
    steps: [...compiled.steps.map(step), ...bound.flatMap(({ steps }) => steps)],
    asksOne: [...compiled.asksOne.map(step), ...bound.flatMap(({ asksOne }) => asksOne)],
    evaluate(scope) {
      const read = [...bindings].map(([id, binding]) => [id, binding.evaluate(scope)] as const)
      const warning = read.find(([, value]) => value.warning !== undefined)?.[1].warning
      if (warning !== undefined) return { value: null, warning }
      return compiled.evaluate({
        fields: Object.fromEntries(read.map(([id, { value }]) => [id, value])),
        outcome: (id) => scope.outcome(step(id)),
        answer: (id, field) => scope.answer(step(id), field),
        outcomes: (id) => scope.outcomes(step(id)),
        answers: (id, field) => scope.answers(step(id), field),
        timesDone: (id) => scope.timesDone(step(id)),
        parties: scope.parties,
        strands: scope.strands,
        trigger: scope.trigger,
        today: scope.today,
      })
    },
  }
}
