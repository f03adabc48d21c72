import { leavesOf, type CaseType, type Finding, type Leaf, type StartRule, type Step } from '../case-type.ts'
import { wrong, type Checking } from './checking.ts'
import { growFrom } from './grow.ts'
import { waitEndings, wordOf } from './possible-events.ts'

/** A required step behind one that need not happen: its stage could wait for it for ever (semantics 16). */
export function checkRequired({ caseType, placeOf }: Checking): Finding[] {
  const certainties = new Map<string | undefined, Certainty>()
  return caseType.steps.flatMap((step) => {
    if (step.required !== true || step.cancelWhen || step.onDemand) return []
    if (step.repeat && !isSureToRepeat(step)) {
      return [wrong(placeOf(step, 'required'), `${step.name} is required and repeats, so its next run always waits: its stage could then never end.`, 'Write required: once-started.')]
    }
    if (!step.after) return []
    const certainty = certainties.get(step.parent) ?? certaintyInside(caseType, step)
    certainties.set(step.parent, certainty)
    if (isCertain(step.after, certainty)) return []
    const doubt = leavesOf(step.after).find((leaf) => !isCertain(leaf, certainty))
    return [wrong(placeOf(step, 'required'), `${step.name} is required, but ${doubt?.written ?? 'what starts it'} need not happen: its stage could then never end.`, 'Write required: once-started, make what starts it required too, or add a cancelWhen.')]
  })
}

/** Each run leads to the next until the last that is allowed. */
function isSureToRepeat({ id, after, repeat, recurs, outcomes }: Step): boolean {
  if (recurs) return recurs.until.count !== undefined
  if (!repeat || !Number.isFinite(repeat.atMost) || repeat.while) return false
  if (!after) return true
  const words = new Set((after.kind === 'any' && !after.when ? after.rules : [after]).flatMap((rule) => (rule.kind === 'leaf' && rule.step === id && !rule.when ? rule.names.map(wordOf) : [])))
  return words.has('completed') || words.has('any-outcome') || (outcomes.length > 0 && outcomes.every((outcome) => words.has(outcome.id)))
}

interface Certainty {
  caseType: CaseType
  /** The stages that are open while the question stands. */
  within: string[]
  /** The steps that are sure to start then. */
  sure: ReadonlySet<string>
}

/** What is certain while the stages around a step are open. */
function certaintyInside(caseType: CaseType, step: Step): Certainty {
  const within = stagesAround(caseType, step)
  return { caseType, within, sure: growFrom(caseType, (element, sure) => 'kind' in element && isSureToStart(element, { caseType, within, sure })) }
}

function stagesAround(caseType: CaseType, step: Step): string[] {
  const around: string[] = []
  for (let at = step.parent; at !== undefined; at = caseType.step[at]?.parent) around.push(at)
  return around
}

function isCertain(rule: StartRule, certainty: Certainty): boolean {
  if (rule.when) return false
  if (rule.kind === 'leaf') return isCertainEvent(rule, certainty)
  if (rule.kind === 'all') return rule.rules.every((part) => isCertain(part, certainty))
  return rule.rules.some((part) => isCertain(part, certainty)) || coversEveryOutcome(rule.rules, certainty)
}

function isCertainEvent(leaf: Leaf, { caseType, sure }: Certainty): boolean {
  if (leaf.step === undefined) return leaf.written === 'case.opened'
  const step = caseType.step[leaf.step]
  return step !== undefined && sure.has(step.id) && isSureToEndSo(step, leaf.names.map(wordOf))
}

function isSureToStart(step: Step, certainty: Certainty): boolean {
  const { within, sure } = certainty
  // What encloses the question has started already.
  if (within.includes(step.id)) return true
  if (step.onDemand || step.when || step.cancelWhen || (step.start !== 'automatic' && step.required !== true)) return false
  return (step.parent === undefined || within.includes(step.parent) || sure.has(step.parent)) && (step.after === undefined || isCertain(step.after, certainty))
}

function isSureToEndSo(step: Step, words: string[]): boolean {
  if (words.includes('started')) return true
  const { definition } = step
  if (definition.kind === 'wait') return waitEndings(definition).every((ending) => words.includes(ending))
  const isByPerson = definition.kind === 'task' || definition.kind === 'message' || (definition.kind === 'milestone' && definition.byHand === true)
  const ends = words.some((word) => ['completed', 'reached', 'sent', 'any-outcome'].includes(word))
  return ends && (!isByPerson || step.required === true || words.includes('skipped'))
}

/** `any` over all outcomes of one step holds whichever it is. */
function coversEveryOutcome(rules: StartRule[], certainty: Certainty): boolean {
  const leaves = rules.filter((rule): rule is Leaf => rule.kind === 'leaf' && !rule.when)
  return leaves.some(({ step: id }) => {
    const step = id === undefined ? undefined : certainty.caseType.step[id]
    if (!step || step.outcomes.length === 0 || !certainty.sure.has(step.id) || (step.kind === 'task' && step.required !== true)) return false
    const words = new Set(leaves.filter((leaf) => leaf.step === id).flatMap((leaf) => leaf.names.map(wordOf)))
    return step.outcomes.every((outcome) => words.has(outcome.id))
  })
}
