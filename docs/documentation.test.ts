import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCasement } from '../packages/server/src/testing/casement-process.ts'
import { readHowTo } from './testing/how-to.ts'
import { commandsIn, findBadLinks, findBadPaths, listPaths, readPages, ROOT } from './testing/pages.ts'

const pages = readPages()
/** What a how-to has its reader write is there for whoever follows it. */
const written = ['add-a-case-type.md', 'add-a-command.md'].flatMap((name) => readHowTo(name).flatMap((deed) => (deed.do === 'write' ? [deed.path] : [])))
const paths = [...listPaths(), ...written]
const commands = [...new Set(pages.flatMap(commandsIn))].toSorted()

describe.each(pages)('$path', (page) => {
  test('links to what is there', () => {
    expect(findBadLinks(page)).toEqual([])
  })

  test('names files and folders that are there', () => {
    expect(findBadPaths(page, paths)).toEqual([])
  })
})

test('bad links, bad paths and commands would be seen', () => {
  const text = 'See [it](docs/no.md#part), [that](README.md) and [them](https://example.org), `cases/no-such.ts`, `engine/src/<name>/evolve.ts`, `POST /cases`, `npm ci`.\n\n    A=1 npx casement demo [--size 2] # so\n'
  const page = { path: 'README.md', text }
  expect(findBadLinks(page)).toEqual(['docs/no.md'])
  expect(findBadPaths(page, ['packages/engine/src/case/evolve.ts'])).toEqual(['cases/no-such.ts'])
  expect(commandsIn(page)).toEqual(['npx casement demo --size 2', 'npm ci'])
})

describe('a command of the documentation', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

  test('is there to be run', () => {
    expect(commands.length).toBeGreaterThan(20)
    expect(commands.filter((line) => !isThere(line.split(' '), scripts))).toEqual([])
  })

  // Reading its arguments, the command names the first that it does not take: none before the one added here.
  test.each(commands.filter((line) => /^(npx )?casement /.test(line)))('is understood by casement: %s', async (line) => {
    const args = line.split(' ').slice(line.startsWith('npx') ? 2 : 1)
    const { code, printed } = await runCasement([...args, '--no-such-option'], {})
    expect({ code, printed }).toEqual({ code: 1, printed: expect.stringContaining(`casement ${args[0]} does not take --no-such-option. Nothing was done.`) })
  })
})

function isThere([program = '', ...words]: string[], scripts: Record<string, string>): boolean {
  const [first = '', second = ''] = words
  if (program === 'casement') return true
  if (program === 'node') return existsSync(join(ROOT, first))
  if (program === 'npm') return first === 'ci' || Object.hasOwn(scripts, first === 'run' ? second : first)
  const files = words.filter((word) => word.includes('/'))
  return existsSync(join(ROOT, 'node_modules/.bin', first)) && files.every((file) => paths.includes(file))
}
