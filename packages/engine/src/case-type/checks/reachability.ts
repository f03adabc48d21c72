import { leavesOf, type CaseType, type Finding, type Leaf, type StartRule, type Step } from '../case-type.ts'
import { doubtful, wrong, type Checking } from './checking.ts'
import { growFrom } from './grow.ts'
import { isPossible, possibleWords, waitEndings, wordOf } from './possible-events.ts'

/** Every step can come to be live, every wait can end, and the case can come to an end. */
export function checkReachability(checking: Checking): Finding[] {
  const reached = reachableSteps(checking.caseType)
  return [...impossibleEvents(checking), ...afterTheEnd(checking), ...unreachableSteps(checking, reached), ...endlessWaits(checking), ...noWayToFinish(checking, reached)]
}

function impossibleEvents(checking: Checking): Finding[] {
  const { caseType, placeOf } = checking
  const ofSteps = caseType.steps.flatMap((step) => (['after', 'cancelWhen'] as const).map((part) => ({ name: step.name, rule: step[part], place: placeOf(step, part) })))
  const ofClocks = caseType.clocks.flatMap((clock, index) => (['starts', 'stops', 'withdraws'] as const).map((part) => ({ name: clock.name, rule: clock[part], place: `clocks[${index}].${part}` })))
  return [...ofSteps, ...ofClocks].flatMap(({ name, rule, place }) => leavesOf(rule).flatMap((leaf) => {
    const named = leaf.step === undefined ? undefined : caseType.step[leaf.step]
    if (!named || isPossible(leaf, named)) return []
    return [wrong(place, `${name} waits for ${leaf.written}, which never happens: ${named.name} is ${named.kind === 'effect' ? 'an' : 'a'} ${named.kind}.`, `Wait for ${possibleWords(named).map((word) => `${named.id}.${word}`).join(', ')}.`)]
  }))
}

/** A finish at the top of the path ends the case. */
function afterTheEnd({ caseType, placeOf }: Checking): Finding[] {
  const isEnd = ({ step = '', names }: Leaf) => {
    const named = caseType.step[step]
    return named?.kind === 'finish' && named.parent === undefined && named.forEach === undefined && names.some((name) => wordOf(name) === 'completed')
  }
  return caseType.steps.flatMap((step) => leavesOf(step.after).filter(isEnd).map((leaf) => (
    wrong(placeOf(step, 'after'), `${step.name} waits for ${leaf.written}, which ends the case: nothing starts then.`, `Let it start sooner, and ${leaf.step} wait for it.`)
  )))
}

function unreachableSteps({ caseType, placeOf }: Checking, reached: ReadonlySet<string>): Finding[] {
  const steps = caseType.steps.filter(({ id }) => reached.has(id)).map(({ id }) => id)
  return caseType.steps
    .filter((step) => !reached.has(step.id) && (step.parent === undefined || reached.has(step.parent)))
    .map((step) => wrong(placeOf(step, 'after'), `${step.name} can never start: nothing leads to it.`, `Let it start after a step that is reached: ${steps.join(', ') || 'give one step no after'}.`))
}

function endlessWaits({ caseType, placeOf }: Checking): Finding[] {
  return caseType.steps
    .filter(({ definition }) => definition.kind === 'wait' && waitEndings(definition).length === 0)
    .map((step) => wrong(placeOf(step), `${step.name} would wait for ever.`, 'Say how it ends: lasts, until, or forEvent with a timeOut.'))
}

function noWayToFinish({ caseType, placeOf }: Checking, reached: ReadonlySet<string>): Finding[] {
  const { allow, closureReasons = [] } = caseType.definition
  if (caseType.steps.some(({ id, kind, parent, forEach }) => kind === 'finish' && parent === undefined && forEach === undefined && reached.has(id))) return []
  if (allow?.close === false) return [wrong('steps', 'No finish can be reached, and nobody may close the case by hand.', 'Add a finish at the top of the path, or let people close the case.')]
  if (closureReasons.length === 0) return [wrong('steps', 'There is no way to finish: no finish can be reached and no closure reason is given.', 'Add a finish at the top of the path, or closureReasons for closing by hand.')]
  const finish = caseType.steps.find(({ kind, parent }) => kind === 'finish' && (parent === undefined || caseType.step[parent]?.outcomes.length === 0))
  return finish ? [doubtful(placeOf(finish), 'No finish at the top of the path can be reached, so each case must be closed by hand.', 'Let a finish start after the last step.')] : []
}

/** The steps that can start at all, and the clocks, found from those that start with the case, outwards. */
export function reachableSteps(caseType: CaseType): Set<string> {
  return growFrom(caseType, (element, reached) => ('kind' in element ? canStart(caseType, element, reached) : leavesOf(element.starts).some((leaf) => canHappen(caseType, leaf, reached))))
}

function canStart(caseType: CaseType, step: Step, reached: ReadonlySet<string>): boolean {
  const holds = (rule: StartRule): boolean => {
    if (rule.kind === 'leaf') return canHappen(caseType, rule, reached)
    return rule.kind === 'all' ? rule.rules.every(holds) : rule.rules.some(holds)
  }
  if (step.parent !== undefined && !reached.has(step.parent)) return false
  return step.onDemand || step.after === undefined || isNext(caseType, step, reached) || holds(step.after)
}

/** People may move to it from a stage that is reached. */
function isNext({ steps }: CaseType, { id }: Step, reached: ReadonlySet<string>): boolean {
  return steps.some(({ id: from, definition }) => definition.kind === 'stage' && reached.has(from) && definition.next?.some(({ stage }) => stage === id))
}

function canHappen(caseType: CaseType, leaf: Leaf, reached: ReadonlySet<string>): boolean {
  if (leaf.isUnknown) return true
  if (leaf.step !== undefined) {
    const step = caseType.step[leaf.step]
    return step !== undefined && reached.has(leaf.step) && isPossible(leaf, step)
  }
  const [subject = ''] = leaf.written.split('.')
  return subject === 'case' || subject === 'outside' || subject === 'strand' || reached.has(subject)
}
