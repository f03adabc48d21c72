import { expect, it } from 'vitest'
import { basisInWords, howDateIsSet } from './basis-words.ts'

it.each([
  ['law', 'Law', 'set by law'],
  ['code', 'Code of practice', 'set by a code of practice'],
  ['landlord', 'Our own target', 'our own target'],
] as const)('a date that rests on %s says so, alone and beside the date', (basis, alone, beside) => {
  expect([basisInWords(basis), howDateIsSet(basis)]).toEqual([alone, beside])
})
