import { withoutComments } from './sources.ts'
import type { Source } from './sources.ts'

const LONGEST_FILE = 300

/** Words that say nothing of the subject; `style` and `design` ban them as names of files and folders. */
const EMPTY_WORDS = new Set(['util', 'utils', 'common', 'helper', 'helpers', 'shared', 'manager', 'managers', 'service', 'services', 'lib', 'misc'])

/** Ways to a time or a chance that no caller gave. */
const HIDDEN_CLOCK = /\bDate\.now\b|\bnew Date\b(?!\s*\(\s*[^)\s])|\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b|\bTemporal\.Now\b|\bperformance\.now\b/g

const WAY_IN = new Set(['packages/server/src/cases/decide-and-append.ts', 'packages/server/src/cases/case-store.ts'])

/** Files over the budget of 300 lines. */
export function findLongFiles(sources: Source[]): string[] {
  return sources
    .map(({ path, text }) => ({ path, lines: text.replace(/\n$/, '').split('\n').length }))
    .filter(({ lines }) => lines > LONGEST_FILE)
    .map(({ path, lines }) => `${path} has ${lines} lines`)
}

/** Files and folders with one of the empty words in their name. */
export function findBadNames(sources: Source[]): string[] {
  return sources.map(({ path }) => path).filter((path) => wordsOf(path).some((word) => EMPTY_WORDS.has(word)))
}

/** Places in the engine that read a clock or draw a random number by themselves. */
export function findHiddenClocks(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => path.startsWith('packages/engine/') && !path.endsWith('.test.ts'))
    .flatMap(({ path, text }) => [...withoutComments(text).matchAll(HIDDEN_CLOCK)].map(([use]) => `${path} uses ${use}`))
}

/** Files that append to the log of a case beside the one way in, and the store that it uses. */
export function findOtherWaysIn(sources: Source[]): string[] {
  return sources.filter(({ path, text }) => !WAY_IN.has(path) && /\bappendDecisions\b/.test(withoutComments(text))).map(({ path }) => path)
}

function wordsOf(path: string): string[] {
  return path
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[/.-]/)
}
