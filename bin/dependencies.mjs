import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetUpError } from './set-up-error.mjs'

/** Runs `npm ci` when what is installed is not what package-lock.json says. */
export function installDependencies(root) {
  if (isInstalled(root)) return
  console.log('set-up: installing what Casement is built from (about a minute) …')
  const { status } = runNpm(root, ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'])
  if (status === 0 && isInstalled(root)) return
  throw new SetUpError(
    `"npm ci" ended with code ${status}; what it said stands above.`,
    'Most often the network or the right to write here is missing. Put that right and run the same command again.',
  )
}

/**
 * npm notes at the end of each installation what it installed, in node_modules/.package-lock.json; an installation that
 * was cut off leaves no such note. Optional packages of other platforms may be missing.
 */
export function isInstalled(root) {
  const note = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(note)) return false
  const installed = readPackages(note)
  return Object.entries(readPackages(join(root, 'package-lock.json')))
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .every(([path, entry]) => (installed[path] === undefined ? entry.optional === true : installed[path].integrity === entry.integrity))
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}

/** Under `npm start` the same npm is used on the machine's own Node: the pinned one lies in the folder being replaced. */
function runNpm(root, args) {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env
  const isNpm = npm?.endsWith('npm-cli.js') && node !== undefined && !node.startsWith(root)
  const [program, first] = isNpm ? [node, [npm]] : ['npm', []]
  return spawnSync(program, [...first, ...args], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
}
