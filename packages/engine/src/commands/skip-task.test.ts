import { expect, test } from 'vitest'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const welfare = sampleType({ steps: [{ id: 'visit', kind: 'task', name: 'Visit' }, { id: 'welfare', kind: 'task', name: 'Welfare check', after: 'visit', required: 'once-started' }] })

test('what is required once it has started can then be neither skipped nor cancelled, before that it can (semantics 16)', () => {
  const opened = given(welfare).opened()
  opened.when({ type: 'cancel-task', task: 'welfare.1', reason: 'not needed' }).thenEvents('item-cancelled')
  const started = opened.and({ type: 'complete-task', task: 'visit.1' })
  started.when({ type: 'skip-task', task: 'welfare.1' }).thenRefused('required-task')
  started.when({ type: 'cancel-task', task: 'welfare.1', reason: 'not needed' }).thenRefused('required-task')
  expect(started.state.items['welfare.1']?.state).toBe('live')
})
