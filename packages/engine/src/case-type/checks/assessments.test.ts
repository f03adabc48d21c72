import { expect, test } from 'vitest'
import { assessmentLists, riskMatrix } from '../../testing/assessments.ts'
import { sampleType } from '../../testing/play.ts'
import type { AssessmentDefinition, BandDefinition, QuestionDefinition } from '../assessment-definition.ts'
import { checkCaseType, examineCaseType } from '../check.ts'
import type { CaseTypeDefinition, FieldDefinition } from '../definition.ts'
import type { TaskStep } from '../step-definition.ts'

const [harm, likelihood] = riskMatrix.sections
const fields: Record<string, FieldDefinition> = { riskScore: { number: {} }, riskBand: { choice: 'risk-bands' }, note: { text: {} }, seenOn: { date: {} } }

function withAssessment(change: Partial<AssessmentDefinition>, task: Partial<TaskStep> = {}): CaseTypeDefinition {
  return {
    id: 'sample', version: 1, name: 'Sample', reference: 'SM', about: 'tenancy', calendar: 'england-and-wales', lists: assessmentLists, fields,
    assessments: [{ ...riskMatrix, ...change }],
    steps: [{ id: 'assess', kind: 'task', name: 'Assess', assessment: 'risk', ...task }, { id: 'end', kind: 'finish', name: 'End', after: 'assess' }],
  }
}

const findingsOf = (definition: CaseTypeDefinition) => examineCaseType(definition, { roles: ['officer', 'manager'] }).findings.map(({ severity, place, message }) => `${severity} ${place}: ${message}`)
const asking = (question: QuestionDefinition, id = 'asked') => withAssessment({ sections: [{ ...harm!, questions: { ...harm!.questions, [id]: question } }, likelihood!] })
const banded = (...bands: BandDefinition[]) => withAssessment({ bands, writes: {} })

test('an assessment that is whole is sound', () => expect(findingsOf(withAssessment({}))).toEqual([]))

const low = { id: 'low', name: 'Low' }
test.each<[string, CaseTypeDefinition, string]>([
  ['a total that names no question', withAssessment({ total: 'harm + hram' }), 'error assessments[0].total: There is no field hram'],
  ['a total that is no number', withAssessment({ total: 'harm > 3' }), 'error assessments[0].total: The total of Risk to the person harmed is a yes or no, not a number.'],
  ['a task that does an assessment which is not there', withAssessment({}, { assessment: 'risks' }), 'error steps[0].assessment: There is no assessment risks.'],
  ['an assessment that no task does', withAssessment({}, { assessment: undefined }), 'warning assessments[0]: No task does the assessment Risk to the person harmed.'],
  ['outcomes beside the bands', withAssessment({}, { outcomes: ['done'] }), 'error steps[0].outcomes: Assess ends with the band of its assessment, so it has no outcomes of its own.'],
  ['a field that the assessment asks, too', withAssessment({}, { fields: { often: { text: {} } } }), 'error steps[0].fields.often: Assess and its assessment both ask often.'],
  ['a question with a word that means something else', asking({ text: {} }, 'score'), 'error assessments[0].sections[0].questions.score: score means something else in expressions.'],
  ['a question called as a section is', asking({ text: {} }, 'likelihood'), 'error assessments[0].sections[1].id: Two questions or sections have the id likelihood.'],
  ['a question not in camelCase', asking({ text: {} }, 'so-so'), 'error assessments[0].sections[0].questions.so-so: The field so-so is not in camelCase.'],
  ['a question of a list that is not there', asking({ choice: 'oftener' }), 'error assessments[0].sections[0].questions.asked.choice: There is no list oftener.'],
  ['a condition of a question that cannot be read', asking({ text: {}, showWhen: 'size >' }), 'error assessments[0].sections[0].questions.asked.showWhen: The expression is not complete'],
  ['a score for an answer that the list does not have', asking({ choice: 'how-often', scores: { yearly: 1 } }), 'error assessments[0].sections[0].questions.asked.scores: The question has no answer yearly.'],
  ['a score for neither yes nor no', asking({ yesNo: {}, scores: { true: 1 } }), 'error assessments[0].sections[0].questions.asked.scores: The question has no answer true.'],
  ['a score from what is no number', asking({ number: {}, scores: { many: 1 } }), 'error assessments[0].sections[0].questions.asked.scores: many is no number.'],
  ['a text that counts as it is', asking({ text: {}, scores: 'value' }), 'error assessments[0].sections[0].questions.asked.scores: Only a number counts as it is.'],
  ['a weight without scores', asking({ yesNo: {}, weight: 2 }), 'error assessments[0].sections[0].questions.asked.weight: It has a weight and no scores, so it counts nothing.'],
  ['a lowest band that begins somewhere', banded({ ...low, from: 1 }), 'error assessments[0].bands[0].from: A score below 1 would fall into no band.'],
  ['a band that nothing leads to', banded(low, { id: 'high', name: 'High' }), 'error assessments[0].bands[1]: No score and no answer leads to the band High.'],
  ['bands out of order', banded(low, { id: 'high', name: 'High', from: 9 }, { id: 'medium', name: 'Medium', from: 9 }), 'error assessments[0].bands[2].from: Medium begins at 9, not above High, which begins at 9.'],
  ['a band twice', banded(low, { ...low, from: 3 }), 'error assessments[0].bands[1].id: The band low is there twice.'],
  ['a band with a reserved word', banded({ id: 'skipped', name: 'Skipped' }), 'error assessments[0].bands[0].id: The outcome skipped is a reserved word: rules read it as an event of every step.'],
  ['a band that follows from no question', banded(low, { id: 'high', name: 'High', anyOf: { kind: ['noise'] } }), 'error assessments[0].bands[1].anyOf.kind: Risk to the person harmed asks no question kind.'],
  ['a band that follows from no answer', banded(low, { id: 'high', name: 'High', anyOf: { kinds: ['smell'] } }), 'error assessments[0].bands[1].anyOf.kinds: The question has no answer smell.'],
  ['a role that nobody has', withAssessment({ override: { up: ['chief'] } }), 'error assessments[0].override.up[0]: There is no role chief.'],
  ['a score that is written to no field', withAssessment({ writes: { score: 'points' } }), 'error assessments[0].writes.score: There is no field points.'],
  ['a score that is written to a text', withAssessment({ writes: { score: 'note' } }), 'error assessments[0].writes.score: The field note holds no number, and a score is one.'],
  ['a band that is written to a date', withAssessment({ writes: { band: 'seenOn' } }), 'error assessments[0].writes.band: The field seenOn cannot hold a band.'],
  ['a band that its field has no value for', withAssessment({ bands: [...riskMatrix.bands, { id: 'dire', name: 'Dire', from: 90 }] }), 'error assessments[0].writes.band: The field riskBand has no value dire.'],
])('%s is found, and nothing else', (_what, definition, finding) => expect(findingsOf(definition)).toEqual([finding]))

test('what two tasks ask is found once, where it is written', () => {
  const definition = asking({ choice: 'oftener', showWhen: 'size >' })
  const steps = [...definition.steps, { id: 'again', kind: 'task' as const, name: 'Assess again', assessment: 'risk' }]
  expect(findingsOf({ ...definition, steps })).toHaveLength(2)
  expect(checkCaseType(sampleType({ ...withAssessment({}), steps: [...withAssessment({}).steps, ...steps.slice(2)] }))).toEqual([])
})

test('two assessments of one id are found', () => {
  expect(findingsOf({ ...withAssessment({}), assessments: [riskMatrix, riskMatrix] })).toContain('error assessments[1].id: Two assessments have the id risk.')
})
