import { fieldsAsked, readyAssessment, scoreAnswers } from '@casement/engine'
import type { AssessmentDefinition, QuestionDefinition, Score } from '@casement/engine'
import type { AssessmentView, CaseRecord, Field } from '@casement/server/contract'
import { answerTo } from './given-answers.ts'
import type { Answers } from './given-answers.ts'

/** What a form asks as its answers stand, each field with whether it is needed now; of an assessment also what it comes to. */
export type Standing = { fields: Field[]; score?: Score }

/** A form about a task, or about the case itself; `record` is missing of a case that is not open yet. */
export type FormQuestions = { of: 'task' | 'case'; fields: Field[]; assessment?: AssessmentView; record?: CaseRecord }

/** Reads a form as the engine will; brings the engine into the browser, so it is loaded only for conditions and scores. */
export function standingReader({ of, fields, assessment, record }: FormQuestions): (answers: Answers, today: string) => Standing {
  const ready = assessment && readyAssessment(definitionOf(fields, assessment)).assessment
  const caseFields = of === 'case' ? fields : record?.fields ?? []
  const asked = fieldsAsked(Object.fromEntries(fields.map((field) => [field.id, field])), namesKnown(caseFields, record))
  const held = Object.fromEntries(caseFields.map(({ id, value }) => [id, value]))
  return (answers, today) => {
    const stand = Object.fromEntries(fields.map((field) => [field.id, answerTo(field, answers) ?? null]))
    const about = of === 'case' ? { fields: stand, trigger: null } : { fields: held, trigger: stand }
    const { isShown, isNeeded } = asked({ ...questionsOf(record), ...about, today: () => today })
    const shown = fields.filter(({ id }) => isShown(id))
    return { fields: shown.map((field) => ({ ...field, required: field.required || isNeeded(field.id) })), ...(ready ? { score: scoreAnswers(ready, stand, isShown) } : {}) }
  }
}

function namesKnown(fields: Field[], record: CaseRecord | undefined) {
  const steps = record ? [...record.tasks.map(({ step }) => step), ...record.stages.flatMap((stage) => [stage.id, ...stage.steps.map(({ id }) => id)])] : []
  return { fields: fields.map(({ id, kind }) => ({ id, kind })), steps, roles: record ? [...record.parties.map(({ role }) => role), ...(record.partyRoles ?? []).map(({ id }) => id)] : [] }
}

/** What an expression may ask of the case, by what is seen of it. */
function questionsOf({ tasks, parties, strands }: Pick<CaseRecord, 'tasks' | 'parties' | 'strands'> = { tasks: [], parties: [], strands: [] }) {
  const ended = (step: string) => tasks.filter((each) => each.step === step && each.state === 'completed')
  const answerOf = (task: CaseRecord['tasks'][number] | undefined, id: string) => task?.fields.find((field) => field.id === id)?.value ?? null
  return {
    outcome: (step: string) => ended(step).at(-1)?.outcome ?? null,
    answer: (step: string, id: string) => answerOf(ended(step).at(-1), id),
    outcomes: (step: string) => ended(step).flatMap(({ outcome }) => outcome ?? []),
    answers: (step: string, id: string) => ended(step).flatMap((task) => answerOf(task, id) ?? []),
    timesDone: (step: string) => ended(step).length,
    parties: (role: string) => parties.filter((party) => party.role === role && !party.ended).length,
    strands: () => strands.filter(({ state }) => state === 'open').length,
  }
}

function definitionOf(fields: Field[], { id, name, sections, total, bands }: AssessmentView): AssessmentDefinition {
  const kindOf = (question: string) => fields.find((field) => field.id === question)?.kind ?? 'text'
  return {
    id, name, total: total ?? undefined,
    sections: sections.map(({ questions, ...section }) => ({
      ...section,
      questions: Object.fromEntries(questions.map(({ id: question, scores, weight }) => [question, { [kindOf(question)]: {}, scores: scores ?? undefined, weight } as unknown as QuestionDefinition])),
    })),
    bands: bands.map(({ from, ...band }) => ({ ...band, from: from ?? undefined })),
  }
}
