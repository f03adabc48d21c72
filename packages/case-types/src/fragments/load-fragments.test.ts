import { readFileSync } from 'node:fs'
import { given } from '@casement/engine/testing'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fragmentSchema } from '../fragment-schema.ts'
import { libraryCalendars } from '../calendars/load-calendars.ts'
import { libraryCaseTypes } from '../library.ts'
import { loadCaseType } from '../load-case-type.ts'
import { libraryFragments, loadFragment } from './load-fragments.ts'

const yaml = readFileSync(new URL('risk-assessment-1.yaml', import.meta.url), 'utf8')

/** A case type that uses the risk assessment, in few lines. */
const text = (version = 1) => `
id: worry
version: 1
name: Worry
reference: WO
about: person
calendar: england-and-wales
fields: { inDanger: { yesNo: {} } }
closureReasons: [{ id: done, name: Done }]
steps:
  - { id: risk, kind: use, name: How bad is it, fragment: risk-assessment, version: ${version}, with: { alreadyAtRisk: inDanger, approver: manager } }
  - { id: act, kind: task, name: Act today, after: risk.high }
  - { id: end, kind: finish, name: End, after: risk, outcome: done }
`

describe('the fragments of the library', () => {
  test('have no finding, and stand in files that are called after them', () => {
    expect(libraryFragments().map(({ name, findings }) => [name, findings])).toEqual(libraryFragments().map(({ fragment }) => [`${fragment?.id}-${fragment?.version}.yaml`, []]))
    expect(libraryFragments().length).toBeGreaterThan(0)
  })

  test('are inside each case type that uses them, which then hangs on no file', () => {
    const { definition, caseType, findings } = loadCaseType(text(), 'worry', { roles: ['manager'] })
    expect(findings).toEqual([])
    expect(definition?.fragments?.map(({ id, version }) => [id, version])).toEqual([['risk-assessment', 1]])
    const again = loadCaseType(JSON.stringify(definition), 'worry', { fragments: [] })
    expect(again.caseType?.steps.map(({ id }) => id)).toEqual(caseType?.steps.map(({ id }) => id))
  })

  test('are used by the library itself: before a legal step, with the risk that the case has already', () => {
    const { definition, caseType } = libraryCaseTypes().find((each) => each.definition.id === 'anti-social-behaviour')!
    expect(definition.fragments?.map(({ id, version }) => [id, version])).toEqual([['risk-assessment', 1]])
    expect(caseType.steps.map(({ id }) => id)).toEqual(expect.arrayContaining(['backlash', 'backlash-assess', 'backlash-agree']))
  })

  test('run as a stage of the case', () => {
    const { caseType } = loadCaseType(text(), 'worry')
    const assess = { type: 'complete-task' as const, task: 'risk-assess.1', fields: { rating: 'low', grounds: 'He is safe with his sister' } }
    const story = given(caseType!, { calendars: libraryCalendars() }).opened({ fields: { inDanger: false } })
    expect(story.and(assess).state).toMatchObject({ status: 'closed', items: { 'risk.1': { outcome: 'low' } } })
    const endangered = given(caseType!, { calendars: libraryCalendars() }).opened({ fields: { inDanger: true } }).and(assess)
    expect(endangered.state.items['risk-agree.1']).toMatchObject({ state: 'live', assignee: { kind: 'role', id: 'manager' } })
  })

  test('of another version are found where the use is written', () => {
    expect(loadCaseType(text(7), 'worry').findings).toMatchObject([{ place: 'steps[0].fragment', message: 'There is no fragment risk-assessment, version 7.', line: 11 }])
  })

  test('are told of at the place in their own file', () => {
    const [found] = loadCaseType(text(), 'worry', { roles: ['officer'] }).findings
    const line = yaml.split('\n').findIndex((each) => each.includes('for: { role: approver }')) + 1
    expect(found).toMatchObject({ place: 'risk-assessment-1.yaml: steps[2].for.role', message: 'There is no role manager.', line })
  })
})

describe('a fragment', () => {
  test('is checked by itself, with places in its file', () => {
    const broken = yaml.replace('after: rate.rated-high', 'after: rate.rated-higher')
    expect(loadFragment(broken, 'broken').findings).toMatchObject([{ place: 'steps[2].after', message: 'No event is called used-rate.rated-higher.', line: expect.any(Number) as number }])
    expect(loadFragment(yaml.replace('version: 1', 'version: one'), 'broken').findings).toMatchObject([{ place: 'version', line: 4 }])
  })

  test('is told all of its faults at once, be they of the schema or of a rule', () => {
    const broken = yaml.replace('version: 1', 'version: one').replace('after: rate.rated-high', 'after: rate.rated-higher').replace('guidance: Speak to', 'advice: Speak to')
    expect(loadFragment(broken, 'broken').findings.map(({ place, line }) => [place, line])).toEqual([['version', 4], ['steps[0].advice', 23], ['steps[2].after', 38]])
    expect(loadFragment('[1]', 'broken').findings).toHaveLength(1)
    expect(loadFragment('id: [', 'broken').findings[0]).toMatchObject({ place: 'file', line: 1 })
  })

  test('names only what the landlord has, beside its inputs', () => {
    expect(loadFragment(yaml, 'own', { roles: ['manager'], teams: [] }).findings).toEqual([])
    expect(loadFragment(yaml.replace('for: { role: approver }', 'for: { role: director }'), 'own', { roles: ['manager'] }).findings).toMatchObject([{ place: 'steps[2].for.role', message: 'There is no role director.', remedy: 'Use one of manager, approver, or add it.' }])
  })

  test('may use another that is there', () => {
    const own = 'id: visit\nversion: 1\nname: Visit\nsteps:\n  - { id: danger, kind: use, name: How bad, fragment: risk-assessment, version: 1, with: { alreadyAtRisk: false, approver: manager } }\n  - { id: go, kind: task, name: Go there, after: danger }\n'
    expect(loadFragment(own, 'own', { fragments: libraryFragments() }).findings).toEqual([])
    expect(loadFragment(own, 'own').findings).toMatchObject([{ place: 'steps[0].fragment', message: 'There is no fragment risk-assessment, version 1.', line: 5 }])
  })

  test('knows nothing of the case but its inputs', () => {
    const [found] = loadFragment(yaml.replace('or alreadyAtRisk', 'or inDanger'), 'broken').findings
    expect(found).toMatchObject({ place: 'steps[1].branches[0].when' })
  })

  test('has a schema for editors, fragment.schema.json, which is written anew with vitest -u', async () => {
    const published = z.toJSONSchema(fragmentSchema, { target: 'draft-2020-12' })
    await expect(`${JSON.stringify(published, null, 2)}\n`).toMatchFileSnapshot('../../fragment.schema.json')
  })
})
