import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { withoutComments } from './sources.ts'
import type { Source } from './sources.ts'

/** The packages from outside that the engine may import. */
export const ENGINE_PACKAGES = ['feelin', 'temporal-polyfill']

/** What each package may import of the others (design, "Packages and arrows"). */
const ARROWS: Record<string, string[]> = {
  engine: [],
  'case-types': ['@casement/engine', '@casement/engine/testing'],
  server: ['@casement/engine', '@casement/engine/testing', '@casement/case-types'],
  web: ['@casement/engine', '@casement/server/contract'],
}

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*(["'])([@\w.][@\w./:-]*)\1/g

/** Every import that leaves its package by a way the design does not show, as a sentence. */
export function findBadArrows(sources: Source[]): string[] {
  return sources.flatMap(({ path, text }) =>
    importsOf(text)
      .filter((target) => isBad(path, target))
      .map((target) => `${path} imports ${target}`),
  )
}

function importsOf(text: string): string[] {
  return [...withoutComments(text).matchAll(IMPORT)].flatMap(([, , target]) => (target === undefined ? [] : [target]))
}

function isBad(path: string, target: string): boolean {
  const owner = path.split('/')[1] ?? ''
  if (target.startsWith('.')) return !posix.join(posix.dirname(path), target).startsWith(`packages/${owner}/`)
  if (target.startsWith('@casement/')) return !ARROWS[owner]?.includes(target)
  if (/\.test\.tsx?$|\.fixture\.ts$|\/testing\//.test(path)) return false
  if (owner === 'web') return isBuiltin(target)
  return owner === 'engine' && !ENGINE_PACKAGES.includes(target)
}
