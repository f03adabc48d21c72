import { questionsShown, readyAssessment, scoreAnswers } from '@casement/engine'
import type { AssessmentDefinition, QuestionDefinition, Score } from '@casement/engine'
import type { AssessmentView, CaseRecord, Task } from '@casement/server/contract'
import { answerTo } from './given-answers.ts'
import type { Answers } from './given-answers.ts'

/** What an assessment comes to as its form stands, and which of its questions are asked. */
export type Standing = { score: Score; isShown: (question: string) => boolean }

/** Scores a form as the engine will; brings the engine into the browser, so it is loaded only for an assessment. */
export function scorerOf(task: Task, assessment: AssessmentView, record: CaseRecord): (answers: Answers, today: string) => Standing {
  const ready = readyAssessment(definitionOf(task, assessment)).assessment
  const shown = questionsShown(ready, { fields: record.fields.map(({ id, kind }) => ({ id, kind })), steps: record.tasks.map(({ step }) => step), roles: record.parties.map(({ role }) => role) })
  const asked = questionsOf(record)
  const known = Object.fromEntries(record.fields.map(({ id, value }) => [id, value]))
  return (answers, today) => {
    const stand = Object.fromEntries(task.fields.map((field) => [field.id, answerTo(field, answers) ?? null]))
    const isShown = shown({ fields: known, ...asked, trigger: stand, today: () => today })
    return { score: scoreAnswers(ready, stand, isShown), isShown }
  }
}

/** What an expression may ask of the case, by what is seen of it. */
function questionsOf({ tasks, parties }: CaseRecord) {
  const ended = (step: string) => tasks.filter((each) => each.step === step && each.state === 'completed')
  const answerOf = (task: Task | undefined, id: string) => task?.fields.find((field) => field.id === id)?.value ?? null
  return {
    outcome: (step: string) => ended(step).at(-1)?.outcome ?? null,
    answer: (step: string, id: string) => answerOf(ended(step).at(-1), id),
    outcomes: (step: string) => ended(step).flatMap(({ outcome }) => outcome ?? []),
    answers: (step: string, id: string) => ended(step).flatMap((task) => answerOf(task, id) ?? []),
    timesDone: (step: string) => ended(step).length,
    parties: (role: string) => parties.filter((party) => party.role === role && !party.ended).length,
    strands: () => 0,
  }
}

function definitionOf(task: Task, { id, name, sections, total, bands }: AssessmentView): AssessmentDefinition {
  const kindOf = (question: string) => task.fields.find((field) => field.id === question)?.kind ?? 'text'
  return {
    id, name, total: total ?? undefined,
    sections: sections.map(({ questions, ...section }) => ({
      ...section,
      questions: Object.fromEntries(questions.map(({ id: question, scores, weight, showWhen }) => [question, { [kindOf(question)]: {}, scores: scores ?? undefined, weight, showWhen: showWhen ?? undefined } as unknown as QuestionDefinition])),
    })),
    bands: bands.map(({ from, ...band }) => ({ ...band, from: from ?? undefined })),
  }
}
