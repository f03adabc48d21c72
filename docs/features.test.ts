import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../', import.meta.url)
const page = readFileSync(new URL('docs/features.md', root), 'utf8')
const rows = [...page.matchAll(/^\| ([A-Z]\d+) \| (.+?) \| (.+?) \| (.+) \|$/gm)].map(([, row = '', what = '', how = '', tests = '']) => ({ row, what, how, tests: tests.split('<br>') }))

/** What is not there yet, or not wholly. A row is taken out as it comes; none is to come in unseen. */
const notYet = ['A23', 'A24', 'D1', 'F10', 'K10', 'K13', 'K16']

test('each row of the engine is listed, once and in order', () => {
  const asked = ['A2', ...span('A', 5, 17), ...span('A', 19, 25), 'A27', ...span('A', 30, 31), ...span('B', 1, 22), ...span('C', 1, 22), ...span('D', 1, 30), ...span('E', 1, 17), ...span('F', 1, 10), ...span('K', 1, 4), 'K10', ...span('K', 13, 18), 'K21']
  expect(rows.map(({ row }) => row)).toEqual(asked)
})

test('each row names tests that are in their files by these names', () => {
  const named = rows.flatMap(({ row, tests }) => tests.map((cell) => ({ row, cell, file: /^`([^`]+)`: /.exec(cell)?.[1] ?? '' })))
  expect(named.filter(({ cell, file }) => !isThere(file, cell.slice(file.length + 4)))).toEqual([])
  expect(named.length).toBeGreaterThan(rows.length)
})

test('a test that is not there would be seen', () => {
  expect([isThere('docs/features.test.ts', 'each row of the engine is listed, once and in order'), isThere('docs/features.test.ts', 'each row of the engine'), isThere('docs/nothing.test.ts', 'x'), isThere('', '')]).toEqual([true, false, false, false])
})

test('what is not there yet is said so in its row, and is one of those known', () => {
  expect(rows.filter(({ how }) => /not yet/i.test(how)).map(({ row }) => row)).toEqual(notYet)
})

/** As the title of a test, be it one that is run for each of several values. */
function isThere(file: string, name: string): boolean {
  const url = new URL(file, root)
  if (!file.includes('.test.ts') || name === '' || !existsSync(url)) return false
  return readFileSync(url, 'utf8').split('\n').some((line) => line.includes(`('${name}', `) && !/^\s*describe/.test(line))
}

function span(letter: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${letter}${first + index}`)
}
