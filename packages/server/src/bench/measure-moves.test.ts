import { expect, test } from 'vitest'
import { judge, liveCases } from './measure-moves.ts'

test('the live cases that a dry run is timed with can move, and none of them is decided beforehand', () => {
  const live = liveCases()
  expect(live.length).toBeGreaterThan(20)
  expect(new Set(live.map((one) => judge(one).verdict))).toEqual(new Set(['can-move']))
})
