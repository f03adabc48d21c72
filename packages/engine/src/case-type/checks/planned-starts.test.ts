import { describe, expect, test } from 'vitest'
import { sampleType } from '../../testing/play.ts'
import { checkCaseType } from '../check.ts'
import type { PlannedStart, Recurrence, StepDefinition } from '../step-definition.ts'

const end: StepDefinition = { id: 'end', kind: 'finish', name: 'End', after: 'visit' }
const found = (more: object, ...steps: StepDefinition[]) =>
  checkCaseType(sampleType({
    fields: { ends: { date: {} }, risk: { choice: 'risks' }, size: { number: {} } }, lists: { risks: [{ id: 'low', name: 'Low' }, { id: 'high', name: 'High' }] },
    steps: [{ id: 'visit', kind: 'task', name: 'Visit', ...more } as StepDefinition, ...steps, end],
  })).map(({ severity, place, message }) => `${severity} ${place}: ${message}`)
const recurs = (recurrence: Partial<Recurrence>, more: object = {}) => found({ recurs: { every: { days: 7 }, ...recurrence }, ...more })
const by = (is: object, more: object = {}) => recurs({ every: { by: 'risk', is, ...more } as Recurrence['every'] })

describe('a step that recurs', () => {
  test('with time in between and an end is sound', () => {
    expect(recurs({ from: 'done', until: { count: 3, date: 'ends', event: 'end' }, onHold: 'continue' })).toEqual([])
    expect(recurs({ until: { date: '2027-03-31' } })).toEqual([])
    expect(by({ low: { weeks: 4 }, high: { workingDays: 10 } })).toEqual([])
    expect(recurs({ until: { count: 2 } }, { required: true })).toEqual([])
  })

  test('without time in between is found, though it happens by itself', () => {
    expect(recurs({ every: { days: 0 } })).toEqual(['error steps[0].recurs.every: Visit would recur without end at one moment.'])
    expect(by({ low: { weeks: 0 }, high: { days: 1 } })).toEqual(['error steps[0].recurs.every.is.low: Visit would recur without end at one moment.'])
    const effect = (every: Recurrence['every']): StepDefinition => ({ id: 'raise', kind: 'effect', name: 'Raise', recurs: { every }, do: [{ priority: 'high' }] })
    expect(found({}, effect({ hours: 0 }))).toEqual(['error steps[1].recurs.every: Raise would recur without end at one moment.'])
    expect(found({}, effect({ hours: 1 }))).toEqual([])
  })

  test('until nothing, or until what is no date, is found', () => {
    expect(recurs({ until: {} })).toEqual(['error steps[0].recurs.until: Visit does not say until when it recurs.'])
    expect(recurs({ until: { date: 'nowhere' } })).toEqual(['error steps[0].recurs.until.date: There is no field nowhere.'])
    expect(recurs({ until: { date: 'size' } })).toEqual(['error steps[0].recurs.until.date: The field size is no date.'])
  })

  test('by a field that is no choice, or by values that there are not, is found', () => {
    expect(recurs({ every: { by: 'size', is: {} } })).toEqual(['error steps[0].recurs.every.by: The field size is no choice from a list.'])
    expect(recurs({ every: { by: 'nowhere', is: {} } })).toEqual(['error steps[0].recurs.every.by: There is no field nowhere.'])
    expect(by({ low: { days: 1 }, high: { days: 1 }, none: { days: 1 } })).toEqual(['error steps[0].recurs.every.is.none: The list risks has no value none.'])
    expect(by({ high: { days: 1 } })).toEqual(['warning steps[0].recurs.every.is: Visit would not recur while risk is low.'])
    expect(by({ high: { days: 1 } }, { otherwise: { weeks: 4 } })).toEqual([])
  })

  test('and repeats too, ends the path, or is required without a count is found', () => {
    expect(recurs({}, { repeatable: true })).toEqual(['error steps[0].repeatable: Visit recurs, so its runs follow one another by time.'])
    expect(recurs({}, { required: true })[0]).toContain('steps[0].required: Visit is required and repeats')
    expect(found({}, { id: 'other', kind: 'finish', name: 'Other', after: 'visit', recurs: { every: { days: 1 } } })).toEqual(['error steps[1].recurs: Other ends the path and cannot recur.'])
  })

  test('is what an effect starts or ends, and not at one moment in a circle', () => {
    const effect = (what: object, more: object = {}): StepDefinition => ({ id: 'act', kind: 'effect', name: 'Act', after: 'visit', do: [what], ...more } as StepDefinition)
    expect(found({}, effect({ endRecurrence: 'visit' }))).toEqual(['error steps[1].do[0]: Visit does not recur, so nothing of it can be started or ended so.'])
    expect(found({}, effect({ startRecurrence: 'nobody' }))).toEqual(['error steps[1].do[0]: There is no step nobody.'])
    expect(found({ recurs: { every: { days: 1 } } }, effect({ endRecurrence: 'visit' }))).toEqual([])
    expect(found({}, effect({ startRecurrence: 'act' }, { recurs: { every: { days: 1 } } }))).toEqual([expect.stringContaining('Act would start again and again')])
  })
})

describe('a step that starts by a date', () => {
  const startsOn = (planned: PlannedStart) => found({ startsOn: planned })

  test('of the case, before it or after it, is sound', () => {
    expect(startsOn({ by: { workingDays: 5 }, before: 'ends' })).toEqual([])
    expect(startsOn({ by: { months: 9 }, after: 'ends' })).toEqual([])
    expect(startsOn({ by: { hours: 4 } })).toEqual([])
  })

  test('by a length that no choice chooses, or that a value does not have, is found', () => {
    const by = (field: string, is: Record<string, { days: number }>) => startsOn({ by: { by: field, is } })
    expect(by('risk', { low: { days: 5 }, high: { days: 0 } })).toEqual([])
    expect(by('risk', { high: { days: 1 } })).toEqual(['warning steps[0].startsOn.by.is: Visit would not start while risk is low.'])
    expect(by('size', { high: { days: 1 } })).toEqual(['error steps[0].startsOn.by.by: The field size is no choice from a list.'])
    expect(by('nowhere', { high: { days: 1 } })).toEqual(['error steps[0].startsOn.by.by: There is no field nowhere.'])
  })

  test('that there is not, or that is none, or by two at once, is found', () => {
    expect(startsOn({ by: { days: 1 }, before: 'nowhere' })).toEqual(['error steps[0].startsOn.before: There is no field nowhere.'])
    expect(startsOn({ by: { days: 1 }, after: 'size' })).toEqual(['error steps[0].startsOn.after: The field size is no date.'])
    expect(startsOn({ by: { days: 1 }, after: 'ends', before: 'ends' })).toEqual(['error steps[0].startsOn: Visit cannot start both before one day and after another.'])
  })
})
