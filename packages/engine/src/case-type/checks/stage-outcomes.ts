import type { Finding } from '../case-type.ts'
import { wrong, type Checking } from './checking.ts'

/** Where a stage says how it can end, a finish in it names one of these. */
export function checkStageOutcomes({ caseType, placeOf }: Checking): Finding[] {
  return caseType.steps.flatMap((step) => {
    const stage = step.parent === undefined ? undefined : caseType.step[step.parent]
    const outcome = step.definition.kind === 'finish' ? step.definition.outcome : undefined
    if (!stage || outcome === undefined || stage.outcomes.length === 0 || stage.outcomes.some(({ id }) => id === outcome)) return []
    return [wrong(placeOf(step, 'outcome'), `${stage.name} has no outcome ${outcome}.`, `Use one of ${stage.outcomes.map(({ id }) => id).join(', ')}, or add it.`)]
  })
}
