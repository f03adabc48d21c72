import { compileCaseType, decide, examineCaseType, isRefusal } from '@casement/engine'
import { libraryCalendars } from '@casement/case-types'
import { describe, expect, test } from 'vitest'
import { deriveCaseType } from './derive-case-type.ts'

const derivation = { logName: 'receipt-log', fileName: 'receipt-log.csv', activities: ['Visit the home', 'Visit, the home!', 'Extra', '確認', '3rd letter'], fields: { channel: 'case:channel', enddatePlanned: 'case:enddate_planned' }, hasGroups: true, calendar: 'england-and-wales', version: 1 }

describe('a case type derived from a log', () => {
  test('has a task for each activity, by its own name, optional, repeatable and on demand', () => {
    const { steps, fields, reference, name, about } = deriveCaseType(derivation)
    expect(steps.map(({ id }) => id)).toEqual(['visit-the-home', 'visit-the-home-2', 'extra-2', 'activity', 'rd-letter'])
    expect(steps.map(({ name }) => name)).toEqual(derivation.activities)
    expect(steps.every((step) => step.kind === 'task' && step.onDemand === true && step.repeatable === true && step.required === false)).toBe(true)
    expect(Object.entries(fields ?? {}).map(([id, field]) => `${id}: ${field.name}`)).toEqual(['sourceCase: Case in the log', 'channel: Channel', 'enddatePlanned: Enddate planned'])
    expect({ reference, name, about }).toEqual({ reference: 'RL', name: 'Receipt log', about: 'none' })
  })

  test('passes every check of case types', () => {
    expect(examineCaseType(deriveCaseType(derivation)).findings).toEqual([])
  })

  test('starts nothing by itself', () => {
    const { caseType } = compileCaseType(deriveCaseType(derivation))
    if (caseType === undefined) throw new Error('The derived case type does not compile')
    const [calendar] = libraryCalendars()
    if (calendar === undefined) throw new Error('There is no calendar')
    const context = { now: '2026-11-22T12:00:00Z', actor: { kind: 'import' as const, id: 'log' }, caseType, calendar: () => calendar, newCase: { id: '1', ref: 'RL-26-00001' } }
    const opened = decide(undefined, { type: 'open-case' }, context)
    expect(isRefusal(opened) ? opened.words : [Object.keys(opened.state.items), opened.events.map(({ type }) => type)]).toEqual([[], ['case-opened']])
  })

  test.each([['jobs', 'JOB'], ['a', 'ALO'], ['repairs-and-voids-2026', 'RAV'], ['event-log', 'EL']])('of the log %s gives its cases references that begin with %s', (logName, reference) => {
    expect(deriveCaseType({ ...derivation, logName }).reference).toBe(reference)
  })

  test('is refused where the activities are too many to be tasks', () => {
    const activities = Array.from({ length: 501 }, (_, index) => `2026-01-01 ${index}`)
    expect(() => deriveCaseType({ ...derivation, activities })).toThrow('501 different activities')
  })
})
