import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { SetUpError } from './set-up-error.mjs'

/** What the built pages depend on. */
const SOURCES = ['package-lock.json', 'packages/web', 'packages/engine/src', 'packages/server/src/contract']
const NOT_SOURCES = new Set(['node_modules', 'dist'])

/** Builds the web application when its sources are not the ones that the built one was made from. */
export function buildWeb(root) {
  const stamp = join(root, 'packages/web/dist/.built-from')
  const sources = hashOf(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  console.log('set-up: building the web pages …')
  const bin = join(root, 'node_modules/.bin')
  const { status } = spawnSync(join(bin, 'vite'), ['build', '--logLevel', 'error'], {
    cwd: join(root, 'packages/web'),
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production', PATH: `${bin}${delimiter}${process.env.PATH}` },
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new SetUpError('The web pages could not be built; what vite said stands above.', 'Correct the sources in packages/web and run the same command again.')
  writeFileSync(stamp, sources)
}

function hashOf(root) {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap((source) => filesUnder(root, source))) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file))).update('\0')
  }
  return hash.digest('hex')
}

function filesUnder(root, path) {
  const found = lstatSync(join(root, path), { throwIfNoEntry: false })
  if (found === undefined || found.isSymbolicLink()) return []
  if (!found.isDirectory()) return /\.test\.tsx?$/.test(path) ? [] : [path]
  return readdirSync(join(root, path))
    .filter((name) => !NOT_SOURCES.has(name))
    .sort()
    .flatMap((name) => filesUnder(root, `${path}/${name}`))
}
