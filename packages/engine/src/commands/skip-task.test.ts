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

test('an offer on hold can be neither started nor declined before the release (semantics 28)', () => {
  const call = sampleType({ holdReasons: [{ id: 'hospital', name: 'In hospital' }], steps: [{ id: 'call', kind: 'task', name: 'Call', start: 'by-hand' }] })
  const held = given(call).opened().and({ type: 'hold', reason: 'hospital' })
  held.when({ type: 'start-task', task: 'call.1' }).thenRefused('task-on-hold')
  held.when({ type: 'skip-task', task: 'call.1' }).thenRefused('task-on-hold')
  const started = held.and({ type: 'release' }, { type: 'start-task', task: 'call.1' })
  expect(started.state.items['call.1']?.state).toBe('live')
})
