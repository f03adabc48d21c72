import type { WorkItem } from '@casement/server/contract'
import { describe, expect, it } from 'vitest'
import { steadyRows } from './steady-list.ts'

/** Two things make a row: its key, and what may change of it. */
function item(ref: string, name = 'Visit the home'): WorkItem {
  return { case: { ref }, task: { id: 'visit.1', name } } as WorkItem
}

const keysOf = (rows: WorkItem[]) => rows.map((row) => row.case.ref)

describe('a steady list', () => {
  const laidOut = [item('A'), item('B'), item('C')]

  it('keeps its order when the rows come in another', () => {
    const { laidOut: kept, come } = steadyRows(laidOut, [item('C'), item('A'), item('B')])
    expect([keysOf(kept), come]).toEqual([['A', 'B', 'C'], 0])
  })

  it('shows a changed row as it is now', () => {
    expect(steadyRows(laidOut, [item('A'), item('B', 'Visit again'), item('C')]).now.get('B/visit.1')?.task.name).toBe('Visit again')
  })

  it('keeps the place of a row that has left, and knows that it has', () => {
    const { laidOut: kept, now } = steadyRows(laidOut, [item('A'), item('C')])
    expect(keysOf(kept)).toEqual(['A', 'B', 'C'])
    expect([...now.keys()]).toEqual(['A/visit.1', 'C/visit.1'])
  })

  it('counts what has come, and gives it no place yet', () => {
    const { laidOut: kept, come } = steadyRows(laidOut, [item('X'), item('A'), item('Y'), item('B'), item('C')])
    expect([keysOf(kept), come]).toEqual([['A', 'B', 'C'], 2])
  })
})
