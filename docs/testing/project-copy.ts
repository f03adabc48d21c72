import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const NOT_COPIED = new Set(['node_modules', '.git', 'dist', 'coverage', 'casement-data', 'pictures'])

/** A copy of the project in a temporary folder, to change and try without touching this one. */
export interface ProjectCopy {
  read(path: string): string
  write(path: string, text: string): void
  /** Runs a line as it would be typed at the root of the project. */
  run(line: string): Promise<{ code: number; printed: string }>
  remove(): void
}

/** Copies what is ours and links what was installed; the packages of the copy find each other, not those of the original. */
export function copyProject(): ProjectCopy {
  const root = mkdtempSync(join(tmpdir(), 'casement-how-to-'))
  cpSync(ROOT, root, { recursive: true, filter: (path) => path === ROOT || !NOT_COPIED.has(basename(path)) })
  linkInstalled(root)
  return {
    read: (path) => readFileSync(join(root, path), 'utf8'),
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    },
    run: (line) => run(line, root),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

function linkInstalled(root: string): void {
  linkEach(join(ROOT, 'node_modules'), join(root, 'node_modules'), ['.bin', '@casement'])
  linkEach(join(ROOT, 'node_modules/.bin'), join(root, 'node_modules/.bin'), ['casement'])
  symlinkSync('../../packages/server/bin/casement.mjs', join(root, 'node_modules/.bin/casement'))
  const packages = readdirSync(join(root, 'packages'))
  mkdirSync(join(root, 'node_modules/@casement'))
  for (const name of packages) symlinkSync(`../../packages/${name}`, join(root, 'node_modules/@casement', name))
  for (const name of packages.filter((each) => readdirSync(join(ROOT, 'packages', each)).includes('node_modules'))) {
    symlinkSync(join(ROOT, 'packages', name, 'node_modules'), join(root, 'packages', name, 'node_modules'))
  }
}

function linkEach(from: string, to: string, except: string[]): void {
  mkdirSync(to)
  for (const name of readdirSync(from).filter((each) => !except.includes(each))) symlinkSync(join(from, name), join(to, name))
}

/** Without the settings of the test run that asks, which another test run would take for its own. */
async function run(line: string, root: string): Promise<{ code: number; printed: string }> {
  const { PATH, HOME, DATABASE_URL } = process.env
  const env = { HOME, DATABASE_URL, NO_COLOR: '1', PATH: `${join(root, 'node_modules/.bin')}:${PATH}` }
  const child = spawn('sh', ['-c', line], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (printed += part.toString()))
  const [code]: (number | null)[] = await once(child, 'close')
  return { code: code ?? 1, printed }
}
