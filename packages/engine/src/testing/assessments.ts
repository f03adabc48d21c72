import type { AssessmentDefinition } from '../case-type/assessment-definition.ts'
import type { DatedValue } from '../case-type/definition.ts'

/** Test data, in the manner of a risk matrix for anti-social behaviour: how bad times how likely, and some answers that mean high whatever the score. No landlord's scale. */
export const riskMatrix: AssessmentDefinition = {
  id: 'risk',
  name: 'Risk to the person harmed',
  sections: [
    {
      id: 'harm', name: 'What happens',
      questions: {
        often: { name: 'How often it happens', choice: 'how-often', required: true, scores: { once: 1, weekly: 2, daily: 3 } },
        kinds: { name: 'What is done', list: 'kinds-of-harm', scores: { noise: 1, threats: 2, violence: 4 } },
        injured: { name: 'Somebody was injured', yesNo: {}, scores: { yes: 3 } },
        injury: { name: 'How', text: {}, requireWhen: 'trigger.injured = true', showWhen: 'trigger.injured = true' },
      },
    },
    {
      id: 'likelihood', name: 'How likely it is to go on', weight: 2,
      questions: {
        incidents: { name: 'Incidents in the last month', number: { min: 0, max: 100 }, scores: { 1: 1, 3: 2, 10: 3 } },
        afraid: { name: 'Afraid to go out', yesNo: {}, scores: { yes: 1 }, weight: 0.5 },
      },
    },
  ],
  total: 'harm * likelihood',
  bands: [
    { id: 'standard', name: 'Standard' },
    { id: 'medium', name: 'Medium', from: 10 },
    { id: 'high', name: 'High', from: 30, anyOf: { kinds: ['violence'], incidents: [20] } },
  ],
  override: { down: ['manager'] },
  writes: { score: 'riskScore', band: 'riskBand' },
}

/** Test data, in the manner of a hazard rating: the spread of four outcomes, each with its weight, by how likely it is. */
export const hazardRating: AssessmentDefinition = {
  id: 'rating',
  name: 'Hazard rating',
  sections: [
    { id: 'chance', name: 'How likely harm is in a year', questions: { oneIn: { name: 'One in', choice: 'one-in', required: true, scores: { 'one-in-6': 6, 'one-in-18': 18, 'one-in-56': 56 } } } },
    {
      id: 'spread', name: 'Of a hundred who come to harm',
      questions: {
        extreme: { name: 'Extreme', number: { min: 0, max: 100 }, scores: 'value', weight: 10_000 },
        severe: { name: 'Severe', number: { min: 0, max: 100 }, scores: 'value', weight: 1000 },
        serious: { name: 'Serious', number: { min: 0, max: 100 }, scores: 'value', weight: 300 },
        moderate: { name: 'Moderate', number: { min: 0, max: 100 }, scores: 'value', weight: 10 },
      },
    },
  ],
  total: 'spread / chance',
  bands: [{ id: 'j', name: 'J' }, { id: 'd', name: 'D', from: 500 }, { id: 'c', name: 'C', from: 1000 }, { id: 'b', name: 'B', from: 2000 }, { id: 'a', name: 'A', from: 5000 }],
  override: false,
}

const value = (id: string): DatedValue => ({ id, name: id })

export const assessmentLists = {
  'how-often': ['once', 'weekly', 'daily'].map(value),
  'kinds-of-harm': ['noise', 'threats', 'violence'].map(value),
  'one-in': ['one-in-6', 'one-in-18', 'one-in-56'].map(value),
  'risk-bands': ['standard', 'medium', 'high'].map(value),
}
