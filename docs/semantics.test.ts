import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../', import.meta.url)
const page = readFileSync(new URL('docs/semantics.md', root), 'utf8')
const rows = [...page.matchAll(/^\| (\d+) \| (.+?) \| (.+?) \| (.+) \|$/gm)].map(([, number, about, file, name]) => ({ number: Number(number), about: about!, file: file!.replaceAll('`', ''), name: name! }))

test('each of the 36 answers has its row, in order', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 36 }, (_, index) => index + 1))
})

test('each row names a test that is in that file and carries the number of the answer', () => {
  for (const { number, file, name } of rows) {
    expect([number, file, existsSync(new URL(file, root))]).toEqual([number, file, true])
    const titles = readFileSync(new URL(file, root), 'utf8').match(/^\s*(?:test|it)(?:\.\w+)?\(.*$/gm) ?? []
    expect([name, titles.some((title) => title.includes(`'${name}'`))]).toEqual([name, true])
    expect([name, numbersIn(name).includes(number)]).toEqual([name, true])
  }
})

function numbersIn(name: string): number[] {
  return (/\(semantics ([\d, ]+)[^)]*\)/.exec(name)?.[1] ?? '').split(',').map(Number)
}
