import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { libraryCalendars } from './calendars/load-calendars.ts'
import { playExample, readExamples } from './examples.ts'
import { libraryCaseTypes, libraryFolders } from './library.ts'

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
