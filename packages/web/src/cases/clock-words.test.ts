import { expect, it } from 'vitest'
import { howItEnded } from './clock-words.ts'

it.each([
  ['met', 2, 'met Tue 1 Dec, 2 working days early'],
  ['met', 0, 'met Tue 1 Dec, in time'],
  ['missed', -1, 'done Tue 1 Dec, 1 working day late'],
  ['missed', 0, 'done Tue 1 Dec, late'],
  ['withdrawn', 3, 'withdrawn Tue 1 Dec'],
])('a clock that is %s with %d working days to spare', (state, early, words) => {
  expect(howItEnded({ state, on: 'Tue 1 Dec', early })).toBe(words)
})
