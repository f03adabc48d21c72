import type { Finding } from '../case-type.ts'
import { wrong, type Checking } from './checking.ts'

/** Every decision has branches and says what holds when none of them does (semantics 7). */
export function checkDecisions({ caseType, placeOf }: Checking): Finding[] {
  return caseType.steps.flatMap((step): Finding[] => {
    const { definition } = step
    if (definition.kind !== 'decision') return []
    const otherwise: { id: string } | undefined = definition.otherwise
    return [
      ...(otherwise === undefined ? [wrong(placeOf(step), `${step.name} does not say what holds when no branch does.`, 'Add otherwise: { id: … }.')] : []),
      ...(definition.branches.length === 0 ? [wrong(placeOf(step, 'branches'), `${step.name} has no branches, so there is nothing to decide.`, 'Add a branch, or take the step out.')] : []),
    ]
  })
}
