import { expect, test } from 'vitest'
import { consequences } from './consequences.ts'
import { given } from './testing/given.ts'
import { sampleType } from './testing/play.ts'

test('of the ends of a path nothing is said but that the case closes', () => {
  const complaint = sampleType({
    steps: [
      { id: 'decide', kind: 'task', name: 'Decide', outcomes: ['upheld', 'not-upheld'] },
      { id: 'closed-as-upheld', kind: 'finish', name: 'Closed as upheld', after: 'decide.upheld' },
      { id: 'closed-as-not-upheld', kind: 'finish', name: 'Closed as not upheld', after: 'decide.not-upheld' },
    ],
  })
  const open = given(complaint).opened()
  const closed = open.when({ type: 'complete-task', task: 'decide.1', outcome: 'upheld' }).thenEvents('item-started', 'case-closed')
  const words = consequences(closed.state, closed.events.slice(open.events.length))
  expect(words).toEqual(['Completes Decide', 'Closes the case'])
  const reopened = closed.when({ type: 'reopen-case', reason: 'Too soon', restart: ['decide.1'] }).thenEvents('case-reopened')
  expect(consequences(reopened.state, reopened.events.slice(closed.events.length)).join()).not.toContain('Closed as')
})
