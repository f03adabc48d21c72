import { leavesOf, type Finding, type Step } from '../case-type.ts'
import { wrong, type Checking } from './checking.ts'

/** What speaks of strands stands in a case type that has them, and names those that it has. */
export function checkStrands(checking: Checking): Finding[] {
  const { strands } = checking.caseType.definition
  const { lists = {} } = checking.caseType.definition
  if (!strands) return usesOfStrands(checking).map((place) => wrong(place, 'There are no strands in this case type.', 'Say under strands which list they are of.'))
  const list = lists[strands.list]
  if (!list) return [wrong('strands.list', `There is no list ${strands.list}.`, 'Name the list whose values the strands are of.')]
  return checking.caseType.steps.flatMap((step) => checkActions(checking, step))
}

/** Where something needs strands. */
function usesOfStrands({ caseType, placeOf }: Checking): string[] {
  const ofLeaves = caseType.steps.flatMap((step) => (['after', 'cancelWhen'] as const).flatMap((part) => (leavesOf(step[part]).some(isOfStrand) ? [placeOf(step, part)] : [])))
  const ofSteps = caseType.steps.flatMap((step) => [
    ...(step.forEach === 'strand' ? [placeOf(step, 'forEach')] : []),
    ...actionsOf(step).flatMap((action, index) => ('startStrand' in action || 'endStrand' in action ? [placeOf(step, `do[${index}]`)] : [])),
    ...(step.when?.usesStrands ? [placeOf(step, 'when')] : []),
  ])
  const ofClocks = caseType.clocks.flatMap((clock, index) => [
    ...(clock.per ? [`clocks[${index}].per`] : []),
    ...(['starts', 'stops', 'withdraws'] as const).flatMap((part) => (leavesOf(clock[part]).some(isOfStrand) ? [`clocks[${index}].${part}`] : [])),
  ])
  return [...ofSteps, ...ofLeaves, ...ofClocks]
}

function isOfStrand({ written }: { written: string }): boolean {
  return written.startsWith('strand.')
}

function actionsOf({ definition }: Step) {
  return definition.kind === 'effect' ? definition.do : []
}

function checkActions({ caseType, placeOf }: Checking, step: Step): Finding[] {
  const { strands, lists = {}, fields = {} } = caseType.definition
  const { list, outcomes = [] } = strands!
  const isInStrand = step.eachAround.includes('strand')
  const finding = step.kind === 'finish' && step.forEach === 'strand' && 'outcome' in step.definition ? checkOutcome(step.definition.outcome, placeOf(step, 'outcome')) : []
  return [...finding, ...actionsOf(step).flatMap((action, index): Finding[] => {
    const place = placeOf(step, `do[${index}]`)
    if ('startStrand' in action) return checkValue(action.startStrand.value, `${place}.startStrand.value`)
    if (!('endStrand' in action)) return []
    return isInStrand ? checkOutcome(action.endStrand.outcome, `${place}.endStrand.outcome`) : [wrong(place, `${step.name} ends the strand that it is in, and it is in none.`, 'Put it, or a stage around it, forEach: strand.')]
  })]

  function checkValue(value: string, place: string): Finding[] {
    const [own] = step.eachAround
    const field = typeof own === 'object' && 'list' in own ? fields[own.list] : undefined
    if (value === 'element') return field && 'list' in field && field.list === list ? [] : [wrong(place, `${step.name} starts a strand for its element, which is no value of ${list}.`, `Let it be for each value of a field that holds values of ${list}.`)]
    return lists[list]!.some(({ id }) => id === value) ? [] : [wrong(place, `There is no strand ${value}.`, `Use one of ${lists[list]!.map(({ id }) => id).join(', ')}.`)]
  }

  function checkOutcome(outcome: string | undefined, place: string): Finding[] {
    const known = outcomes.map(({ id }) => id)
    if (outcome === undefined ? known.length === 0 : known.includes(outcome)) return []
    return [wrong(place, outcome === undefined ? `${step.name} ends a strand without an outcome.` : `There is no outcome ${outcome} of strands.`, known.length === 0 ? 'Take it out, or say the outcomes under strands.' : `Use one of ${known.join(', ')}.`)]
  }
}
