import { getStep } from '../case-type/case-type.ts'
import { guardOf } from '../case-type/compile-field-expressions.ts'
import type { Item } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { choicesAt, refuse, isRefusal, type Refusal } from '../refusal.ts'
import { completeItem } from '../settle/end-item.ts'
import { completeStage } from '../settle/end-scope.ts'
import { holds } from '../settle/expression-scope.ts'
import { answersOf, refuseAnswers, writeAnswers } from './answers.ts'
import { assess, refuseAssessment, type Completion } from './assess.ts'
import type { CommandOf } from './command.ts'
import { withdrawCorrections } from './corrections.ts'
import { refuseSending } from './send-message.ts'
import { findTask, personOf, refuseAutomatic, refuseOtherRole, refuseRequiredInside, refuseSamePerson, refuseUnlessLive, refuseWithoutOwner, type Situation } from './situation.ts'

/** Why this task cannot be completed now; undefined when it can. Also feeds the table of allowed actions. */
export function refuseCompleteTask(situation: Situation, item: Item): Refusal | undefined {
  const notNow = refuseUnlessLive(situation, item) ?? refuseWithoutOwner(situation)
  if (notNow) return notNow
  const { definition } = getStep(situation.caseType, item.step)
  if (definition.kind === 'stage' && definition.completes === 'by-hand') return refuseRequiredInside(situation, item)
  return refuseAutomatic(situation, item) ?? refuseOtherRole(situation, item) ?? refuseSamePerson(situation, item, personOf(situation.actor)) ?? refuseSending(situation, item)
}

/** Completes a task with its outcome and answers; a letter is marked as posted, a milestone as reached, a stage that ends by hand as done. */
export function completeTask(turn: Turn, command: CommandOf<'complete-task'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, command.task)
  if (isRefusal(item)) return item
  return refuseCompleteTask(situation, item) ?? refuseEnding(turn, item, { completion: command, situation }) ?? complete(turn, item, command)
}

/**
 * Why it cannot end so: with an outcome that it does not have, or not as things stand, or without the answers that it needs. An import brings
 * the band of an assessment as its outcome.
 */
export function refuseEnding(turn: Turn, item: Item, { completion, situation }: { completion: Completion; situation: Situation }): Refusal | undefined {
  const { outcome, fields = {} } = completion
  const isImport = situation.actor.kind === 'import'
  const isAsked = getStep(turn.context.caseType, item.step).assessment === undefined || (isImport && outcome !== undefined)
  const refusal = (isAsked ? (refuseOutcome(turn, item, outcome) ?? refuseGuarded(turn, item, { outcome, fields })) : undefined) ?? refuseAnswers(turn, item, { answers: fields, outcome, complete: true })
  return refusal ?? (isImport ? undefined : refuseAssessment(turn, item, { completion, situation }))
}

export function refuseOutcome(turn: Turn, item: Item, outcome: string | undefined): Refusal | undefined {
  const { outcomes } = getStep(turn.context.caseType, item.step)
  const choices = choicesAt('outcome', outcomes)
  if (outcome === undefined) return outcomes.length === 0 ? undefined : refuse('outcome-missing', `How did it end? ${item.name} needs an outcome.`, { at: choices, remedy: 'Choose one of these outcomes.' })
  if (outcomes.some(({ id }) => id === outcome)) return undefined
  return refuse('outcome-unknown', `${item.name} has no outcome ${outcome}.`, { at: choices, remedy: outcomes.length === 0 ? 'Complete it without an outcome.' : 'Choose one of these outcomes.' })
}

function refuseGuarded(turn: Turn, item: Item, { outcome, fields }: Pick<Completion, 'outcome' | 'fields'>): Refusal | undefined {
  if (outcome === undefined || isPossible(turn, item, { outcome, fields })) return undefined
  const { outcomes } = getStep(turn.context.caseType, item.step)
  const possible = outcomes.filter(({ id }) => isPossible(turn, item, { outcome: id, fields }))
  const { source } = turn.context.caseType.expression[guardOf(item.step, outcome)]!
  const name = outcomes.find(({ id }) => id === outcome)?.name ?? outcome
  return refuse('outcome-not-possible', `${item.name} cannot end with ${name} as things stand.`, { at: choicesAt('outcome', possible), remedy: `It is possible when ${source}.` })
}

/** Whether the guard of an outcome holds: it speaks of the case and, as its trigger, of the answers that are given with it. */
function isPossible(turn: Turn, item: Item, { outcome, fields = {} }: { outcome: string; fields?: Completion['fields'] }): boolean {
  const place = guardOf(item.step, outcome)
  const guard = turn.context.caseType.expression[place]
  return guard === undefined || holds(turn, guard, { place, trigger: answersOf(getStep(turn.context.caseType, item.step), fields) })
}

export function complete(turn: Turn, item: Item, completion: Completion): undefined {
  const { outcome, fields, notes } = completion
  const at = { item: item.id, step: item.step }
  if (item.kind === 'message') completeItem(turn, 'message-sent', { ...at, notes })
  else if (item.kind === 'milestone') completeItem(turn, 'milestone-reached', { ...at, notes })
  else if (item.kind === 'stage') completeStage(turn, item, { notes, outcome })
  else {
    const assessment = assess(turn, item, completion)
    completeItem(turn, 'task-completed', { ...at, name: item.name, outcome: assessment?.band ?? outcome, answers: fields, notes, ...(assessment ? { assessment } : {}) })
  }
  writeAnswers(turn, item, fields ?? {})
  if (item.redoOf !== undefined) withdrawCorrections(turn)
}
