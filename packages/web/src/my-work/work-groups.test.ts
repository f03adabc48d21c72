import type { WorkItem } from '@casement/server/contract'
import { describe, expect, it } from 'vitest'
import { makeAlmanac } from '../look/dates.ts'
import { groupByWhen, isAtPlace, stripOf } from './work-groups.ts'

/** Thursday 10 December 2026, 9.41 in the morning. */
const almanac = makeAlmanac({ now: Date.parse('2026-12-10T09:41:00Z'), closedDays: ['2026-12-25', '2026-12-28'] })

function due(dueAt: string | null, state: WorkItem['task']['state'] = 'live'): WorkItem {
  return {
    case: { ref: 'SA-26-00418', caseType: 'suspected-abandonment', name: 'Suspected abandonment', subjectLabel: '14 Tannery Court', where: '14 Tannery Court', who: null, status: 'open', version: 7 },
    task: { id: 'visit.1', name: 'Visit', kind: 'task', state, dueAt, dueOn: null, warnAt: null, basis: null, next: null },
    dueAt,
    why: ['Owner'],
    waitingOn: null,
    since: '2026-12-01T09:00:00Z',
  }
}

describe('the groups of My work', () => {
  it.each([
    ['2026-12-08T23:59:59Z', 'live', 'Overdue'],
    ['2026-12-10T09:00:00Z', 'live', 'Overdue'],
    ['2026-12-10T17:00:00Z', 'live', 'Today'],
    ['2026-12-11T23:59:59Z', 'live', 'Next three working days'],
    ['2026-12-13T23:59:59Z', 'live', 'Next three working days'],
    ['2026-12-15T23:59:59Z', 'live', 'Next three working days'],
    ['2026-12-16T23:59:59Z', 'live', 'Later'],
    ['2026-12-08T23:59:59Z', 'on-hold', 'Later'],
    [null, 'live', 'Later'],
  ] as const)('a task due %s and %s stands under %s', (dueAt, state, group) => {
    expect(groupByWhen([due(dueAt, state)], almanac).map((each) => each.name)).toEqual([group])
  })

  it('stand most urgent first', () => {
    const groups = groupByWhen([due(null), due('2026-12-11T23:59:59Z'), due('2026-12-08T23:59:59Z')], almanac)
    expect(groups.map((group) => group.id)).toEqual(['overdue', 'soon', 'later'])
  })
})

describe('the day strip', () => {
  it('shows overdue, today, the next nine working days, after and paused', () => {
    expect(stripOf([], almanac).map((place) => place.label)).toEqual(['Overdue', 'Today', 'Fri 11', 'Mon 14', 'Tue 15', 'Wed 16', 'Thu 17', 'Fri 18', 'Mon 21', 'Tue 22', 'Wed 23', 'After', 'Paused'])
  })

  it.each([
    ['2026-12-08T23:59:59Z', 'live', 'overdue'],
    ['2026-12-10T23:59:59Z', 'live', 'today'],
    ['2026-12-14T23:59:59Z', 'live', '2026-12-14'],
    ['2026-12-12T23:59:59Z', 'live', '2026-12-11'],
    ['2026-12-24T23:59:59Z', 'live', 'after'],
    ['2026-12-14T23:59:59Z', 'on-hold', 'paused'],
  ] as const)('counts a task due %s and %s at %s', (dueAt, state, place) => {
    const item = due(dueAt, state)
    expect(stripOf([item], almanac).find((each) => each.states.length > 0)?.key).toBe(place)
    expect(isAtPlace(item, place, almanac)).toBe(true)
  })

  it('draws a bar where closed days lie between', () => {
    expect(stripOf([], almanac).filter((place) => place.afterWeekend).map((place) => place.label)).toEqual(['Mon 14', 'Mon 21'])
  })
})
