import { describe, expect, test } from 'vitest'
import { mapColumns } from './mapping.ts'

const RECEIPT = ['case:channel', 'case:concept:name', 'case:enddate', 'case:enddate_planned', 'case:startdate', 'concept:instance', 'concept:name', 'lifecycle:transition', 'org:group', 'org:resource', 'time:timestamp']

describe('which column is what', () => {
  test('is known by the names of XES; what else is said of the case becomes its fields', () => {
    expect(mapColumns(RECEIPT)).toEqual({
      case: 1, activity: 6, time: 10, resource: 9, group: 8, lifecycle: 7, start: 4, end: 2,
      fields: { channel: 0, enddatePlanned: 3 }, activities: {}, unused: ['concept:instance'],
    })
  })

  test('is what the mapping says', () => {
    const mapping = mapColumns(['Ref', 'What', 'When', 'Area'], { case: 'Ref', activity: 'What', time: 'When', fields: { area: 'Area' } })
    expect(mapping).toMatchObject({ case: 0, activity: 1, time: 2, fields: { area: 3 }, unused: [] })
  })

  test('must be said for case, activity and time; the message names the columns there are', () => {
    expect(() => mapColumns(['Ref', 'What', 'time:timestamp'])).toThrow(/which column is: case \(known as case:concept:name\), activity .*Its columns are: Ref, What, time:timestamp/)
  })

  test('is asked for with fifty columns named at most', () => {
    expect(() => mapColumns(Array.from({ length: 5000 }, (_, index) => `c${index}`))).toThrow(/Its columns are: c0, .*, c49 and 4,950 more\.$/)
  })

  test('must be there', () => {
    expect(() => mapColumns(['Ref'], { case: 'Reff' })).toThrow('The mapping says case: Reff, and the log has no such column')
  })

  test('gives each field an id of its own', () => {
    const columns = ['case:concept:name', 'concept:name', 'time:timestamp', 'case:Planned end', 'case:planned_end', 'case:€']
    expect(Object.keys(mapColumns(columns).fields)).toEqual(['plannedEnd', 'plannedEnd2', 'attribute'])
  })
})
