import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { libraryCalendars } from './calendars/load-calendars.ts'
import { playExample, readExamples } from './examples.ts'
import { libraryCaseTypes, libraryFolders, libraryNames } from './library.ts'
import { loadCaseType } from './load-case-type.ts'

describe.each(libraryFolders)('the worked examples of %s', (folder) => {
  const yaml = readFileSync(new URL(`${folder}/examples.yaml`, import.meta.url), 'utf8')
  const entry = libraryCaseTypes().find(({ definition }) => definition.id === folder)

  test.each(readExamples(yaml, `${folder}/examples.yaml`))('$name', (example) => {
    if (!entry) throw new Error(`The folder ${folder} is not called after its case type`)
    for (const { on, expected, found } of playExample(example, entry.caseType, libraryCalendars())) {
      expect({ on, ...found }).toEqual({ on, ...expected, ...(expected.live ? { live: expected.live.toSorted() } : {}) })
    }
  })
})

test('the case type that docs/case-types.md begins with is sound, as the laws of the library ask, and the story it ends with holds', () => {
  const page = readFileSync(new URL('../../../docs/case-types.md', import.meta.url), 'utf8')
  const [written, stories] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block]) => block ?? '')
  const { definition, caseType, findings } = loadCaseType(written ?? '', 'docs/case-types.md', libraryNames())
  expect(findings).toEqual([])
  expect(definition?.sources).toHaveLength(1)
  expect(definition?.steps.filter(({ kind, guidance = '' }) => kind !== 'finish' && guidance.length < 20)).toEqual([])
  if (!caseType) throw new Error('It has no finding and yet cannot be used')
  const results = readExamples(stories ?? '', 'docs/case-types.md').flatMap((example) => playExample(example, caseType, libraryCalendars()))
  expect(results).toHaveLength(2)
  for (const { expected, found } of results) expect(found).toEqual(expected)
})
