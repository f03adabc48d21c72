import type { CaseRecord } from '@casement/server/contract'
import { expect, it } from 'vitest'
import { undoneWork } from './undone-work.ts'

const clocks = [{ id: 'visit.1', of: 'visit.1' }, { id: 'investigated.1', of: null }] as CaseRecord['clocks']
const tasks = [{ id: 'visit.1', stage: 'first-look' }] as CaseRecord['tasks']
const at = [
  { place: 'first-look.1', words: 'First look is not done' },
  { place: 'visit.1', words: 'Visit the home is not done' },
  { place: 'summary-sent', words: 'The written summary has gone out' },
  { place: 'visit.1', words: 'Visit the home is still running' },
  { place: 'investigated.1', words: 'Hazard investigated is still running' },
]

it('names each thing that is not done once, and leaves the clocks to be explained', () => {
  const record = { clocks, tasks, actions: [{ action: 'close', allowed: false, at }] }
  expect(undoneWork('close-case', record)).toEqual(['Visit the home is not done', 'The written summary has gone out'])
  expect(undoneWork('cancel-case', record)).toEqual([])
})

it('has nothing to name where the case may close', () => {
  expect(undoneWork('close-case', { clocks, tasks, actions: [{ action: 'close', allowed: true }] })).toEqual([])
})
