import type { Finding } from '../case-type.ts'
import { wrong, type Checking } from './checking.ts'

/** What an outcome needs is asked in its own task. */
export function checkNeededFields({ caseType, placeOf }: Checking): Finding[] {
  return caseType.steps.flatMap((step) => {
    if (step.definition.kind !== 'task') return []
    const known = Object.keys(step.fields)
    const remedy = known.length > 0 ? `Use one of ${known.join(', ')}, or add it to the fields of the task.` : 'The task has no fields: add it to them.'
    return (step.definition.outcomes ?? []).flatMap((outcome, index) => {
      const needs = typeof outcome === 'string' ? [] : (outcome.needs ?? [])
      return needs.flatMap((field, at) => (known.includes(field) ? [] : [wrong(placeOf(step, `outcomes[${index}].needs[${at}]`), `There is no field ${field} in this task.`, remedy)]))
    })
  })
}
