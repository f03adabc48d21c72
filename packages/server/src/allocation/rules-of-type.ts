import { type AllocationRule, type CaseType, type ChoosingRule, isChoosing } from '@casement/engine'

/** Everything that rules of a case type ask of the world. */
export interface RulesOfType {
  choosing: ChoosingRule[]
  people: string[]
  asksPatch: boolean
  asksContinuity: boolean
}

/** The rules by which cases of a type, and work in them, find somebody. */
export function rulesOfType({ definition, steps }: CaseType): RulesOfType {
  const ofSteps = steps.flatMap(({ definition: step }): ('owner' | AllocationRule)[] => {
    if (step.kind === 'effect') return step.do.flatMap((action) => ('assign' in action ? [action.assign] : []))
    return 'for' in step && step.for !== undefined ? [step.for].flat() : []
  })
  const rules = [...(definition.owner ?? []), ...ofSteps]
  return {
    choosing: rules.filter(isChoosing),
    people: rules.flatMap((rule) => (typeof rule === 'object' && 'person' in rule ? [rule.person] : [])),
    asksPatch: rules.includes('patch-officer'),
    asksContinuity: rules.includes('continuity'),
  }
}
