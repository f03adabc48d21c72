import { QUESTIONS } from '../../expressions/questions.ts'
import { typeWords } from '../../expressions/value-types.ts'
import type { AssessmentDefinition, BandDefinition, QuestionDefinition } from '../assessment-definition.ts'
import type { CaseType, Finding, Step } from '../case-type.ts'
import type { DatedValue } from '../definition.ts'
import { doubtful, wrong, type Checking } from './checking.ts'
import { writtenSections } from './written-fields.ts'

/** What else a rule may read of an assessment, and what an expression calls otherwise. */
const NOT_QUESTIONS = ['score', 'band', 'scoredBand', 'today', 'trigger', ...QUESTIONS.keys()] as string[]

/** Assessments count what they say, fall into a band whatever the answers, and are done by some task. */
export function checkAssessments(checking: Checking): Finding[] {
  const { assessments = [] } = checking.caseType.definition
  return [
    ...assessments.flatMap((assessment, index) => checkAssessment(checking.caseType, assessment, `assessments[${index}]`)),
    ...writtenSections(assessments).flatMap(({ section, place }) => Object.entries(section.questions).flatMap(([id, question]) => checkScores(question, { place: `${place}.questions.${id}`, lists: checking.caseType.definition.lists }))),
    ...checkTasks(checking),
  ]
}

function checkAssessment(caseType: CaseType, assessment: AssessmentDefinition, place: string): Finding[] {
  const { id, name, writes = {} } = assessment
  const total = caseType.assessments[id]?.total
  return [
    ...checkNames(assessment, place),
    ...(total && total.type !== 'number' && total.type !== 'any' ? [wrong(`${place}.total`, `The total of ${name} is ${typeWords(total.type)}, not a number.`, 'Add and multiply scores.')] : []),
    ...assessment.bands.flatMap((band, index) => checkBand(caseType, { assessment, band, index, place: `${place}.bands[${index}]` })),
    ...checkWrites(caseType, { assessment, writes, place: `${place}.writes` }),
    ...(caseType.steps.some((step) => mayDo(step, assessment)) ? [] : [doubtful(place, `No task does the assessment ${name}.`, `Write assessment: ${id} on a task, or take it out.`)]),
  ]
}

/** A task that names an assessment which is not there may have meant this one. */
function mayDo({ assessment: done, definition }: Step, assessment: AssessmentDefinition): boolean {
  return done ? done.definition === assessment : definition.kind === 'task' && definition.assessment !== undefined
}

/** An expression names questions and sections alike. */
function checkNames({ sections }: AssessmentDefinition, place: string): Finding[] {
  const seen = new Set<string>()
  const names = sections.flatMap((section, index) => [
    { id: section.id, place: `${place}.sections[${index}].id` },
    ...Object.keys(section.questions).map((id) => ({ id, place: `${place}.sections[${index}].questions.${id}` })),
  ])
  return names.flatMap(({ id, place: at }) => {
    if (NOT_QUESTIONS.includes(id)) return [wrong(at, `${id} means something else in expressions.`, `Choose another id, not one of ${NOT_QUESTIONS.join(', ')}.`)]
    return seen.size === seen.add(id).size ? [wrong(at, `Two questions or sections have the id ${id}.`, 'Give each an id of its own: the total names both.')] : []
  })
}

function checkBand(caseType: CaseType, { assessment, band, index, place }: { assessment: AssessmentDefinition; band: BandDefinition; index: number; place: string }): Finding[] {
  const { name, from, anyOf } = band
  if (index === 0 && from !== undefined) return [wrong(`${place}.from`, `A score below ${from} would fall into no band.`, `Leave from out of ${name}, the lowest.`)]
  if (index > 0 && from === undefined && anyOf === undefined) return [wrong(place, `No score and no answer leads to the band ${name}.`, 'Write from, the least score, or anyOf, the answers that mean it.')]
  const below = assessment.bands.slice(0, index).findLast((other) => other.from !== undefined)
  const isOutOfOrder = from !== undefined && below?.from !== undefined && from <= below.from
  return [
    ...(isOutOfOrder ? [wrong(`${place}.from`, `${name} begins at ${from}, not above ${below.name}, which begins at ${below.from}.`, 'Order the bands by their least score, the lowest first.')] : []),
    ...Object.entries(anyOf ?? {}).flatMap(([id, answers]) => checkAnswers(caseType, { id, answers, assessment, place: `${place}.anyOf.${id}` })),
  ]
}

function checkAnswers({ assessments, definition: { lists } }: CaseType, { id, answers, assessment, place }: { id: string; answers: (string | number)[]; assessment: AssessmentDefinition; place: string }): Finding[] {
  const questions = assessments[assessment.id]?.questions ?? {}
  const question = Object.hasOwn(questions, id) ? questions[id] : undefined
  if (!question) return [wrong(place, `${assessment.name} asks no question ${id}.`, `Name one of ${Object.keys(questions).join(', ')}.`)]
  return answers.flatMap((answer) => unknownAnswer(question, String(answer), { place, lists }))
}

interface Where {
  place: string
  lists?: Record<string, DatedValue[]>
}

function checkScores(question: QuestionDefinition, { place, lists }: Where): Finding[] {
  const { scores, weight } = question
  if (scores === undefined) return weight === undefined ? [] : [wrong(`${place}.weight`, 'It has a weight and no scores, so it counts nothing.', 'Write scores, or take weight out.')]
  if (scores === 'value') return 'number' in question ? [] : [wrong(`${place}.scores`, 'Only a number counts as it is.', 'Write what each answer counts.')]
  return Object.keys(scores).flatMap((answer) => unknownAnswer(question, answer, { place: `${place}.scores`, lists }))
}

/** An answer that the question cannot have would count nothing, unseen. */
function unknownAnswer(question: QuestionDefinition, answer: string, { place, lists = {} }: Where): Finding[] {
  if ('number' in question) return String(Number(answer)) === answer ? [] : [wrong(place, `${answer} is no number.`, 'Write the number from which on it counts, such as 10.')]
  const list = 'choice' in question ? question.choice : 'list' in question ? question.list : undefined
  // A list that is not there is a finding of its own.
  const answers = list === undefined ? ('yesNo' in question ? ['yes', 'no'] : ['answered']) : Object.hasOwn(lists, list) ? lists[list]!.map(({ id }) => id) : [answer]
  return answers.includes(answer) ? [] : [wrong(place, `The question has no answer ${answer}.`, `Use ${answers.join(', ')}.`)]
}

function checkWrites({ fields, definition: { lists = {} } }: CaseType, { assessment, writes: { score, band }, place }: { assessment: AssessmentDefinition; writes: NonNullable<AssessmentDefinition['writes']>; place: string }): Finding[] {
  const [scoreField, bandField] = [score === undefined ? undefined : fields[score], band === undefined ? undefined : fields[band]]
  const values = bandField && 'choice' in bandField ? (lists[bandField.choice] ?? []).map(({ id }) => id) : undefined
  const missing = values && assessment.bands.find(({ id }) => !values.includes(id))
  return [
    ...(scoreField && !('number' in scoreField) ? [wrong(`${place}.score`, `The field ${score} holds no number, and a score is one.`, 'Name a number field.')] : []),
    ...(bandField && !values && !('text' in bandField) ? [wrong(`${place}.band`, `The field ${band} cannot hold a band.`, 'Name a choice whose list has the bands, or a text.')] : []),
    ...(missing ? [wrong(`${place}.band`, `The field ${band} has no value ${missing.id}.`, 'Add each band to its list.')] : []),
  ]
}

function checkTasks({ caseType, placeOf }: Checking): Finding[] {
  return caseType.steps.flatMap((step) => {
    const { definition, assessment, name } = step
    if (definition.kind !== 'task' || definition.assessment === undefined) return []
    const twice = Object.keys(definition.fields ?? {}).filter((id) => assessment && Object.hasOwn(assessment.questions, id))
    return [
      ...(definition.outcomes ? [wrong(placeOf(step, 'outcomes'), `${name} ends with the band of its assessment, so it has no outcomes of its own.`, 'Take outcomes out.')] : []),
      ...twice.map((id) => wrong(placeOf(step, `fields.${id}`), `${name} and its assessment both ask ${id}.`, 'Give the field another id.')),
    ]
  })
}
