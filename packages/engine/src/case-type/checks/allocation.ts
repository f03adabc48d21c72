import { alwaysFinds, type AllocationRule } from '../allocation-rule.ts'
import type { Finding } from '../case-type.ts'
import { doubtful, type Checking } from './checking.ts'

/** Rules that may find nobody end with one that always does; behind such a one no rule is ever asked. */
export function checkAllocation({ caseType, placeOf }: Checking): Finding[] {
  const { owner } = caseType.definition
  const steps = caseType.steps.flatMap((step) => {
    const { definition } = step
    return 'for' in definition && definition.for !== undefined ? inOrder([definition.for].flat(), placeOf(step, 'for')) : []
  })
  return owner === undefined ? steps : [...inOrder(owner, 'owner'), ...steps]
}

function inOrder(rules: ('owner' | AllocationRule)[], place: string): Finding[] {
  const sure = rules.findIndex(alwaysFinds)
  if (sure < 0) return [doubtful(place, 'These rules may find nobody.', 'End them with a team, a role, or whoever opens the case; else somebody must choose in each such case.')]
  if (sure === rules.length - 1) return []
  return [doubtful(`${place}[${sure + 1}]`, 'This is never asked: the rule before it always finds somebody.', 'Put the rule before it last, or take this out.')]
}
