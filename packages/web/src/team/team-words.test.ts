import type { TeamTask } from '@casement/server/contract'
import { describe, expect, test } from 'vitest'
import { filterInWords, teamHeadline, whoseInWords } from './team-words.ts'
import { buildTeam, person } from './testing/build-load.ts'

describe('the headline of a team', () => {
  test.each([
    [[person('Ann', { openCases: 1, openTasks: 1 })], {}, '1 open case and 1 open task. Nothing is overdue.'],
    [[person('Ann', { openCases: 4, openTasks: 9, overdue: 1 })], {}, '4 open cases and 9 open tasks. One task is overdue; it is Ann’s.'],
    [[person('Ann', { overdue: 2 }), person('Boris', { overdue: 3 })], {}, '0 open cases and 0 open tasks. Five tasks are overdue; three of them are Boris’.'],
    [[person('Ann', { overdue: 2 })], {}, '0 open cases and 0 open tasks. Two tasks are overdue; all of them are Ann’s.'],
    [[person('Ann', { overdue: 1 })], { overdue: 1 }, '0 open cases and 0 open tasks. Two tasks are overdue; one of them is Ann’s.'],
    [[person('Ann')], { overdue: 2, openTasks: 2 }, '0 open cases and 2 open tasks. Two tasks are overdue.'],
  ])('counts what is open and says whose what is late is', (people, nobody, words) => {
    expect(teamHeadline(buildTeam(people, nobody))).toBe(words)
  })
})

describe('the heading of the list', () => {
  test.each([
    [{}, 'Everything open, most urgent first'],
    [{ due: 'overdue' }, 'Overdue'],
    [{ due: 'later' }, 'Later or without a date'],
    [{ due: '2026-12-10' }, 'Due today'],
    [{ person: 'ann' }, 'Ann Okafor'],
    [{ person: 'ann', due: '2026-12-11' }, 'Ann Okafor, due Fri 11 Dec'],
    [{ person: 'nobody', due: 'overdue' }, 'Nobody yet, overdue'],
  ])('names whose and by when: %j', (filter, words) => {
    expect(filterInWords(filter, { people: [{ id: 'ann', name: 'Ann Okafor' }], today: '2026-12-10' })).toBe(words)
  })
})

test('what is picked is counted by whose it is', () => {
  const held = (holder: TeamTask['holder']) => ({ holder }) as TeamTask
  const ann = { kind: 'person', id: 'ann', name: 'Ann' } as const
  expect(whoseInWords([held(ann), held(null), held(ann), held({ kind: 'team', id: 'voids', name: 'Voids' })])).toBe('2 of Ann’s, 2 that nobody has')
})
