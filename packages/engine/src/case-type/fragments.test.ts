import { describe, expect, test } from 'vitest'
import { given, type Story } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'
import { checkCaseType, examineCaseType } from './check.ts'
import type { CaseTypeDefinition } from './definition.ts'
import type { FragmentDefinition } from './fragment.ts'
import type { StepDefinition, UseStep } from './step-definition.ts'

/** One assesses; what is rated high by the answer, or by what the case knows, another agrees to. */
const assessment: FragmentDefinition = {
  id: 'assessment', version: 2, name: 'Assessment', outcomes: ['calm', 'high'],
  inputs: { known: { yesNo: {} }, boss: { role: {} }, rating: { text: {} }, by: { date: {} } },
  steps: [
    { id: 'assess', kind: 'task', name: 'Assess', required: true, startsOn: { by: { days: 2 }, before: 'by' }, fields: { level: { text: {}, writes: 'rating' } } },
    { id: 'rate', kind: 'decision', name: 'Rate', after: 'assess', branches: [{ id: 'bad', when: 'answer("assess", "level") = "bad" or known' }], otherwise: { id: 'good' } },
    { id: 'agree', kind: 'task', name: 'Agree', after: 'rate.bad', for: { role: 'boss' }, notWhoDid: 'assess' },
    { id: 'high', kind: 'finish', name: 'High', after: 'agree', outcome: 'high' },
    { id: 'calm', kind: 'finish', name: 'Calm', after: 'rate.good', outcome: 'calm' },
  ],
}
const use = (id: string, more: Partial<UseStep> = {}): StepDefinition => ({ kind: 'use', id, name: id.toUpperCase(), fragment: 'assessment', version: 2, with: { known: 'size > 9', boss: 'manager', rating: 'risk', by: 'visitOn' }, ...more })
const parts = (...steps: StepDefinition[]): Pick<CaseTypeDefinition, 'fields' | 'fragments' | 'steps' | 'closureReasons'> => ({ fields: { size: { number: {} }, risk: { text: {} }, visitOn: { date: {} } }, closureReasons: [{ id: 'done', name: 'Done' }], fragments: [assessment], steps })
const tell: StepDefinition = { id: 'tell', kind: 'task', name: 'Tell', after: 'risk.high' }
const story = (...steps: StepDefinition[]) => given(sampleType(parts(...steps))).opened({ fields: { size: 1, visitOn: '2026-12-03' } })
const live = ({ state }: Story) => Object.values(state.items).filter(({ state: now }) => now === 'live').map(({ id }) => id)
const assess = (level: string, prefix = 'risk') => ({ type: 'complete-task' as const, task: `${prefix}-assess.1`, fields: { level } })

describe('a fragment', () => {
  test('runs as a stage, its steps under the id of its use and their own', () => {
    const first = story(use('risk'), tell)
    expect(live(first)).toEqual(['risk.1', 'risk-assess.1'])
    expect(first.state.items['risk-assess.1']).toMatchObject({ name: 'Assess', parent: 'risk.1', kind: 'task' })
    const calm = first.and(assess('fine'))
    expect(calm.state.items['risk.1']).toMatchObject({ state: 'completed', outcome: 'calm' })
    expect(calm.state.happened).toHaveProperty(['risk.calm'])
    expect(live(calm)).toEqual([])
  })

  test('tells what is outside of its declared outcomes', () => {
    const bad = story(use('risk'), tell).and(assess('bad'))
    expect(bad.state.items['risk-agree.1']?.assignee).toEqual({ kind: 'role', id: 'manager' })
    expect(live(bad.by({ kind: 'person', id: 'petra', roles: ['manager'] }).and({ type: 'complete-task', task: 'risk-agree.1' }))).toEqual(['tell.1'])
  })

  test('reads its inputs from the case as it stands when they are asked for', () => {
    const grown = story(use('risk')).and({ type: 'edit-fields', fields: { size: 10 } }, assess('fine'))
    expect(live(grown)).toEqual(['risk.1', 'risk-agree.1'])
  })

  test('writes and awaits the fields of the case that its inputs are', () => {
    const planned = given(sampleType(parts(use('risk')))).opened({ fields: { visitOn: '2026-12-14' } })
    expect(planned.state.items['risk-assess.1']).toMatchObject({ state: 'waiting', plannedOn: '2026-12-12' })
    expect(story(use('risk')).and(assess('bad')).state.fields['risk']).toBe('bad')
  })

  test('is used twice in one case type, each by itself', () => {
    const both = story(use('risk'), use('other', { with: { known: 'true', boss: 'manager', rating: 'risk', by: 'visitOn' } }))
    expect(live(both.and(assess('fine')))).toEqual(['other.1', 'other-assess.1'])
    expect(live(both.and(assess('fine', 'other')))).toEqual(['risk.1', 'other.1', 'risk-assess.1', 'other-agree.1'])
  })

  test('uses another, whose inputs are bound to its own', () => {
    const outer: FragmentDefinition = { id: 'outer', version: 1, name: 'Outer', inputs: { loud: { yesNo: {} }, chief: { role: {} }, level: { text: {} }, day: { date: {} } }, steps: [use('inner', { with: { known: 'loud', boss: 'chief', rating: 'level', by: 'day' } }), { id: 'after', kind: 'task', name: 'After', after: 'inner.high' }] }
    const nested = given(sampleType({ ...parts(use('risk', { fragment: 'outer', version: 1, with: { loud: 'size > 0', chief: 'manager', level: 'risk', day: 'visitOn' } })), fragments: [assessment, outer] })).opened({ fields: { size: 1, visitOn: '2026-12-03' } })
    expect(live(nested)).toEqual(['risk.1', 'risk-inner.1', 'risk-inner-assess.1'])
    const agreed = nested.and(assess('fine', 'risk-inner')).by({ kind: 'person', id: 'petra', roles: ['manager'] }).and({ type: 'complete-task', task: 'risk-inner-agree.1' })
    expect([agreed.state.fields['risk'], live(agreed)]).toEqual(['fine', ['risk.1', 'risk-after.1']])
  })

  test('on demand is begun by hand, as often as it is needed', () => {
    const none = story(use('risk', { onDemand: true }), { id: 'call', kind: 'task', name: 'Call' })
    expect(live(none)).toEqual(['call.1'])
    expect(live(none.and({ type: 'add-task', step: 'risk' }, { type: 'add-task', step: 'risk' }))).toEqual(['call.1', 'risk.1', 'risk-assess.1', 'risk.2', 'risk-assess.2'])
  })
})

describe('a use of a fragment', () => {
  const found = (...steps: StepDefinition[]) => foundIn(parts(...steps))
  const foundIn = (more: Partial<CaseTypeDefinition> & Pick<CaseTypeDefinition, 'steps'>) =>
    examineCaseType({ id: 'sample', version: 1, name: 'Sample', reference: 'SM', about: 'tenancy', calendar: 'england-and-wales', ...more }).findings.map(({ place, message }) => `${place}: ${message}`)

  test('is sound', () => {
    expect(found(use('risk'), tell)).toEqual([])
    expect(checkCaseType(sampleType(parts(use('risk'), use('other'))))).toEqual([])
  })

  test('of one that there is not, or not in that version, is found', () => {
    expect(found(use('risk', { fragment: 'nothing' }), tell)).toEqual(['steps[0].fragment: There is no fragment nothing, version 2.'])
    expect(found(use('risk', { version: 3 }))).toEqual(['steps[0].version: There is no version 3 of the fragment assessment.'])
  })

  test('with an input too many, too few, or of another kind is found', () => {
    const given = { known: 'true', boss: 'manager', rating: 'risk', by: 'visitOn' }
    expect(found(use('risk', { with: { ...given, colour: '"red"' } }))).toEqual(['steps[0].with.colour: Assessment has no input colour.'])
    const { by: _by, ...without } = given
    expect(found(use('risk', { with: without }))).toEqual(['steps[0].with: RISK does not say what by is.'])
    expect(found(use('risk', { with: { ...given, known: 'size' } }))).toEqual(['steps[0].with.known: known is a yes or no, and this gives a number.'])
    expect(found(use('risk', { with: { ...given, known: 'sise > 1' } }))[0]).toContain('steps[0].with.known: ')
  })

  test('by itself is found', () => {
    const circle: FragmentDefinition = { id: 'circle', version: 1, name: 'Circle', steps: [{ kind: 'use', id: 'again', name: 'Again', fragment: 'circle', version: 1 }] }
    expect(foundIn({ ...parts({ kind: 'use', id: 'round', name: 'Round', fragment: 'circle', version: 1 }), fragments: [circle] })).toEqual(['fragments[0].steps[0].fragment: The fragment circle would use itself.'])
  })

  test('of a faulty one points to the place in the fragment', () => {
    const broken = (step: Partial<StepDefinition>): CaseTypeDefinition['fragments'] => [{ ...assessment, steps: assessment.steps.map((one, index) => (index === 1 ? { ...one, ...step } as StepDefinition : one)) }]
    expect(foundIn({ ...parts(use('risk')), fragments: broken({ when: 'size > 2' }) })[0]).toContain('fragments[0].steps[1].when: ')
    expect(foundIn({ ...parts(use('risk')), fragments: broken({ after: 'tell' }) })[0]).toBe('fragments[0].steps[1].after: No event is called risk-tell.')
  })

  test('whose finish names an outcome that it does not declare is found', () => {
    expect(foundIn({ ...parts(use('risk')), fragments: [{ ...assessment, outcomes: ['high'] }] })).toEqual(['fragments[0].steps[4].outcome: RISK has no outcome calm.'])
  })
})
