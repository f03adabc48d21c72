import { getStep } from '../case-type/case-type.ts'
import { isSameElement } from '../case/element.ts'
import { childrenOf, isOnHold, isUnfinished, type CaseClock, type CaseState, type Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { unfinishedOf } from '../case/unfinished.ts'
import { cancelUnfinished, completeItem } from './end-item.ts'
import { holds, readExpression } from './expression-scope.ts'
import { isRunning } from './clocks.ts'
import { releaseHold } from './holds.ts'
import { endStrand, openStrands } from './strands.ts'

/** Completes stages, innermost first, and then carries out the finishes beside them, so that what is done is not cancelled. Called after a round that changed nothing (semantics 11). */
export function endScopes(turn: Turn): boolean {
  const before = turn.state.version
  const ends = unfinishedOf(turn.state, turn.context.caseType.scopeEnds).filter(({ state }) => state === 'live')
  const live = ends.sort((a, b) => depth(turn.state, b) - depth(turn.state, a) || Number(a.kind === 'finish') - Number(b.kind === 'finish'))
  for (const item of live) {
    if (turn.state.items[item.id]!.state !== 'live' || isOnHold(turn.state, item)) continue
    if (item.kind === 'finish') finishScope(turn, item)
    else if (item.kind === 'stage' && stageIsDone(turn, item)) completeStage(turn, item)
    if (turn.state.version > before) return true
  }
  return false
}

function depth(state: CaseState, item: Item): number {
  let levels = 0
  for (let parent = item.parent; parent !== undefined; parent = state.items[parent]?.parent) levels++
  return levels
}

/** Required work done and nothing live, or as the stage says (semantics 17). */
function stageIsDone(turn: Turn, stage: Item): boolean {
  const { definition } = getStep(turn.context.caseType, stage.step)
  const how = definition.kind === 'stage' ? (definition.completes ?? 'when-required-done') : 'by-hand'
  if (how === 'by-hand') return false
  const unfinished = childrenOf(turn.state, stage.id).filter(isUnfinished)
  if (how === 'when-all-done') return unfinished.length === 0
  return !unfinished.some((item) => isRequired(turn, item) || (!isOnlyListening(turn, item) && (item.state === 'live' || isOnHold(turn.state, item))))
}

/** A step that waits for an outside event keeps its stage open only when it is required (semantics 17). */
function isOnlyListening(turn: Turn, item: Item): boolean {
  const { definition } = getStep(turn.context.caseType, item.step)
  return definition.kind === 'wait' && definition.forEvent !== undefined
}

export function completeStage(turn: Turn, stage: Item, { notes, outcome }: { notes?: string; outcome?: string } = {}): void {
  cancelUnfinished(turn, childrenOf(turn.state, stage.id), { by: 'stage-ended' })
  completeItem(turn, 'stage-completed', { item: stage.id, step: stage.step, outcome, notes })
}

/** Blocks completion even while waiting, so that a step never started is not forgotten (semantics 16); what only waits for its moment is as good as started. */
export function isRequired(turn: Turn, item: Item): boolean {
  const { required, id } = getStep(turn.context.caseType, item.step)
  if (typeof required === 'boolean') return required
  if (required === 'once-started') return item.state === 'live' || (item.state === 'waiting' && item.plannedAt !== undefined && item.slot === undefined)
  return readExpression(turn, required, { place: `${id}.required`, within: item }) === true
}

/** With required work open a finish waits; otherwise the rest of its scope is cancelled in the same turn (semantics 19). */
function finishScope(turn: Turn, finish: Item): void {
  if (getStep(turn.context.caseType, finish.step).forEach !== undefined) return finishElement(turn, finish)
  if (finish.parent === undefined ? closeBlockers(turn, finish).length > 0 : requiredWork(turn, finish.parent, finish).length > 0) return
  const { definition } = getStep(turn.context.caseType, finish.step)
  const outcome = definition.kind === 'finish' ? definition.outcome : undefined
  completeItem(turn, 'finish-reached', { item: finish.id, step: finish.step, outcome })
  if (finish.parent !== undefined) return completeStage(turn, turn.state.items[finish.parent]!, { outcome: declaredBy(turn, turn.state.items[finish.parent]!, outcome) })
  endCase(turn)
  record(turn, 'case-closed', { outcome })
}

function declaredBy(turn: Turn, stage: Item, outcome: string | undefined): string | undefined {
  return getStep(turn.context.caseType, stage.step).outcomes.find(({ id }) => id === outcome)?.id
}

/** A finish that is for each of something ends what is done for that one; for each strand, the strand with it. */
function finishElement(turn: Turn, finish: Item): void {
  const { definition } = getStep(turn.context.caseType, finish.step)
  const beside = childrenOf(turn.state, finish.parent).filter((item) => isSameElement(item.element, finish.element) && item.id !== finish.id && isUnfinished(item))
  if (beside.some((item) => isRequired(turn, item) || (item.kind === 'stage' && requiredWork(turn, item.id).length > 0))) return
  const outcome = definition.kind === 'finish' ? definition.outcome : undefined
  completeItem(turn, 'finish-reached', { item: finish.id, step: finish.step, outcome })
  cancelUnfinished(turn, beside, { by: 'stage-ended' })
  if (finish.element?.kind === 'strand' && openStrands(turn.state).some(({ id }) => id === finish.element!.id)) endStrand(turn, finish.element.id, { outcome, reason: finish.name })
}

function requiredWork(turn: Turn, parent: string | undefined, except?: Item): Item[] {
  return childrenOf(turn.state, parent).flatMap((item) => {
    if (item.id === except?.id || !isUnfinished(item)) return []
    const inside = item.kind === 'stage' ? requiredWork(turn, item.id, except) : []
    return isRequired(turn, item) ? [item, ...inside] : inside
  })
}

export interface Blocker {
  kind: 'task' | 'gate' | 'clock' | 'case' | 'party' | 'strand'
  place: string
  words: string
}

/** What keeps the case from closing: required tasks, gates that do not hold, clocks of law or code that still run and are not explained, cases that block it. */
export function closeBlockers(turn: Turn, finish?: Item, explained: string[] = []): Blocker[] {
  const tasks = requiredWork(turn, undefined, finish).map((item) => ({ kind: 'task' as const, place: item.id, words: `${item.name} is not done` }))
  const gates = turn.context.caseType.gates.filter((gate) => !holds(turn, gate.when, { place: `gates.${gate.id}` })).map((gate) => ({ kind: 'gate' as const, place: gate.id, words: gate.name }))
  const clocks = Object.values(turn.state.clocks)
    .filter((clock) => keepsCaseOpen(clock) && !explained.includes(clock.id))
    .map((clock) => ({ kind: 'clock' as const, place: clock.id, words: `${clock.terms.name} is still running` }))
  return [...tasks, ...gates, ...missingParties(turn), ...openedStrands(turn.state), ...clocks, ...blockingCases(turn.state)]
}

function blockingCases({ links = [] }: CaseState): Blocker[] {
  const blocking = links.filter(({ link, way, isOpen }) => link === 'blocks' && way === 'from' && isOpen)
  return blocking.map(({ ref }) => ({ kind: 'case' as const, place: ref, words: `${ref} blocks it and is still open` }))
}

/** A case with a strand open cannot close (semantics 24). */
function openedStrands(state: CaseState): Blocker[] {
  return openStrands(state).map(({ id, name }) => ({ kind: 'strand', place: id, words: `${name} is still open` }))
}

/** Somebody must take part in some roles before the case ends. */
function missingParties({ state, context }: Turn): Blocker[] {
  const counts = (id: string) => state.parties.filter(({ role, ended }) => role === id && ended !== true).length
  const { parties = [] } = context.caseType.definition
  return parties.filter(({ id, atLeast = 0 }) => counts(id) < atLeast).map(({ id, name }) => ({ kind: 'party', place: id, words: `${name} is not named` }))
}

/** A missed clock is over: why it was late is said at the clock, and holds up nothing. */
export function keepsCaseOpen(clock: CaseClock): boolean {
  return isRunning(clock) && !clock.wait && clock.terms.basis !== 'landlord' && clock.explained === undefined
}

/** Cancels what is unfinished and withdraws what still runs; starts nothing (semantics 21). */
export function endCase(turn: Turn): void {
  cancelUnfinished(turn, childrenOf(turn.state, undefined), { by: 'case-ended' })
  for (const hold of turn.state.holds) releaseHold(turn, { hold: hold.id, notes: 'The case ended.' })
  for (const clock of Object.values(turn.state.clocks)) if (isRunning(clock)) record(turn, 'clock-withdrawn', { clock: clock.id, reason: caseEnded })
}

/** Why a clock was withdrawn when its case ended; reopening looks for it. */
export const caseEnded = 'case ended'

