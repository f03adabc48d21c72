import { expect, it } from 'vitest'
import { nothingFoundWords } from './search.ts'

it.each([
  ['pe', 'Nothing is called just “pe”. Three letters or more also find what begins with them.'],
  [' p ', 'Nothing is called just “p”. Three letters or more also find what begins with them.'],
  ['12 Ma', 'Nothing is called just “12 Ma”. Three letters or more also find what begins with them.'],
  ['pen', 'Nobody and nothing found. Try a part of the name, or the street.'],
  ['12 Maple', 'Nobody and nothing found. Try a part of the name, or the street.'],
])('where nothing is found for “%s”, it says whether more letters would help', (words, said) => {
  expect(nothingFoundWords(words)).toBe(said)
})
