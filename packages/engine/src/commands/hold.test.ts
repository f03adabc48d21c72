import { expect, test } from 'vitest'
import { given } from '../testing/given.ts'
import { play, sampleType } from '../testing/play.ts'

const holdReasons = [{ id: 'hospital', name: 'In hospital' }]

test('a case type may let nobody hold its cases, nor any task of them', () => {
  const never = given(sampleType({ holdReasons, allow: { hold: false }, steps: [{ id: 'visit', kind: 'task', name: 'Visit' }] })).opened()
  for (const on of [undefined, 'visit.1']) expect(never.when({ type: 'hold', reason: 'hospital', on }).thenRefused('narrowed-by-type').words).toContain('does not allow this')
})

// Tuesday 1 December 2026, ten o’clock: five days are up at the end of Sunday, and the warning comes as Friday begins.
test('a task is held by itself until a moment: its warning and due date move out by the hold, and it is released by itself', () => {
  const caseType = sampleType({ holdReasons, steps: [{ id: 'visit', kind: 'task', name: 'Visit', clock: { allow: { days: 5 }, warn: { days: 2 }, pausedBy: ['hospital'] } }, { id: 'call', kind: 'task', name: 'Call' }] })
  const game = play(caseType)
  const first = game.clock('visit.1')
  game.do({ type: 'hold', on: 'visit.1', reason: 'hospital', until: '2026-12-04T10:00:00Z', notes: 'Home on Friday' })
  expect(game.shows()).toEqual(['visit.1 on-hold', 'call.1 live'])
  game.at('2026-12-04T12:00:00Z').do({ type: 'advance-time' })
  expect([game.shows(), first.dueOn, game.clock('visit.1').dueOn]).toEqual([['visit.1 live', 'call.1 live'], '2026-12-06', '2026-12-09'])
  expect([first.warnAt, game.clock('visit.1').warnAt].map((at) => at?.slice(0, 10))).toEqual(['2026-12-04', '2026-12-07'])
})

test('a hold is ended before its time, and one for another reason goes on', () => {
  const game = play(sampleType({ holdReasons: [...holdReasons, { id: 'police', name: 'Police' }], steps: [{ id: 'visit', kind: 'task', name: 'Visit' }] }))
  game.do({ type: 'hold', reason: 'hospital', until: '2026-12-20T10:00:00Z' }).do({ type: 'hold', reason: 'police' })
  game.do({ type: 'release', hold: game.state.holds[0]!.id, notes: 'Home early' })
  expect([game.state.holds.map(({ reason }) => reason), game.shows()]).toEqual([['police'], ['visit.1 on-hold']])
})
