import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')

/** A page of the documentation; the path is from the root of the project. */
export interface Page {
  path: string
  text: string
}

const NOT_OURS = new Set(['node_modules', '.git', 'dist', 'coverage', 'casement-data'])

export function readPages(): Page[] {
  const paths = ['README.md', 'ARCHITECTURE.md', 'GLOSSARY.md', 'CONTRIBUTING.md', ...listFiles().filter((path) => path.startsWith('docs/') && path.endsWith('.md'))]
  return paths.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

/** Every file of the project, and every folder of one, from its root. */
export function listPaths(): string[] {
  const files = listFiles()
  return [...new Set(files.flatMap((path) => path.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/'))))]
}

function listFiles(folder = ''): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name))
    .flatMap((entry) => (entry.isDirectory() ? listFiles(join(folder, entry.name)) : [join(folder, entry.name)]))
}

const PROGRAM = /^(?:[A-Z_]+=\S+ )*((?:npm|npx|node|casement) .+)$/

/** What a page has its reader type, in a block or in a sentence, without settings, comments and the brackets of what may be left out. */
export function commandsIn({ text }: Page): string[] {
  const typed = [...text.matchAll(/^(?: {4,}|\$ )(.+)$/gm)].map(([, line]) => line ?? '')
  return [...typed, ...codeIn(text)].flatMap((line) => {
    const command = PROGRAM.exec(line)?.[1]
    return command === undefined ? [] : [command.replace(/ +#.*$/, '').replace(/[[\]…]/g, '').trim()]
  })
}

/** Links inside the project that lead nowhere. */
export function findBadLinks({ path, text }: Page): string[] {
  const targets = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? '')
  return targets.filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(ROOT, dirname(path), target)))
}

const FILE = /^(?!\.)(?:[\w.@<>-]+\/)*[\w.@<>-]+(?:\/|\.(?:ts|tsx|mjs|md|ya?ml|json|sql|css))$/
const FOLDERS = /^(?!\.)[\w.@<>-]+(?:\/[\w.@<>-]+)+$/

/** Names of files and folders in a page that end no path of the project; `<name>` stands for any name. */
export function findBadPaths({ text }: Page, paths: string[]): string[] {
  return codeIn(text).filter((code) => FILE.test(code) || FOLDERS.test(code)).filter((code) => {
    const ending = new RegExp(`(^|/)${code.replace(/\/$/, '').replaceAll('.', '\\.').replace(/<\w+>/g, '[^/]+')}$`)
    return !paths.some((path) => ending.test(path))
  })
}

/** What stands between single backquotes, outside blocks. */
function codeIn(text: string): string[] {
  const sentences = text.replace(/^```[\s\S]*?^```/gm, '')
  return [...sentences.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '')
}
