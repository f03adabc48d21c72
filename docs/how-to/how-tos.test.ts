import { afterEach, expect, test } from 'vitest'
import { changed, findUnprinted, readHowTo, type Deed } from '../testing/how-to.ts'
import { copyProject, type ProjectCopy } from '../testing/project-copy.ts'

/** Milliseconds. Compilers and test runs as processes, on two cores that may do much else. */
const LONGEST = 300_000

let copy: ProjectCopy | undefined

afterEach(() => copy?.remove())

test('a case type is added as docs/how-to/add-a-case-type.md says, in one folder and one line', async () => {
  const deeds = readHowTo('add-a-case-type.md')
  await follow(deeds)
  const outside = deeds.filter((deed) => deed.do !== 'run' && !deed.path.startsWith('packages/case-types/src/pet-request/'))
  expect(outside).toEqual([{ do: 'change', path: 'packages/case-types/src/library.ts', change: expect.stringMatching(/^ .*\n\+.*$/) }])
  expect(deeds.filter((deed) => deed.do === 'run')).toHaveLength(2)
}, LONGEST)

test('a command is added as docs/how-to/add-a-command.md says, in five source files', async () => {
  const deeds = readHowTo('add-a-command.md')
  await follow(deeds)
  const sources = deeds.flatMap((deed) => (deed.do !== 'run' && /^packages\/.*(?<!\.test)\.ts$/.test(deed.path) ? [deed.path] : []))
  expect(new Set(sources).size).toBe(5)
  expect(deeds.filter((deed) => deed.do === 'run')).toHaveLength(4)
}, LONGEST)

/** Does in a copy of the project what a how-to says, step by step, and compares what is printed. */
async function follow(deeds: Deed[]): Promise<void> {
  copy = copyProject()
  for (const deed of deeds) {
    if (deed.do === 'write') copy.write(deed.path, deed.text)
    else if (deed.do === 'change') copy.write(deed.path, changed(copy.read(deed.path), deed.change))
    else await runAsTold(copy, deed)
  }
}

async function runAsTold(project: ProjectCopy, { line, prints }: Extract<Deed, { do: 'run' }>): Promise<void> {
  const { code, printed } = await project.run(line)
  const unprinted = findUnprinted(printed, prints)
  if (code !== 0 || unprinted.length > 0) throw new Error(`${line}\nended with ${code}, and did not print: ${unprinted.join('; ') || 'nothing that it should'}\n${printed}`)
}
