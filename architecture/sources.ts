import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')

/** One file of `packages/<name>/src`; the path is from the root of the project. */
export interface Source {
  path: string
  text: string
}

/** Every source file of every package, tests and styles included. */
export function readSources(): Source[] {
  return readdirSync(join(ROOT, 'packages')).flatMap((name) => readFolder(join(ROOT, 'packages', name, 'src')))
}

/** The text without its comments; what stands in quotation marks stays. */
export function withoutComments(text: string): string {
  const commentOrQuoted = /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g
  return text.replace(commentOrQuoted, (_match, quoted: string | undefined) => quoted ?? '')
}

function readFolder(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|css|mjs)$/.test(name))
    .map((name) => ({ path: relative(ROOT, join(folder, name)), text: readFileSync(join(folder, name), 'utf8') }))
}
