import type { TeamTask } from '@casement/server/contract'
import { describe, expect, test } from 'vitest'
import { shareOut, sharesInWords } from './share-out.ts'
import { buildTeam, person } from './testing/build-load.ts'

const task = (ref: string, id: string, holder = 'Gone') => ({ case: { ref }, task: { id }, holder: { kind: 'person', id: holder, name: holder } }) as TeamTask

const shared = (tasks: TeamTask[], people: ReturnType<typeof person>[]) => shareOut(tasks, buildTeam(people)).map((share) => [share.to.name, ...share.tasks.map((one) => `${one.case.ref} ${one.task.id}`)])

describe('sharing tasks out', () => {
  const ann = person('Ann', { openTasks: 2 })
  const boris = person('Boris', { openTasks: 4 })

  test('gives each case to whoever has least by then', () => {
    expect(shared([task('A', '1'), task('B', '1'), task('C', '1'), task('D', '1')], [ann, boris])).toEqual([['Ann', 'A 1', 'B 1', 'C 1'], ['Boris', 'D 1']])
  })

  test('keeps the tasks of one case together', () => {
    expect(shared([task('A', '1'), task('A', '2'), task('B', '1'), task('A', '3')], [ann, boris])).toEqual([['Ann', 'A 1', 'A 2', 'A 3'], ['Boris', 'B 1']])
  })

  test('gives nobody what they have', () => {
    expect(shared([task('A', '1', 'Ann'), task('B', '1')], [ann, boris])).toEqual([['Ann', 'B 1'], ['Boris', 'A 1']])
  })

  test('is not offered where one would get it all, nor with managers and who has left', () => {
    expect(shared([task('A', '1')], [ann, boris])).toEqual([])
    expect(shared([task('A', '1'), task('B', '1')], [ann, person('Dawn', { role: 'manager' }), person('Old', { hasLeft: true })])).toEqual([])
    expect(shared([task('A', '1', 'Ann'), task('B', '1')], [ann])).toEqual([])
  })

  test('is told by who gets how many', () => {
    expect(sharesInWords([{ to: { kind: 'person', id: 'a', name: 'Ann' }, count: 3 }, { to: { kind: 'person', id: 'b', name: 'Boris' }, count: 1 }])).toBe('Ann 3, Boris 1')
  })
})
