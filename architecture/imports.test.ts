import { describe, expect, test } from 'vitest'
import { ENGINE_PACKAGES, findBadArrows } from './arrows.ts'
import { findBadNames, findHiddenClocks, findLongFiles, findOtherWaysIn } from './house-rules.ts'
import { readSources } from './sources.ts'

const sources = readSources()

describe('the arrows between packages', () => {
  test('point only where the design lets them', () => {
    expect(sources.length).toBeGreaterThan(0)
    expect(findBadArrows(sources)).toEqual([])
  })

  test.each([
    ['packages/engine/src/case.ts', `import { join } from 'node:path'`],
    ['packages/engine/src/case.ts', `import { join } from 'path'`],
    ['packages/engine/src/case.ts', `import { z } from 'zod'`],
    ['packages/engine/src/case.ts', `import type { Pool } from '@casement/server/contract'`],
    ['packages/engine/src/case.ts', `import { library } from '../../case-types/src/library.ts'`],
    ['packages/engine/src/case.ts', `const { z } = await import('zod')`],
    ['packages/engine/src/case.ts', `export { z } from 'zod'`],
    ['packages/engine/src/case.ts', `import {\n  z,\n} from "zod"`],
    ['packages/case-types/src/library.ts', `import { caseView } from '@casement/server/contract'`],
    ['packages/server/src/app.ts', `import '@casement/web'`],
    ['packages/web/src/main.tsx', `import { library } from '@casement/case-types'`],
    ['packages/web/src/main.tsx', `import { startApplication } from '@casement/server'`],
    ['packages/web/src/main.tsx', `import { startApplication } from '../../server/src/application.ts'`],
    ['packages/web/src/main.tsx', `import { readFileSync } from 'node:fs'`],
  ])('would be seen to be wrong in %s: %s', (path, text) => {
    expect(findBadArrows([{ path, text }])).toHaveLength(1)
  })

  test.each([
    ['packages/engine/src/case.ts', `import { evaluate } from 'feelin'\nimport { Temporal } from 'temporal-polyfill'`],
    ['packages/engine/src/case.test.ts', `import { test } from 'vitest'\nimport fc from 'fast-check'`],
    ['packages/case-types/src/library.ts', `import { checkCaseType } from '@casement/engine'\nimport { given } from '@casement/engine/testing'`],
    ['packages/server/src/app.ts', `import { decide } from '@casement/engine'\nimport { library } from '@casement/case-types'`],
    ['packages/web/src/main.tsx', `import { caseView } from '@casement/server/contract'\nimport { evolve } from '@casement/engine'`],
    ['packages/server/src/app.ts', `// import '@casement/web' is what nobody may write`],
  ])('are right in %s: %s', (path, text) => {
    expect(findBadArrows([{ path, text }])).toEqual([])
  })

  test('lead the engine out to two packages only', () => {
    expect(ENGINE_PACKAGES).toEqual(['feelin', 'temporal-polyfill'])
  })
})

describe('a source file', () => {
  test('has at most 300 lines', () => {
    expect(findLongFiles(sources)).toEqual([])
    const line = 'const one = 1\n'
    expect(findLongFiles([{ path: 'packages/web/src/long.tsx', text: line.repeat(301) }])).toEqual(['packages/web/src/long.tsx has 301 lines'])
    expect(findLongFiles([{ path: 'packages/web/src/full.tsx', text: line.repeat(300) }])).toEqual([])
  })

  test('has a name that shows its subject', () => {
    expect(findBadNames(sources)).toEqual([])
    const paths = ['src/utils/dates.ts', 'src/dates/utils.ts', 'src/case-service.ts', 'src/lib/dates.ts', 'src/date.helpers.ts', 'src/TaskManager.tsx']
    expect(findBadNames(paths.map((path) => ({ path: `packages/web/${path}`, text: '' })))).toHaveLength(paths.length)
    expect(findBadNames([{ path: 'packages/case-types/src/library.ts', text: '' }])).toEqual([])
  })
})

describe('the way in to a case', () => {
  test('is one file', () => {
    expect(sources.filter(({ path }) => path.endsWith('cases/decide-and-append.ts'))).toHaveLength(1)
    expect(findOtherWaysIn(sources)).toEqual([])
    const text = `import { appendDecisions } from '../cases/case-store.ts'`
    expect(findOtherWaysIn([{ path: 'packages/server/src/work/sweep.ts', text }])).toEqual(['packages/server/src/work/sweep.ts'])
  })
})

describe('the engine', () => {
  test('reads no clock and draws no random number', () => {
    expect(findHiddenClocks(sources)).toEqual([])
  })

  test.each(['Date.now()', 'new Date()', 'new Date', 'Math.random()', 'randomUUID()', 'crypto.getRandomValues(bytes)', 'Temporal.Now.instant()', 'performance.now()'])(
    'would be seen to use %s',
    (call) => {
      expect(findHiddenClocks([{ path: 'packages/engine/src/case.ts', text: `const x = ${call}` }])).toHaveLength(1)
      expect(findHiddenClocks([{ path: 'packages/server/src/case.ts', text: `const x = ${call}` }])).toEqual([])
    },
  )

  test('may make a date from a given moment, and speak of clocks in comments', () => {
    const text = `/** Never Date.now(): the caller says the time. */\nconst at = new Date(context.now) // not new Date()`
    expect(findHiddenClocks([{ path: 'packages/engine/src/case.ts', text }])).toEqual([])
  })
})
