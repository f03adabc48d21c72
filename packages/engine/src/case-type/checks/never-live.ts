import { leavesOf, type CaseType, type Finding, type Leaf, type StartRule, type Step } from '../case-type.ts'
import { doubtful, wrong, type Checking } from './checking.ts'
import { wordOf } from './possible-events.ts'

/** A step that something leads to and that yet can never become live: its condition is never true, or it waits for one run to end in two ways. */
export function checkNeverLive({ caseType, placeOf }: Checking): Finding[] {
  return caseType.steps.flatMap((step) => {
    const never = step.when && isNever(step.when.source) ? [wrong(placeOf(step, 'when'), `${step.name} can never start: its condition is never true.`, 'Write a condition that can hold, or take the step out.')] : []
    return [...never, ...contradictions(caseType, step.after).map(([one, other]) => doubtful(placeOf(step, 'after'), `${step.name} waits for ${one.written} and ${other.written}, and one run of ${caseType.step[one.step!]!.name} ends only once.`, 'Write any: if either will do.'))]
  })
}

function isNever(source: string): boolean {
  return /^\s*(false|null|not\(\s*true\s*\))\s*$/.test(source)
}

/** Two events of one step, in an `all`, that no single run of it has both of. A step that runs again may come to have them. */
function contradictions(caseType: CaseType, rule: StartRule | undefined): [Leaf, Leaf][] {
  if (!rule || rule.kind === 'leaf') return []
  const inside = rule.rules.flatMap((part) => contradictions(caseType, part))
  if (rule.kind === 'any') return inside
  const leaves = rule.rules.filter((part): part is Leaf => part.kind === 'leaf')
  const pairs = leaves.flatMap((one, index) => leaves.slice(index + 1).flatMap((other): [Leaf, Leaf][] => (isApart(caseType, one, other) ? [[one, other]] : [])))
  return [...inside, ...pairs.slice(0, 1)]
}

function isApart(caseType: CaseType, one: Leaf, other: Leaf): boolean {
  const step = one.step !== undefined && one.step === other.step ? caseType.step[one.step] : undefined
  if (!step || runsAgain(caseType, step)) return false
  const [ends, otherEnds] = [endsOf(step, one), endsOf(step, other)]
  return ends !== undefined && otherEnds !== undefined && !ends.some((end) => otherEnds.includes(end))
}

function runsAgain(caseType: CaseType, step: Step): boolean {
  const parent = step.parent === undefined ? undefined : caseType.step[step.parent]
  return step.repeat !== undefined || step.onDemand || (step.definition.kind === 'decision' && step.definition.match === 'all') || leavesOf(step.after).some((leaf) => leaf.step === step.id) || (parent !== undefined && runsAgain(caseType, parent))
}

/** In which ways a run ends of which this event is told; undefined of what is no end, such as its start. */
function endsOf(step: Step, leaf: Leaf): string[] | undefined {
  const outcomes = step.outcomes.map(({ id }) => id)
  const done = outcomes.length > 0 ? outcomes : ['completed']
  const all = leaf.names.map(wordOf).map((word) => (word === 'completed' || word === 'any-outcome' ? done : ENDS.has(word) || outcomes.includes(word) ? [word] : undefined))
  return all.includes(undefined) ? undefined : all.flatMap((ends) => ends ?? [])
}

const ENDS = new Set(['skipped', 'elapsed', 'answered', 'timedOut', 'cancelled-by-rule', 'cancelled-by-person'])
