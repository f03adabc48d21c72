import type { Finding, Step } from '../case-type.ts'
import { wrong, type Checking } from './checking.ts'

/** People may leave a stage only for another that stands beside it and is done for the same, each named once. */
export function checkNextStages({ caseType, placeOf }: Checking): Finding[] {
  return caseType.steps.flatMap((step) => {
    const { next = [] } = step.definition.kind === 'stage' ? step.definition : {}
    const beside = caseType.steps.filter(({ kind, parent, id }) => kind === 'stage' && parent === step.parent && id !== step.id).map(({ id }) => id)
    return next.flatMap(({ stage }, index): Finding[] => {
      const place = placeOf(step, `next[${index}].stage`)
      if (next.findIndex((other) => other.stage === stage) < index) return [wrong(place, `The stage ${stage} is there twice.`, 'Take one of the two out.')]
      if (beside.includes(stage) && isForTheSame(step, caseType.step[stage]!)) return []
      if (beside.includes(stage)) return [wrong(place, `${step.name} and ${caseType.step[stage]!.name} are not done for each of the same, so that nothing says for which of them a case moves.`, 'Give both stages the same forEach, or neither of them one.')]
      return [wrong(place, stage === step.id ? `${step.name} cannot be left for itself.` : `No stage ${stage} stands beside ${step.name}.`, beside.length === 0 ? 'Take next out: there is no other stage.' : `Name one of ${beside.join(', ')}.`)]
    })
  })
}

function isForTheSame({ forEach }: Step, other: Step): boolean {
  return JSON.stringify(forEach) === JSON.stringify(other.forEach)
}
