import { expect, it } from 'vitest'
import { moneyInWords } from './money.ts'

it.each([
  [127.3, false, '£127.30'],
  [1204, true, '£1,204.00'],
  [-97.09, false, '−£97.09'],
  [-97.09, true, '£97.09 in credit'],
])('writes the amount %d (owed: %s) as %s', (amount, owed, words) => {
  expect(moneyInWords(amount, { owed })).toBe(words)
})
