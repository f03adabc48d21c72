import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCasement } from '../testing/casement-process.ts'
import { voidVisit } from '../testing/void-visit.ts'

let folder: string
let [one, other, none]: string[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casement-diff-'))
  one = file('one.json', { ...voidVisit, guidance: 'Knock twice.' })
  other = file('other.json', { ...voidVisit, version: 2, guidance: 'Knock loudly.', steps: voidVisit.steps.filter(({ id }) => id !== 'photograph') })
  none = file('none.json', { id: 'x' })
})

afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: object): string {
  writeFileSync(join(folder, name), JSON.stringify(content))
  return join(folder, name)
}

test('casement diff-case-type says what differs between two files, without any database', async () => {
  const { code, printed } = await runCasement(['diff-case-type', one!, other!], {})
  expect(code).toBe(0)
  expect(printed).toContain('The case type: The guidance was “Knock twice.” and is “Knock loudly.”.\n    Knock [-twice-]{+loudly+}.')
  expect(printed).toContain('Photograph it: The step Photograph it is gone.\n2 differences.')
  expect((await runCasement(['diff-case-type', one!, one!], {})).printed).toContain('Nothing differs.')
})

test.each([
  ['one file', () => [one!], 'Two files are needed.'],
  ['a file that is no case type', () => [one!, none!], 'is no case type that can be read.'],
])('casement diff-case-type refuses %s', async (_what, args, words) => {
  const { code, printed } = await runCasement(['diff-case-type', ...args()], {})
  expect([code, printed]).toEqual([1, expect.stringContaining(words)])
  expect(printed).not.toContain('fault in Casement')
})
