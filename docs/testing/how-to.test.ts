import { expect, test } from 'vitest'
import { changed, findUnprinted } from './how-to.ts'

const text = 'one\ntwo\nthree\none\nfour\n'

test('a change takes lines away and adds others, at one place for each part', () => {
  expect(changed(text, ' two\n-three\n+3\n@@\n four\n+five')).toBe('one\ntwo\n3\none\nfour\nfive\n')
  expect(changed(text, '+zero\n one\n two')).toBe('zero\none\ntwo\nthree\none\nfour\n')
})

test.each([' one\n+1', ' five\n+6', '-thre\n+3', ' two\n four\n+5'])('a change whose place is not there, or there twice, is refused: %j', (change) => {
  expect(() => changed(text, change)).toThrow('not one')
})

test('what a command should have printed is missed when it is absent, in part, or in another order', () => {
  const printed = ' Tests   2 passed | 7 skipped (9)\nok: cats\nok: dogs\n'
  expect(findUnprinted(printed, ['Tests 2 passed | … skipped (…)', 'ok: cats', 'ok: dogs'])).toEqual([])
  expect(findUnprinted(printed, ['Tests 2 passed', 'ok: hens'])).toEqual(['Tests 2 passed', 'ok: hens'])
  expect(findUnprinted(printed, ['ok: dogs', 'ok: cats'])).toEqual(['ok: cats'])
})
