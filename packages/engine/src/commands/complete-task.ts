import { getStep } from '../case-type/case-type.ts'
import type { Answers } from '../case/event.ts'
import type { Item } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { isEmpty, validateAnswers } from '../fields/validate-answers.ts'
import { choicesAt, refuse, isRefusal, type Refusal } from '../refusal.ts'
import { completeItem } from '../settle/end-item.ts'
import { completeStage } from '../settle/end-scope.ts'
import { openedOn, readExpression, today } from '../settle/expression-scope.ts'
import { writeFields } from '../settle/write-fields.ts'
import type { CommandOf } from './command.ts'
import { withdrawCorrections } from './corrections.ts'
import { findTask, personOf, refuseAutomatic, refuseOtherRole, refuseRequiredInside, refuseSamePerson, refuseUnlessLive, type Situation } from './situation.ts'

/** Why this task cannot be completed now; undefined when it can. Also feeds the table of allowed actions. */
export function refuseCompleteTask(situation: Situation, item: Item): Refusal | undefined {
  const notNow = refuseUnlessLive(situation, item)
  if (notNow) return notNow
  const { definition } = getStep(situation.caseType, item.step)
  if (definition.kind === 'stage' && definition.completes === 'by-hand') return refuseRequiredInside(situation, item)
  return refuseAutomatic(situation, item) ?? refuseOtherRole(situation, item) ?? refuseSamePerson(situation, item, personOf(situation.actor))
}

/** Completes a task with its outcome and answers; a letter is marked as posted, a milestone as reached, a stage that ends by hand as done. */
export function completeTask(turn: Turn, command: CommandOf<'complete-task'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, command.task)
  if (isRefusal(item)) return item
  return refuseCompleteTask(situation, item) ?? refuseOutcome(turn, item, command.outcome) ?? refuseAnswers(turn, item, command.fields ?? {}) ?? complete(turn, item, command)
}

export function refuseOutcome(turn: Turn, item: Item, outcome: string | undefined): Refusal | undefined {
  const { outcomes } = getStep(turn.context.caseType, item.step)
  const choices = choicesAt('outcome', outcomes)
  if (outcome === undefined) return outcomes.length === 0 ? undefined : refuse('outcome-missing', `How did it end? ${item.name} needs an outcome.`, { at: choices, remedy: 'Choose one of these outcomes.' })
  if (outcomes.some(({ id }) => id === outcome)) return undefined
  return refuse('outcome-unknown', `${item.name} has no outcome ${outcome}.`, { at: choices, remedy: outcomes.length === 0 ? 'Complete it without an outcome.' : 'Choose one of these outcomes.' })
}

export function refuseAnswers(turn: Turn, item: Item, answers: Answers): Refusal | undefined {
  return refuseInvalid(turn, item, { answers, complete: true })
}

/** What is written down so far must be right in form; what is needed may still be missing. */
export function refuseDraft(turn: Turn, item: Item, answers: Answers): Refusal | undefined {
  return refuseInvalid(turn, item, { answers, complete: false })
}

function refuseInvalid(turn: Turn, item: Item, { answers, complete: isComplete }: { answers: Answers; complete: boolean }): Refusal | undefined {
  const { caseType } = turn.context
  const { fields, id } = getStep(caseType, item.step)
  // Conditions of a task's field speak of the task's other answers, null where there is none, and of the case.
  const trigger = { ...Object.fromEntries(Object.keys(fields).map((field) => [field, null])), ...answers }
  const reads = (field: string, part: string) => {
    const place = `${id}.fields.${field}.${part}`
    const expression = caseType.expression[place]
    return expression !== undefined && readExpression(turn, expression, { place, trigger }) === true
  }
  const at = validateAnswers(answers, { fields, caseType, today: today(turn), openedOn: openedOn(turn), reads }, { complete: isComplete })
  return at.length === 0 ? undefined : refuse('answers-invalid', at.map(({ words }) => words).join(' '), { at, remedy: 'Correct these answers.' })
}

export function complete(turn: Turn, item: Item, { outcome, fields, notes }: { outcome?: string; fields?: Answers; notes?: string }): undefined {
  const at = { item: item.id, step: item.step }
  if (item.kind === 'message') completeItem(turn, 'message-sent', { ...at, notes })
  else if (item.kind === 'milestone') completeItem(turn, 'milestone-reached', { ...at, notes })
  else if (item.kind === 'stage') completeStage(turn, item, notes)
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

