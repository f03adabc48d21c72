import { getStep, type CaseType } from '../case-type/case-type.ts'
import { fieldName } from '../case-type/compile-case-type.ts'
import { guardOf } from '../case-type/compile-field-expressions.ts'
import type { Answers } from '../case/event.ts'
import type { Item } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { isEmpty, validateAnswers } from '../fields/validate-answers.ts'
import { choicesAt, refuse, isRefusal, type Refusal } from '../refusal.ts'
import { completeItem } from '../settle/end-item.ts'
import { completeStage } from '../settle/end-scope.ts'
import { holds, openedOn, readExpression, today } from '../settle/expression-scope.ts'
import { writeFields } from '../settle/write-fields.ts'
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
  return refuseCompleteTask(situation, item) ?? refuseEnding(turn, item, command) ?? complete(turn, item, command)
}

/** Why it cannot end so: with an outcome that it does not have, or not as things stand, or without the answers that it needs. */
export function refuseEnding(turn: Turn, item: Item, { outcome, fields = {} }: Ending): Refusal | undefined {
  return refuseOutcome(turn, item, outcome) ?? refuseGuarded(turn, item, { outcome, fields }) ?? refuseAnswers(turn, item, { answers: fields, outcome, complete: true })
}

interface Ending {
  outcome?: string
  fields?: Answers
}

export function refuseOutcome(turn: Turn, item: Item, outcome: string | undefined): Refusal | undefined {
  const { outcomes } = getStep(turn.context.caseType, item.step)
  const choices = choicesAt('outcome', outcomes)
  if (outcome === undefined) return outcomes.length === 0 ? undefined : refuse('outcome-missing', `How did it end? ${item.name} needs an outcome.`, { at: choices, remedy: 'Choose one of these outcomes.' })
  if (outcomes.some(({ id }) => id === outcome)) return undefined
  return refuse('outcome-unknown', `${item.name} has no outcome ${outcome}.`, { at: choices, remedy: outcomes.length === 0 ? 'Complete it without an outcome.' : 'Choose one of these outcomes.' })
}

function refuseGuarded(turn: Turn, item: Item, { outcome, fields }: Ending): Refusal | undefined {
  if (outcome === undefined || isPossible(turn, item, { outcome, fields })) return undefined
  const { outcomes } = getStep(turn.context.caseType, item.step)
  const possible = outcomes.filter(({ id }) => isPossible(turn, item, { outcome: id, fields }))
  const { source } = turn.context.caseType.expression[guardOf(item.step, outcome)]!
  const name = outcomes.find(({ id }) => id === outcome)?.name ?? outcome
  return refuse('outcome-not-possible', `${item.name} cannot end with ${name} as things stand.`, { at: choicesAt('outcome', possible), remedy: `It is possible when ${source}.` })
}

/** Whether the guard of an outcome holds: it speaks of the case and, as its trigger, of the answers that are given with it. */
function isPossible(turn: Turn, item: Item, { outcome, fields = {} }: Required<Pick<Ending, 'outcome'>> & Ending): boolean {
  const place = guardOf(item.step, outcome)
  return holds(turn, turn.context.caseType.expression[place], { place, trigger: answersOf(turn, item, fields) })
}

/** Conditions of a task speak of its answers, null where there is none. */
function answersOf(turn: Turn, item: Item, answers: Answers): Answers {
  const { fields } = getStep(turn.context.caseType, item.step)
  return { ...Object.fromEntries(Object.keys(fields).map((field) => [field, null])), ...answers }
}

/** What is written down so far must be right in form; what is needed may still be missing. */
export function refuseDraft(turn: Turn, item: Item, answers: Answers): Refusal | undefined {
  return refuseAnswers(turn, item, { answers, complete: false })
}

function refuseAnswers(turn: Turn, item: Item, { answers, outcome, complete: isComplete }: { answers: Answers; outcome?: string; complete: boolean }): Refusal | undefined {
  const { caseType } = turn.context
  const { fields, id } = getStep(caseType, item.step)
  const trigger = answersOf(turn, item, answers)
  const reads = (field: string, part: string) => {
    const place = `${id}.fields.${field}.${part}`
    const expression = caseType.expression[place]
    return expression !== undefined && readExpression(turn, expression, { place, trigger, within: item }) === true
  }
  const wrong = validateAnswers(answers, { fields, caseType, today: today(turn), openedOn: openedOn(turn), reads }, { complete: isComplete })
  const needed = neededBy(caseType, item, outcome).filter((field) => isEmpty(answers[field]) && !wrong.some(({ place }) => place === field))
  const at = [...wrong, ...needed.map((field) => ({ place: field, words: `${fieldName(field, fields[field]!)} is needed.` }))]
  return at.length === 0 ? undefined : refuse('answers-invalid', at.map(({ words }) => words).join(' '), { at, remedy: 'Correct these answers.' })
}

/** The fields of the task that this outcome asks for, whatever else they are. */
function neededBy(caseType: CaseType, { step }: Item, outcome: string | undefined): string[] {
  const { definition } = getStep(caseType, step)
  const chosen = definition.kind === 'task' ? definition.outcomes?.find((one) => typeof one !== 'string' && one.id === outcome) : undefined
  return typeof chosen === 'object' ? (chosen.needs ?? []) : []
}

export function complete(turn: Turn, item: Item, { outcome, fields, notes }: { outcome?: string; fields?: Answers; notes?: string }): undefined {
  const at = { item: item.id, step: item.step }
  if (item.kind === 'message') completeItem(turn, 'message-sent', { ...at, notes })
  else if (item.kind === 'milestone') completeItem(turn, 'milestone-reached', { ...at, notes })
  else if (item.kind === 'stage') completeStage(turn, item, { notes, outcome })
  else completeItem(turn, 'task-completed', { ...at, name: item.name, outcome, answers: fields, notes })
  writeAnswers(turn, item, fields ?? {})
  if (item.redoOf !== undefined) withdrawCorrections(turn)
}

/** Task fields write case fields only where they say so (semantics 15). */
function writeAnswers(turn: Turn, item: Item, answers: Answers): void {
  const { caseType } = turn.context
  const { fields } = getStep(caseType, item.step)
  const written = Object.entries(answers).flatMap(([id, value]) => {
    const field = fields[id]?.writes
    // What was left empty takes nothing away that the case needs.
    return field === undefined || (isEmpty(value) && caseType.fields[field]?.required === true) ? [] : [{ field, value, place: `${item.step}.fields.${id}.writes`, source: field }]
  })
  writeFields(turn, written, item.id)
}

