import { type Item, type QuestionDefinition, type Step, findAssessmentChange, findEarlierAssessment, scoreAnswers } from '@casement/engine'
import type { AssessmentView } from '../contract/contract.ts'
import type { SeenCase } from './case-view.ts'

/** The assessment that a task does: how it is scored, what it comes to as it stands or came to, and what it came to before. */
export function assessmentView(item: Item, { assessment }: Step, { state, actor }: Pick<SeenCase, 'state' | 'actor'>): AssessmentView | undefined {
  if (!assessment) return undefined
  const { definition } = assessment
  const { override } = definition
  const mayJudge = (roles: false | string[] | undefined) => override !== false && roles !== false && (roles === undefined || roles.some((role) => actor.roles?.includes(role)))
  return {
    id: definition.id,
    name: definition.name,
    guidance: definition.guidance ?? null,
    source: definition.source ?? null,
    sections: definition.sections.map(({ id, name, weight = 1, questions }) => ({ id, name, weight, questions: Object.entries(questions).map(questionView) })),
    total: definition.total ?? null,
    bands: definition.bands.map(({ id, name, from, anyOf = {} }) => ({ id, name, from: from ?? null, anyOf })),
    mayRaise: mayJudge(override === false ? false : override?.up),
    mayLower: mayJudge(override === false ? false : override?.down),
    ...comesTo(item, assessment),
    before: beforeView(item, { state, assessment: definition.id }),
  }
}

function questionView([id, { scores, weight = 1 }]: [string, QuestionDefinition]) {
  return { id, weight, scores: scores ?? null }
}

/** What was recorded when it was done; until then what its answers come to, were every question shown. */
function comesTo({ assessment: result, answers = {} }: Item, assessment: NonNullable<Step['assessment']>): Pick<AssessmentView, 'score' | 'scoredBand' | 'band' | 'reason'> {
  if (result) return { score: result.score ?? null, scoredBand: result.scoredBand ?? null, band: result.band, reason: result.reason ?? null }
  const { score, band } = scoreAnswers(assessment, answers, () => true)
  return { score: score ?? null, scoredBand: band?.id ?? null, band: null, reason: null }
}

function beforeView(item: Item, { state, assessment }: Pick<SeenCase, 'state'> & { assessment: string }): AssessmentView['before'] {
  const before = findEarlierAssessment(state, assessment, item)
  if (!before?.assessment) return null
  const { score, scoredBand, band, reason } = before.assessment
  return { task: before.id, endedAt: before.endedAt ?? null, score: score ?? null, scoredBand: scoredBand ?? null, band, reason: reason ?? null, changed: findAssessmentChange(state, item)?.questions ?? [] }
}
