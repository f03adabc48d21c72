import { getStep, type Step } from '../case-type/case-type.ts'
import type { AllocationRule } from '../case-type/allocation-rule.ts'
import type { Priority } from '../case-type/definition.ts'
import type { EffectStep } from '../case-type/step-definition.ts'
import { elementsAround } from '../case/element.ts'
import type { Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { askOutside } from './ask-outside.ts'
import { allocate } from './allocate.ts'
import { completeItem } from './end-item.ts'
import { readExpression, tryExpression } from './expression-scope.ts'
import { endSeries, startSeries } from './series-by-effect.ts'
import { fixedEnd } from './start-item.ts'
import { endStrand, openStrands, setStrandPriority, startStrand } from './strands.ts'
import { writeFields } from './write-fields.ts'

/** What a live step does without a person: decide, mark a point, take effect, or see that what it waited for came. */
export function actAutomatically(turn: Turn, item: Item): void {
  const step = getStep(turn.context.caseType, item.step)
  const { definition } = step
  if (definition.kind === 'decision') decideBranches(turn, step, item)
  else if (definition.kind === 'milestone' && !definition.byHand) completeItem(turn, 'milestone-reached', { item: item.id, step: step.id })
  else if (definition.kind === 'effect') takeEffect(turn, definition, item)
  else if (definition.kind === 'wait') seeAnswer(turn, step, item)
}

/** Branches are read once, in order; the result is recorded and only redo reads them again (semantics 7). */
function decideBranches(turn: Turn, step: Step, item: Item): void {
  if (step.definition.kind !== 'decision') return
  const { match = 'first', otherwise } = step.definition
  const matching = step.branches.filter(({ id, when }) => readExpression(turn, when, { place: `${step.id}.${id}`, trigger: item.triggers[0], within: item }) === true).map(({ id }) => id)
  const branches = matching.length === 0 ? [otherwise.id] : match === 'first' ? matching.slice(0, 1) : matching
  completeItem(turn, 'decision-made', { item: item.id, step: step.id, branches })
}

function takeEffect(turn: Turn, definition: EffectStep, item: Item): void {
  for (const [index, action] of definition.do.entries()) {
    if ('open' in action || 'link' in action || 'webhook' in action) askOutside(turn, action, { place: `${definition.id}.do[${index}]`, reason: definition.name, from: { item: item.id, step: definition.id } })
    else if ('startStrand' in action) startStrandFor(turn, item, { ...action.startStrand, reason: definition.name })
    else if ('endStrand' in action) endStrandAround(turn, item, { outcome: action.endStrand.outcome, reason: definition.name })
    else if ('priority' in action) setPriorityAround(turn, item, { priority: action.priority, reason: definition.name })
    else if ('assign' in action) assignTo(turn, action.assign, definition.name)
    else if ('startRecurrence' in action) startSeries(turn, action.startRecurrence)
    else if ('endRecurrence' in action) endSeries(turn, action.endRecurrence)
    else setFields(turn, item, { definition, set: action.set })
  }
  completeItem(turn, 'effect-applied', { item: item.id, step: definition.id })
}

/** For a value by its id, or for the one for which the effect is done. A strand that is open goes on. */
function startStrandFor(turn: Turn, { element }: Item, strand: { value: string; priority?: Priority; reason: string }): void {
  const value = strand.value === 'element' ? element?.id : strand.value
  if (value !== undefined && !openStrands(turn.state).some((open) => open.value === value)) startStrand(turn, { ...strand, value })
}

function endStrandAround(turn: Turn, item: Item, how: { outcome?: string; reason: string }): void {
  const strand = openStrandAround(turn, item)
  if (strand !== undefined) endStrand(turn, strand, how)
}

/** In a strand that of the strand, which a case may take its own from. */
function setPriorityAround(turn: Turn, item: Item, how: { priority: Priority; reason: string }): void {
  const strand = openStrandAround(turn, item)
  if (strand === undefined) record(turn, 'priority-set', how)
  else setStrandPriority(turn, strand, how)
}

function openStrandAround({ state }: Turn, item: Item): string | undefined {
  const strand = elementsAround(state, item).find(({ kind }) => kind === 'strand')
  return strand && openStrands(state).find(({ id }) => id === strand.id)?.id
}

function assignTo(turn: Turn, rule: AllocationRule, reason: string): void {
  const found = allocate(turn, [rule])
  if (found) record(turn, 'owner-assigned', { owner: found.assignee, reason, by: rule, coverFor: found.coverFor })
  else record(turn, 'nobody-found', { rules: [rule] })
}

function setFields(turn: Turn, item: Item, { definition, set }: { definition: EffectStep; set: Record<string, string> }): void {
  const { expression } = turn.context.caseType
  const written = Object.entries(set).flatMap(([field, source]) => {
    const place = `${definition.id}.set.${field}`
    const read = tryExpression(turn, expression[place]!, { place, within: item })
    return read ? [{ field, value: read.value, place, source }] : []
  })
  writeFields(turn, written, definition.id)
}

/** The outside event may have come before the wait began; the date may have changed since (semantics 1, 15). */
function seeAnswer(turn: Turn, step: Step, item: Item): void {
  const { definition } = step
  if (definition.kind !== 'wait') return
  const until = fixedEnd(turn, step)
  if (until !== item.until) record(turn, 'wait-moved', { item: item.id, step: step.id, until })
  const came = definition.forEvent !== undefined && turn.state.happened[`outside.${definition.forEvent}`]?.some(({ seq }) => seq > item.since)
  if (came) completeItem(turn, 'wait-ended', { item: item.id, step: step.id, how: 'answered' })
}
