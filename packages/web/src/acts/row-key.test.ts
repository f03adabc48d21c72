import type { WorkItem } from '@casement/server/contract'
import { expect, it } from 'vitest'
import { rowKey, rowKeyOf } from './row-key.ts'

it('knows the row of a task, whether it is listed or only named', () => {
  const listed = { case: { ref: 'SA-26-00001' }, task: { id: 'visit.2' } } as WorkItem
  expect(rowKeyOf({ case: 'SA-26-00001', task: 'visit.2' })).toBe(rowKey(listed))
})
