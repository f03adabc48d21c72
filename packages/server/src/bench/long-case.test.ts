import { replay } from '@casement/engine'
import { expect, test } from 'vitest'
import { growLongCase } from './long-case.ts'

test('the long case that is timed is as its events lead to it, and holds runs, holds, redone work and clocks', () => {
  const { state, events } = growLongCase(1000)
  expect(state.version).toBeGreaterThanOrEqual(1000)
  expect(replay(events)).toEqual(state)
  expect(new Set(Object.values(state.items).map((item) => item.state))).toEqual(new Set(['completed', 'superseded', 'live', 'waiting']))
  expect(state.endedHolds?.length).toBeGreaterThan(30)
  expect(Object.values(state.clocks).filter(({ pauses }) => pauses.length > 0).length).toBeGreaterThan(30)
})
