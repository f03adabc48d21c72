import { describe, expect, test } from 'vitest'
import { assessmentLists, hazardRating, riskMatrix } from '../testing/assessments.ts'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'
import { readyAssessment } from './assessment.ts'
import { findAssessmentChange } from './change.ts'
import { scoreAnswers } from './score.ts'
import type { Actor, Answers } from '../case/event.ts'
import { replay } from '../case/evolve.ts'

const officer: Actor = { kind: 'person', id: 'rosalind', roles: ['officer'] }
const manager: Actor = { kind: 'person', id: 'maureen', roles: ['officer', 'manager'] }

/** What a band leads to: a priority, a task that must be done, a deadline, who is asked. */
const asb = sampleType({
  lists: assessmentLists,
  fields: { riskScore: { number: {} }, riskBand: { choice: 'risk-bands' } },
  assessments: [riskMatrix, hazardRating],
  clocks: [
    { id: 'action-plan', name: 'Action plan agreed', starts: { any: ['assess.high'] }, stops: 'plan', allow: { workingDays: 2 } },
    { id: 'usual-plan', name: 'Action plan agreed, usual', starts: { on: 'assess', when: 'answer("assess", "band") != "high"' }, stops: 'plan', allow: { workingDays: 10 } },
  ],
  steps: [
    { id: 'assess', kind: 'task', name: 'Assess the risk', assessment: 'risk', required: true },
    { id: 'plan', kind: 'task', name: 'Agree a plan', after: 'assess' },
    { id: 'raise', kind: 'effect', name: 'Raise the priority', after: 'assess.high', do: [{ priority: 'urgent' }] },
    { id: 'refer', kind: 'task', name: 'Refer to the panel', after: { on: 'assess', when: 'riskBand = "high"' }, required: { when: 'answer("assess", "band") = "high"' }, for: { role: 'manager' } },
    { id: 'review', kind: 'task', name: 'Assess again', assessment: 'risk', after: { any: ['assess', 'review'] }, repeatable: true },
    { id: 'rate', kind: 'task', name: 'Rate the hazard', assessment: 'rating' },
  ],
})
const opened = () => given(asb).by(officer).opened()
const assessed = (fields: Answers, more: object = {}) => opened().when({ type: 'complete-task', task: 'assess.1', fields, ...more })

describe('the score of an assessment', () => {
  const score = (answers: Answers, isShown: (question: string) => boolean = () => true) => scoreAnswers(readyAssessment(riskMatrix).assessment, answers, isShown)

  test.each<[string, Answers, number]>([
    ['nothing answered', {}, 0],
    ['a value of a list', { often: 'daily', incidents: 1 }, 3 * 2],
    ['several values of a list, each', { often: 'once', kinds: ['noise', 'threats'], incidents: 3 }, 4 * 4],
    ['yes, and not no', { injured: true, afraid: false, incidents: 1 }, 3 * 2],
    ['a number from which on, with the weights of question and section', { often: 'once', incidents: 9, afraid: true }, 1 * 2 * (2 + 0.5)],
    ['a number below the first', { often: 'once', incidents: 0, afraid: true }, 1],
    ['an answer that no score is given for', { often: 'yearly', incidents: 1 }, 0],
    ['what is no question', { toString: 'daily', often: 'daily', incidents: 1 }, 6],
  ])('counts %s', (_what, answers, expected) => expect(score(answers).score).toBe(expected))

  test('counts nothing for a question that is not shown', () => {
    expect(score({ often: 'daily', injured: true, incidents: 1 }, (question) => question !== 'injured')).toMatchObject({ score: 6, questions: { injured: 0, often: 3 }, sections: { harm: 3, likelihood: 2 } })
  })

  test('gives the band that it reaches, and at least that of an answer which means it', () => {
    const band = (answers: Answers) => { const { band: found, lifted } = score(answers); return [found?.id, ...lifted] }
    expect(band({ often: 'once', incidents: 1 })).toEqual(['standard'])
    expect(band({ often: 'daily', injured: true, incidents: 1 })).toEqual(['medium'])
    expect(band({ often: 'daily', kinds: ['threats'], injured: true, incidents: 3, afraid: true })).toEqual(['high'])
    expect(band({ kinds: ['violence'] })).toEqual(['high', 'kinds'])
    expect(band({ kinds: ['noise'], incidents: 20 })).toEqual(['high', 'incidents'])
    expect(band({ kinds: ['noise'], incidents: 19 })).toEqual(['standard'])
  })

  test('is the sum of the sections without a formula, to the millionth', () => {
    const { total: _total, ...plain } = riskMatrix
    const tenths = { ...plain, sections: [{ id: 'harm', name: 'Harm', weight: 0.1, questions: { size: { number: {}, scores: 'value' as const } } }], bands: [{ id: 'low', name: 'Low' }, { id: 'high', name: 'High', from: 0.3 }] }
    expect(scoreAnswers(readyAssessment(tenths).assessment, { size: 3 }, () => true)).toMatchObject({ score: 0.3, band: { id: 'high' } })
  })

  test('of a hazard is worked out by a formula over a section and an answer', () => {
    const rated = (answers: Answers) => scoreAnswers(readyAssessment(hazardRating).assessment, answers, () => true)
    expect(rated({ oneIn: 'one-in-18', extreme: 1, severe: 4, serious: 16, moderate: 79 })).toMatchObject({ band: { id: 'c' } })
    expect(rated({ oneIn: 'one-in-18', extreme: 1, severe: 4, serious: 16, moderate: 79 }).score).toBeCloseTo((10_000 + 4000 + 4800 + 790) / 18, 5)
    expect(rated({ extreme: 1 })).toMatchObject({ warning: expect.any(String), lifted: [] })
  })
})

describe('a task that is an assessment', () => {
  test('ends with the band of its answers, which the event carries with the score', () => {
    const { state, events } = assessed({ often: 'daily', kinds: ['threats'], injured: true, injury: 'Bruised', incidents: 3, afraid: true })
      .thenEvents({ type: 'task-completed', outcome: 'high', assessment: { id: 'risk', score: 40, scoredBand: 'high', band: 'high' } }, { type: 'fields-edited', values: { riskScore: 40, riskBand: 'high' } }, { type: 'priority-set', priority: 'urgent' })
    expect(state).toMatchObject({ fields: { riskScore: 40, riskBand: 'high' }, priority: 'urgent', items: { 'refer.1': { state: 'live' } }, clocks: { 'action-plan.1': {} } })
    expect(replay(events)).toEqual(state)
  })

  test('leads elsewhere with another band: another deadline, no task that must be done', () => {
    const { state } = assessed({ often: 'once' }).thenEvents({ type: 'task-completed', outcome: 'standard' })
    expect(state.items['refer.1']?.state).toBe('waiting')
    expect(Object.keys(state.clocks)).toEqual(['usual-plan.1'])
    assessed({ often: 'once', kinds: ['violence'] }).thenEvents().when({ type: 'close-case' }).thenRefused('gates-open')
  })

  test('asks every question that is needed first, also one that another answer makes needed', () => {
    expect(assessed({}).thenRefused('answers-invalid').at).toEqual([{ place: 'often', words: 'How often it happens is needed.' }])
    expect(assessed({ often: 'once', injured: true }).thenRefused('answers-invalid').at).toEqual([{ place: 'injury', words: 'How is needed.' }])
    assessed({ often: 'yearly' }).thenRefused('answers-invalid')
  })

  test('takes no outcome but its band', () => {
    expect(assessed({ often: 'once' }, { outcome: 'high' }).thenRefused('outcome-unknown').remedy).toContain('override')
    assessed({ often: 'once' }, { outcome: 'standard' }).thenEvents({ type: 'task-completed', outcome: 'standard' })
  })
})

describe('professional judgement', () => {
  const judged = (band: string, reason = 'She sleeps in her car', actor = officer) => opened().by(actor).when({ type: 'complete-task', task: 'assess.1', fields: { often: 'daily', injured: true, injury: 'Bruised', incidents: 1 }, override: { band, reason } })

  test('chooses another band with a reason, and both are kept', () => {
    const { state } = judged('high').thenEvents({ type: 'task-completed', outcome: 'high', assessment: { id: 'risk', score: 12, scoredBand: 'medium', band: 'high', reason: 'She sleeps in her car' } })
    expect(state.fields).toMatchObject({ riskScore: 12, riskBand: 'high' })
    expect(state.items['refer.1']?.state).toBe('live')
  })

  test('is for whom the assessment leaves it to: here anyone may raise a band, and only a manager lower it', () => {
    judged('standard').thenRefused('narrowed-by-type')
    judged('standard', 'He has moved out', manager).thenEvents({ type: 'task-completed', outcome: 'standard' })
    const rate = opened().by(manager).when({ type: 'complete-task', task: 'rate.1', fields: { oneIn: 'one-in-6' }, override: { band: 'a', reason: 'It is worse' } })
    expect(rate.thenRefused('narrowed-by-type').words).toBe('The band of Hazard rating is not changed up by hand.')
  })

  test('needs a reason, and another band that there is', () => {
    judged('high', ' ').thenRefused('reason-missing')
    judged('medium').thenRefused('override-invalid')
    expect(judged('extreme').thenRefused('override-invalid').at?.[0]?.words).toBe('Choose one of Standard (standard), High (high).')
    opened().and({ type: 'complete-task', task: 'assess.1', fields: { often: 'once' } }).when({ type: 'complete-task', task: 'plan.1', override: { band: 'high', reason: 'Why not' } }).thenRefused('override-invalid')
  })
})

describe('an assessment that is done again', () => {
  test('keeps what the one before came to, whichever task did it, and says which answers changed', () => {
    const story = assessed({ often: 'daily', kinds: ['threats'], injured: true, injury: 'Bruised', incidents: 3 }).thenEvents()
      .when({ type: 'complete-task', task: 'review.1', fields: { often: 'once', kinds: ['threats'], incidents: 3 } })
      .thenEvents({ type: 'task-completed', outcome: 'medium', assessment: { id: 'risk', score: 12, scoredBand: 'medium', band: 'medium', before: { item: 'assess.1', score: 32, band: 'high' } } })
    const change = findAssessmentChange(story.state, story.state.items['review.1']!)
    expect(change?.before.id).toBe('assess.1')
    expect(change?.questions.toSorted()).toEqual(['injured', 'injury', 'often'])
    expect(findAssessmentChange(story.state, story.state.items['assess.1']!)).toBeUndefined()
  })

  test('by a redo keeps the earlier version, and what the case reads is the new one', () => {
    const { state } = assessed({ often: 'daily', injured: true, injury: 'Bruised', incidents: 1 }).thenEvents()
      .and({ type: 'redo-task', task: 'assess.1', reason: 'Wrong person' })
      .when({ type: 'complete-task', task: 'assess.2', fields: { often: 'once' } }).thenEvents()
    expect(state.items['assess.1']).toMatchObject({ state: 'superseded', assessment: { band: 'medium', score: 12 } })
    expect(state.items['assess.2']).toMatchObject({ outcome: 'standard', assessment: { before: { item: 'assess.1', score: 12, band: 'medium' } } })
    expect(state.fields).toMatchObject({ riskBand: 'standard', riskScore: 0 })
  })
})

test('where no score can be worked out, whoever does it is told and may choose the band, and the case says why', () => {
  const broken = sampleType({ assessments: [{ ...riskMatrix, total: 'harm / likelihood', override: false, writes: undefined }], lists: assessmentLists, steps: [{ id: 'assess', kind: 'task', name: 'Assess', assessment: 'risk' }] })
  const story = given(broken).by(officer).opened()
  const refusal = story.when({ type: 'complete-task', task: 'assess.1', fields: { often: 'once' } }).thenRefused('assessment-not-scored')
  expect(refusal.words).toContain('The score of Assess cannot be worked out')
  const { state } = story.when({ type: 'complete-task', task: 'assess.1', fields: { often: 'once' }, override: { band: 'medium', reason: 'As far as we know' } })
    .thenEvents({ type: 'expression-failed', place: 'assessments.risk.total' }, { type: 'task-completed', outcome: 'medium', assessment: { id: 'risk', band: 'medium', reason: 'As far as we know' } })
  expect(state.items['assess.1']?.state).toBe('completed')
})

test('an import brings the band that was recorded elsewhere', () => {
  const story = given(asb).by({ kind: 'import', id: 'log' }).opened()
  const { state } = story.when({ type: 'record-task', step: 'assess', outcome: 'high', fields: { often: 'once' } }).thenEvents({ type: 'task-completed', outcome: 'high', assessment: { id: 'risk', score: 0, scoredBand: 'standard', band: 'high', reason: 'As it was recorded elsewhere.' } })
  expect(state.items['assess.1']).toMatchObject({ state: 'completed', outcome: 'high' })
  story.when({ type: 'record-task', step: 'assess', outcome: 'dire', fields: { often: 'once' } }).thenRefused('outcome-unknown')
})
