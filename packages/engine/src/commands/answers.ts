import { getStep, type Step } from '../case-type/case-type.ts'
import { fieldName } from '../case-type/compile-case-type.ts'
import type { Answers } from '../case/event.ts'
import type { Item } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { isEmpty, validateAnswers } from '../fields/validate-answers.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { openedOn, readExpression, today } from '../settle/expression-scope.ts'
import { writeFields } from '../settle/write-fields.ts'

/** What is written down so far must be right in form; what is needed may still be missing. */
export function refuseDraft(turn: Turn, item: Item, answers: Answers): Refusal | undefined {
  return refuseAnswers(turn, item, { answers, complete: false })
}

export function refuseAnswers(turn: Turn, item: Item, { answers, outcome, complete }: { answers: Answers; outcome?: string; complete: boolean }): Refusal | undefined {
  const { caseType } = turn.context
  const step = getStep(caseType, item.step)
  const wrong = validateAnswers(answers, { fields: step.fields, caseType, today: today(turn), openedOn: openedOn(turn), reads: questionReader(turn, item, answers) }, { complete })
  const needed = neededBy(step, outcome).filter((field) => isEmpty(answers[field]) && !wrong.some(({ place }) => place === field))
  const at = [...wrong, ...needed.map((field) => ({ place: field, words: `${fieldName(field, step.fields[field]!)} is needed.` }))]
  return at.length === 0 ? undefined : refuse('answers-invalid', at.map(({ words }) => words).join(' '), { at, remedy: 'Correct these answers.' })
}

/** The fields of the task that this outcome asks for, whatever else they are. */
function neededBy({ outcomes }: Step, outcome: string | undefined): string[] {
  return outcomes.find(({ id }) => id === outcome)?.needs ?? []
}

/** Conditions of a task speak of its answers, null where there is none. */
export function answersOf({ fields }: Step, answers: Answers): Answers {
  return { ...Object.fromEntries(Object.keys(fields).map((field) => [field, null])), ...answers }
}

/** Reads the conditions of a task's fields: they speak of the task's other answers and of the case. */
export function questionReader(turn: Turn, item: Item, answers: Answers): (field: string, part: 'requireWhen' | 'showWhen') => boolean {
  const step = getStep(turn.context.caseType, item.step)
  let trigger: Answers | undefined
  return (field, part) => {
    const place = `${step.id}.fields.${field}.${part}`
    const expression = turn.context.caseType.expression[place]
    return expression !== undefined && readExpression(turn, expression, { place, trigger: (trigger ??= answersOf(step, answers)), within: item }) === true
  }
}

/** Task fields write case fields only where they say so (semantics 15), and so do the score and the band of an assessment. */
export function writeAnswers(turn: Turn, item: Item, answers: Answers): void {
  const { caseType } = turn.context
  const { fields, assessment } = getStep(caseType, item.step)
  const written = Object.entries(answers).flatMap(([id, value]) => {
    const field = fields[id]?.writes
    // What was left empty takes nothing away that the case needs.
    return field === undefined || (isEmpty(value) && caseType.fields[field]?.required === true) ? [] : [{ field, value, place: `${item.step}.fields.${id}.writes`, source: field }]
  })
  const result = turn.state.items[item.id]!.assessment
  const came = Object.entries(result ? (assessment?.definition.writes ?? {}) : {}).map(([part, field]) => ({ field, value: result![part as 'score' | 'band'] ?? null, place: `assessments.${result!.id}.writes.${part}`, source: field }))
  writeFields(turn, [...written, ...came], item.id)
}
